"""Drafts of answers and replies: a text, and what it quotes of the essay."""

from collections.abc import Sequence
from datetime import datetime

from apps.accounts.models import User
from apps.answers.places import question_place
from apps.answers.quoting import as_json
from apps.drafts import actions
from apps.drafts.actions import NoSuchPlace, drop_draft, drop_sent, move_draft
from apps.lib.passages import Selector
from apps.questions.models import Question

__all__ = ["NoSuchPlace", "bring_draft", "drop_draft", "drop_sent", "save_draft"]


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
    actions.save_draft(by=by, place=place, body=body, at=at, passages=as_json(passages))


def bring_draft(*, by: User, question: Question, into: Question) -> None:
    """What was typed for a merged question since goes to the form it leads to."""
    move_draft(by=by, place=question_place(question), to=question_place(into))
