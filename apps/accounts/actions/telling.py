"""Telling people things, and remembering what they have read."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from apps.accounts.models import Notice, User


def tell(
    *,
    person: User,
    key: str,
    text: str,
    at: datetime,
    url: str = "",
    kind: Notice.Kind = Notice.Kind.DECISION,
    about: str = "",
    subject: str = "",
) -> Notice | None:
    """Give a notice once per `key`; None when the person already has it.

    With `subject`, as in "answer:k7m2qdxx23", it is told only as long as readers can
    see that. Mail follows as the person wishes it.
    """
    notice, is_new = Notice.objects.get_or_create(
        person=person,
        key=key,
        defaults={
            "kind": kind,
            "text": text[:300],
            "url": url,
            "about": about,
            "subject": subject,
            "created_at": at,
        },
    )
    return notice if is_new else None


def tell_all(
    *,
    people: Iterable[int],
    key: str,
    text: str,
    at: datetime,
    kind: Notice.Kind,
    url: str = "",
) -> None:
    """Like `tell`, for many people by key. A query for each 500."""
    Notice.objects.bulk_create(
        (
            Notice(
                person_id=person,
                key=key,
                kind=kind,
                text=text[:300],
                url=url,
                created_at=at,
            )
            for person in people
        ),
        batch_size=500,
        ignore_conflicts=True,  # told before
    )


def read_notices(*, by: User, at: datetime) -> int:
    """Mark all of a person's notices read; how many were not."""
    return Notice.objects.filter(person=by).unread().update(read_at=at)


def read_page(*, by: User, path: str, at: datetime) -> int:
    """Mark what the page at `path` shows as read. One query, two where there is any.

    Reading writes nothing when there is nothing to mark: a page view takes no lock.
    """
    seen = Notice.objects.filter(person=by).unread().on_page(path)
    return seen.update(read_at=at) if seen.exists() else 0


@transaction.atomic
def take_back(*, subject: str, at: datetime) -> None:
    """Readers no longer see `subject`: whoever has not heard of it will not. Two queries.

    What was mailed is marked read instead, so that it is not told a second time should
    the subject be shown again.
    """
    untold = Notice.objects.unread().filter(subject=subject)
    untold.filter(mail=None).delete()
    untold.update(read_at=at)
