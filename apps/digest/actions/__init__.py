"""What an editor does with a digest. Each action is one transaction.

Every action locks the digest's row first, so that editors of one digest take turns.
"""

from apps.digest.actions.arranging import Rearranged, arrange, move_group, move_item
from apps.digest.actions.compiling import compile_draft
from apps.digest.actions.grouping import (
    CannotGroup,
    delete_group,
    join_groups,
    merge_groups,
    new_group,
    regroup,
)
from apps.digest.actions.history import CannotStep, step_again, step_back
from apps.digest.actions.naming_beside import leave_out, say_still
from apps.digest.actions.offering import NoSuchTheme, group_theme, offer
from apps.digest.actions.picking import (
    CannotPick,
    dismiss,
    pick,
    put_aside,
    reconsider,
    unpick,
)
from apps.digest.actions.publishing import CannotPublish, publish
from apps.digest.actions.recording import forget_recording, time_recording
from apps.digest.actions.renewing import renew_names
from apps.digest.actions.scheduling import request_due_compiles, set_schedule
from apps.digest.actions.starring import star, unstar
from apps.digest.actions.starting import (
    CannotDiscard,
    discard_draft,
    request_compile,
    start_digest,
)
from apps.digest.actions.taking_down import CannotTakeDown, put_back, take_down
from apps.digest.actions.taking_replies import CannotTakeReply, take_reply
from apps.digest.actions.trimming import (
    CannotTrim,
    Overtaken,
    keep_older_words,
    take_new_words,
    trim,
)
from apps.digest.actions.tuning import tune, tune_back
from apps.digest.actions.wording import (
    Conflict,
    Gone,
    describe,
    leave_all_unanswered,
    leave_unanswered,
    word_group,
    word_item,
)

__all__ = [
    "CannotDiscard",
    "CannotGroup",
    "CannotPick",
    "CannotPublish",
    "CannotStep",
    "CannotTakeDown",
    "CannotTakeReply",
    "CannotTrim",
    "Conflict",
    "Gone",
    "NoSuchTheme",
    "Overtaken",
    "Rearranged",
    "arrange",
    "compile_draft",
    "delete_group",
    "describe",
    "discard_draft",
    "dismiss",
    "forget_recording",
    "group_theme",
    "join_groups",
    "keep_older_words",
    "leave_all_unanswered",
    "leave_out",
    "leave_unanswered",
    "merge_groups",
    "move_group",
    "move_item",
    "new_group",
    "offer",
    "pick",
    "publish",
    "put_aside",
    "put_back",
    "reconsider",
    "regroup",
    "renew_names",
    "request_compile",
    "request_due_compiles",
    "say_still",
    "set_schedule",
    "star",
    "start_digest",
    "step_again",
    "step_back",
    "take_down",
    "take_new_words",
    "take_reply",
    "time_recording",
    "trim",
    "tune",
    "tune_back",
    "unpick",
    "unstar",
    "word_group",
    "word_item",
]
