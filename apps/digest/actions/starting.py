"""A digest to fill, and the wish that a worker fills it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from apps.accounts.models import User
from apps.digest.actions.locking import lock_digest
from apps.digest.models import Digest
from apps.jobs.actions import enqueue
from apps.jobs.models import Job
from apps.questions.models import Essay


@transaction.atomic
def start_digest(*, essay: Essay, by: User, at: datetime) -> Digest:
    """The essay's unpublished digest; a new one when there is none."""
    essay = Essay.objects.select_for_update().get(pk=essay.pk)
    unpublished = Digest.objects.filter(essay=essay, published_at=None).first()
    if unpublished:
        return unpublished
    last = Digest.objects.filter(essay=essay).aggregate(last=Max("number"))["last"] or 0
    return Digest.objects.create(
        essay=essay,
        number=last + 1,
        title=_title(essay, last + 1)[:300],
        created_by=by,
        created_at=at,
    )


def _title(essay: Essay, number: int) -> str:
    """Told from those before it: lists show them side by side."""
    more = "" if number == 1 else "More "
    which = f" ({number})" if number > 2 else ""
    return f"{more}Highlights From the Comments on {essay.title}{which}"


class CannotDiscard(Exception):
    """The digest has to stay; the message is fit to show."""


@transaction.atomic
def discard_draft(*, digest: Digest) -> None:
    """Delete a draft that was never published, with all that was decided about it.

    Answers, stars and reports of slips stay. Raises CannotDiscard.
    """
    digest = lock_digest(digest.pk)
    if digest.went_out:
        raise CannotDiscard(
            "These highlights were published: readers may link to them."
        )
    digest.delete()


def request_compile(*, digest: Digest, by: User | None) -> Job:
    """Ask the worker for a compile; the job that is under way when there is one."""
    return enqueue(
        kind="compile_digest",
        subject=f"digest:{digest.public_id}",
        params={
            "digest": digest.public_id,
            "about": f"Compiling “{digest.title}”",
        },
        by=by,
    )
