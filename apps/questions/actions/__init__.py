"""What people do with essays, questions and proposals. Each action is one transaction.

Whatever changes an essay's outline first locks the essay's row: two editors take
turns, so positions stay in order and no two actions can deadlock.
"""

from apps.questions.actions.deciding import AlreadyDecided, accept, decline, merge
from apps.questions.actions.importing import (
    AlreadyConfirmed,
    confirm_import,
    correct_import,
    discard_import,
    read_import,
    start_import,
)
from apps.questions.actions.proposing import CannotPropose, propose
from apps.questions.actions.publishing import publish_outline
from apps.questions.actions.tagging import set_tags

__all__ = [
    "AlreadyConfirmed",
    "AlreadyDecided",
    "CannotPropose",
    "accept",
    "confirm_import",
    "correct_import",
    "decline",
    "discard_import",
    "merge",
    "propose",
    "publish_outline",
    "read_import",
    "set_tags",
    "start_import",
]
