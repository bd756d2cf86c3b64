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

__all__ = [
    "NoSuchPlace",
    "bring_draft",
    "chosen_credit",
    "drop_draft",
    "drop_sent",
    "save_draft",
]


def save_draft(
    *,
    by: User,
    place: str,
    body: str,
    at: datetime,
    passages: Sequence[Selector] = (),
    credit: str = "",
    credit_name: str = "",
) -> None:
    """Keep the text, what it quotes and how it may be quoted itself.

    Neither text nor passages: the draft is forgotten. Raises NoSuchPlace.
    """
    is_begun = body.strip() or passages
    actions.save_draft(
        by=by,
        place=place,
        body=body,
        at=at,
        passages=as_json(passages),
        more=chosen_credit(credit, credit_name) if is_begun else None,
    )


def chosen_credit(credit: str, credit_name: str) -> dict[str, str]:
    """As a draft keeps it; nothing where nothing was chosen."""
    return {"credit": credit, "credit_name": credit_name} if credit else {}


def bring_draft(*, by: User, question: Question, into: Question) -> None:
    """What was typed for a merged question since goes to the form it leads to."""
    move_draft(by=by, place=question_place(question), to=question_place(into))
