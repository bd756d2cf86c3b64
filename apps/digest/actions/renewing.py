"""Where words of published highlights stand besides: at the answers, in the search."""

from django.db import transaction
from django.db.models import Q

from apps.answers.actions import Quotation, feature
from apps.answers.models import Answer
from apps.digest.actions.finding import index_digest
from apps.digest.actions.locking import lock_digest
from apps.digest.documents import covered, credited_in
from apps.digest.models import Digest
from apps.questions.models import Proposal


def copy_out(digest: Digest) -> None:
    """Say at each quoted answer that it is featured, with the author's reply, and let
    all be found: as it may be shown today, and nothing of what is taken down. The
    digest must be locked."""
    index_digest(digest)
    document = covered(digest)
    if document is None:
        return
    feature(
        source=digest.public_id,
        title=document.title,
        quotations={
            item.answer: Quotation(
                f"{digest.get_absolute_url()}#i-{item.key}", item.reply
            )
            for item in (document.items() if digest.is_published else ())
        },
    )


def renew_names(*, person: int) -> int:
    """Copy out anew all highlights that credit somebody, also as who proposed a
    question; how many these are.

    For when they are called otherwise, or not at all. Twice is the same as once.
    """
    answers = Answer.objects.filter(author=person)
    asked = Proposal.objects.filter(proposed_by=person)
    theirs = {
        *answers.values_list("public_id", flat=True),
        *asked.values_list("public_id", flat=True),
    }
    of_essays = Q(essay__in=answers.values("question__essay")) | Q(
        essay__in=asked.values("essay")
    )
    renewed = 0
    for digest in Digest.objects.published().filter(of_essays).order_by("pk"):
        if theirs.isdisjoint(credited_in(digest)):
            continue
        with transaction.atomic():
            copy_out(lock_digest(digest.pk))
        renewed += 1
    return renewed
