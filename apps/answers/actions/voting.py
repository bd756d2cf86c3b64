from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.answers.actions.counts import (
    lock_with_question,
    recount_question,
    recount_votes,
)
from apps.answers.models import Answer, Vote


class CannotVote(Exception):
    """The reader may not vote here; the message is fit to show them."""


@transaction.atomic
def cast_vote(
    *, answer: Answer, by: User, axis: str, is_up: bool | None, at: datetime
) -> None:
    """Set a person's vote on one axis; None takes it back. Repeating changes nothing.

    Raises CannotVote for one's own answer, one that is not visible, or a closed
    question.
    """
    rows = Answer.objects.select_related("question__essay")
    question, answer = lock_with_question(answer, rows)
    if answer.author_id == by.pk:
        raise CannotVote("You cannot vote for your own answer.")
    if not (answer.is_visible and question.is_open):
        raise CannotVote("This answer can no longer be voted on.")
    if is_up is None:
        Vote.objects.filter(answer=answer, voter=by, axis=axis).delete()
    else:
        Vote.objects.update_or_create(
            answer=answer,
            voter=by,
            axis=axis,
            defaults={"is_up": is_up, "cast_at": at},
        )
    recount_votes(answer, at=at)
    recount_question(question)
