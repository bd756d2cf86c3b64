"""What people do with essays, questions and proposals. Each action is one transaction.

Whatever changes an essay's outline first locks the essay's row: two editors take
turns, so positions stay in order and no two actions can deadlock.
"""

from apps.questions.actions.choosing import AlreadyChosen, choose_post, keep_archive
from apps.questions.actions.correcting import Change, correct_import, step_back
from apps.questions.actions.deciding import AlreadyDecided, accept, decline, merge
from apps.questions.actions.importing import (
    AlreadyConfirmed,
    DraftChanged,
    confirm_import,
    discard_import,
    read_import,
    start_import,
)
from apps.questions.actions.marking import set_marks
from apps.questions.actions.outlining import lock_essay
from apps.questions.actions.proposing import AlreadySent, CannotPropose, propose
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
from apps.questions.actions.tagging import set_tags
from apps.questions.actions.undoing import CannotUndo, undo_revision

__all__ = [
    "AlreadyChosen",
    "AlreadyConfirmed",
    "AlreadyDecided",
    "AlreadySent",
    "CannotPropose",
    "CannotRevise",
    "CannotUndo",
    "Change",
    "DraftChanged",
    "accept",
    "apply_revision",
    "choose_post",
    "compare_revision",
    "confirm_import",
    "correct_import",
    "decline",
    "discard_import",
    "foresee_revision",
    "keep_archive",
    "latest_revision",
    "lock_essay",
    "merge",
    "pair_by_hand",
    "propose",
    "publish_outline",
    "read_import",
    "set_marks",
    "set_tags",
    "start_import",
    "start_revision",
    "step_back",
    "undo_revision",
]
