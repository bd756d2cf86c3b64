"""Drafts of answers and replies: a text, and what it quotes of the essay."""

from collections.abc import Sequence
from datetime import datetime

from apps.accounts.models import User
from apps.answers.quoting import as_json
from apps.drafts import actions
from apps.drafts.actions import NoSuchPlace, drop_draft
from apps.lib.passages import Selector

__all__ = ["NoSuchPlace", "drop_draft", "save_draft"]


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
