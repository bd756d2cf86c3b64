"""What people do with essays, questions and proposals. Each action is one transaction.

Whatever changes an essay's outline first locks the essay's row: two editors take
turns, so positions stay in order and no two actions can deadlock.
"""

from apps.questions.actions.choosing import AlreadyChosen, choose_post, keep_archive
from apps.questions.actions.correcting import Change, correct_import, step_back
from apps.questions.actions.deciding import (
    AlreadyDecided,
    accept,
    decline,
    hide_proposal,
    let_through,
)
from apps.questions.actions.following import follow_surviving
from apps.questions.actions.importing import (
    AlreadyConfirmed,
    DraftChanged,
    address_of,
    confirm_import,
    discard_import,
    read_import,
    start_import,
)
from apps.questions.actions.marking import set_marks
from apps.questions.actions.merging import CannotMerge, merge, put_back
from apps.questions.actions.outlining import lock_essay
from apps.questions.actions.proposing import (
    AlreadySent,
    CannotPropose,
    propose,
    withdraw_proposal,
)
from apps.questions.actions.publishing import publish_outline
from apps.questions.actions.revising import (
    CannotRevise,
    apply_revision,
    compare_revision,
    foresee_revision,
    latest_revision,
    pair_by_hand,
    start_revision,
)
from apps.questions.actions.seconding import (
    CannotSecond,
    second,
    take_back_second,
)
from apps.questions.actions.tagging import set_tags
from apps.questions.actions.undoing import CannotUndo, undo_revision

__all__ = [
    "AlreadyChosen",
    "AlreadyConfirmed",
    "AlreadyDecided",
    "AlreadySent",
    "CannotMerge",
    "CannotPropose",
    "CannotRevise",
    "CannotSecond",
    "CannotUndo",
    "Change",
    "DraftChanged",
    "accept",
    "address_of",
    "apply_revision",
    "choose_post",
    "compare_revision",
    "confirm_import",
    "correct_import",
    "decline",
    "discard_import",
    "follow_surviving",
    "foresee_revision",
    "hide_proposal",
    "keep_archive",
    "latest_revision",
    "let_through",
    "lock_essay",
    "merge",
    "pair_by_hand",
    "propose",
    "publish_outline",
    "put_back",
    "read_import",
    "second",
    "set_marks",
    "set_tags",
    "start_import",
    "start_revision",
    "step_back",
    "take_back_second",
    "undo_revision",
    "withdraw_proposal",
]
