"""What people do with answers. Each action is one transaction.

Everything that changes a question's page first locks the question's row: writers of
one question take turns, so counts are exact and no two actions can deadlock.
"""

from apps.answers.actions.anchoring import CannotQuote
from apps.answers.actions.bringing import Brought, bring_in, hand_over, take_out
from apps.answers.actions.changing import edit_answer, set_credit, withdraw
from apps.answers.actions.correcting import (
    CannotSettle,
    report_corrections,
    settle_correction,
)
from apps.answers.actions.drafts import (
    NoSuchPlace,
    bring_draft,
    chosen_credit,
    drop_draft,
    save_draft,
)
from apps.answers.actions.featuring import Quotation, feature, show_pick
from apps.answers.actions.first_hours import set_first_hours
from apps.answers.actions.flagging import CannotFlag, flag
from apps.answers.actions.hanging import Place, hang
from apps.answers.actions.limits import TooMany
from apps.answers.actions.merging import (
    CannotMergeQuestion,
    last_merge,
    merge_question,
    unmerge_question,
)
from apps.answers.actions.posting import post_answer, post_reply
from apps.answers.actions.status import (
    AlreadyDecided,
    approve,
    dismiss_flags,
    hide,
    restore,
)
from apps.answers.actions.voting import CannotVote, cast_vote
from apps.answers.actions.writing import (
    AlreadySent,
    CannotCredit,
    CannotWrite,
    Conflict,
)

__all__ = [
    "AlreadyDecided",
    "AlreadySent",
    "Brought",
    "CannotCredit",
    "CannotFlag",
    "CannotMergeQuestion",
    "CannotQuote",
    "CannotSettle",
    "CannotVote",
    "CannotWrite",
    "Conflict",
    "NoSuchPlace",
    "Place",
    "Quotation",
    "TooMany",
    "approve",
    "bring_draft",
    "bring_in",
    "cast_vote",
    "chosen_credit",
    "dismiss_flags",
    "drop_draft",
    "edit_answer",
    "feature",
    "flag",
    "hand_over",
    "hang",
    "hide",
    "last_merge",
    "merge_question",
    "post_answer",
    "post_reply",
    "report_corrections",
    "restore",
    "save_draft",
    "set_credit",
    "set_first_hours",
    "settle_correction",
    "show_pick",
    "take_out",
    "unmerge_question",
    "withdraw",
]
