"""What a person has typed is kept on the server until it is sent or emptied."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.drafts import places
from apps.drafts.models import Draft


class NoSuchPlace(Exception):
    """There is nothing at that place to write about."""


@transaction.atomic
def save_draft(
    *,
    by: User,
    place: str,
    body: str,
    at: datetime,
    passages: Sequence[Mapping[str, Any]] = (),
    more: Mapping[str, str] | None = None,
) -> None:
    """Keep what a form holds; a form without any text is forgotten.

    Raises NoSuchPlace.
    """
    more = dict(more or {})
    if not (body.strip() or passages or any(text.strip() for text in more.values())):
        drop_draft(by=by, place=place)
        return
    if not places.exists(place):
        raise NoSuchPlace(place)
    Draft.objects.update_or_create(
        person=by,
        place=place,
        defaults={
            "body": body,
            "passages": list(passages),
            "more": more,
            "saved_at": at,
        },
    )


def drop_draft(*, by: User, place: str) -> None:
    Draft.objects.filter(person=by, place=place).delete()


def drop_sent(*, by: User, place: str, body: str) -> None:
    """Forget the draft where all of its text stands in `body`. Two queries at most."""
    draft = Draft.objects.filter(person=by, place=place).first()
    if draft and draft.body.strip() in body:
        draft.delete()


@transaction.atomic
def move_draft(*, by: User, place: str, to: str) -> None:
    """Unless something is typed there already: then both stay. Two queries."""
    if not Draft.objects.filter(person=by, place=to).exists():
        Draft.objects.filter(person=by, place=place).update(place=to)
