"""What a person has typed is kept on the server until it is sent or emptied."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.answers import places
from apps.answers.models import Draft
from apps.answers.quoting import as_json
from apps.lib.passages import Selector


class NoSuchPlace(Exception):
    """There is nothing at that place to write about."""


@transaction.atomic
def save_draft(
    *,
    by: User,
    place: str,
    body: str,
    at: datetime,
    passages: Sequence[Selector] = (),
) -> None:
    """Keep the text and what it quotes; nothing at all forgets the draft.

    Raises NoSuchPlace.
    """
    if not (body.strip() or passages):
        drop_draft(by=by, place=place)
        return
    if not places.exists(place):
        raise NoSuchPlace(place)
    Draft.objects.update_or_create(
        person=by,
        place=place,
        defaults={"body": body, "passages": as_json(passages), "saved_at": at},
    )


def drop_draft(*, by: User, place: str) -> None:
    Draft.objects.filter(person=by, place=place).delete()
