"""What posting and changing a text have in common."""

from collections.abc import Iterable
from datetime import datetime

from apps.accounts.actions import NameTaken, free_name
from apps.accounts.models import User
from apps.answers.actions.counts import recount_question, recount_thread
from apps.answers.models import Answer, Passage, Revision
from apps.answers.quoting import as_json
from apps.questions.models import Question


class CannotWrite(Exception):
    """The text may not be posted or changed; the message is fit to show."""


class Conflict(CannotWrite):
    """The answer was changed elsewhere since the writer opened it."""


class AlreadySent(CannotWrite):
    """The form was sent before, with another text or from another place."""


class CannotCredit(CannotWrite):
    """It may not be quoted as its writer chose."""


def credit_as(name: str, *, by: User) -> str:
    """The other name, as it will be shown. One query. Raises CannotCredit."""
    try:
        return free_name(name, by=by)
    except NameTaken as refusal:
        raise CannotCredit(str(refusal)) from refusal


def keep_revision(
    answer: Answer, *, at: datetime, passages: Iterable[Passage] = ()
) -> None:
    """Store the text as it is now. Readers may see it later if they see it now."""
    Revision.objects.create(
        answer=answer,
        number=answer.revision_number,
        body=answer.body,
        created_at=at,
        is_public=answer.is_visible,
        passages=as_json([row.selector for row in passages if not row.is_in_body]),
    )


def recount(answer: Answer, question: Question) -> None:
    """The counts that an answer is part of. At most four queries."""
    if answer.root:
        recount_thread(answer.root)
    recount_question(question)
