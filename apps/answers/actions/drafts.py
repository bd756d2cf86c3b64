"""What a person has typed is kept on the server until it is sent or emptied."""

from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.answers.models import Draft


@transaction.atomic
def save_draft(*, by: User, place: str, body: str, at: datetime) -> None:
    """Keep the text; an empty one forgets the draft."""
    if not body.strip():
        drop_draft(by=by, place=place)
        return
    Draft.objects.update_or_create(
        person=by, place=place, defaults={"body": body, "saved_at": at}
    )


def drop_draft(*, by: User, place: str) -> None:
    Draft.objects.filter(person=by, place=place).delete()
