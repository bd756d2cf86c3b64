"""What people do with answers. Each action is one transaction.

Everything that changes a question's page first locks the question's row: writers of
one question take turns, so counts are exact and no two actions can deadlock.
"""

from apps.answers.actions.drafts import drop_draft, save_draft
from apps.answers.actions.flagging import CannotFlag, flag
from apps.answers.actions.status import (
    AlreadyDecided,
    approve,
    dismiss_flags,
    hide,
    restore,
)
from apps.answers.actions.voting import CannotVote, cast_vote
from apps.answers.actions.writing import (
    CannotWrite,
    Conflict,
    edit_answer,
    post_answer,
    post_reply,
    set_credit,
    withdraw,
)

__all__ = [
    "AlreadyDecided",
    "CannotFlag",
    "CannotVote",
    "CannotWrite",
    "Conflict",
    "approve",
    "cast_vote",
    "dismiss_flags",
    "drop_draft",
    "edit_answer",
    "flag",
    "hide",
    "post_answer",
    "post_reply",
    "restore",
    "save_draft",
    "set_credit",
    "withdraw",
]
