"""What a person has typed is kept on the server until it is sent or emptied."""

from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.answers import places
from apps.answers.models import Draft


class NoSuchPlace(Exception):
    """There is nothing at that place to write about."""


@transaction.atomic
def save_draft(*, by: User, place: str, body: str, at: datetime) -> None:
    """Keep the text; an empty one forgets the draft. Raises NoSuchPlace."""
    if not body.strip():
        drop_draft(by=by, place=place)
        return
    if not places.exists(place):
        raise NoSuchPlace(place)
    Draft.objects.update_or_create(
        person=by, place=place, defaults={"body": body, "saved_at": at}
    )


def drop_draft(*, by: User, place: str) -> None:
    Draft.objects.filter(person=by, place=place).delete()
