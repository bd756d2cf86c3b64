from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.answers.models import Answer, Flag


class CannotFlag(Exception):
    """The message is fit to show."""


@transaction.atomic
def flag(*, answer: Answer, by: User, reason: str, note: str, at: datetime) -> Flag:
    """Ask a moderator to look. Flagging twice keeps the first flag.

    Raises CannotFlag for one's own answer and for one that is not visible.
    """
    if answer.author_id == by.pk:
        raise CannotFlag("This is your own answer: you can edit or withdraw it.")
    if not answer.is_visible:
        raise CannotFlag("This answer is no longer shown to readers.")
    row, _ = Flag.objects.get_or_create(
        answer=answer,
        flagged_by=by,
        defaults={"reason": reason, "note": note, "created_at": at},
    )
    return row
