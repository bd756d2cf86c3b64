"""What an editor does with a digest. Each action is one transaction.

Every action locks the digest's row first, so that editors of one digest take turns.
"""

from apps.digest.actions.arranging import Rearranged, arrange, move_group, move_item
from apps.digest.actions.compiling import compile_draft
from apps.digest.actions.picking import CannotPick, dismiss, pick, reconsider, unpick
from apps.digest.actions.publishing import CannotPublish, publish
from apps.digest.actions.starting import request_compile, start_digest
from apps.digest.actions.wording import (
    CannotTrim,
    Conflict,
    describe,
    trim,
    word_group,
    word_item,
)

__all__ = [
    "CannotPick",
    "CannotPublish",
    "CannotTrim",
    "Conflict",
    "Rearranged",
    "arrange",
    "compile_draft",
    "describe",
    "dismiss",
    "move_group",
    "move_item",
    "pick",
    "publish",
    "reconsider",
    "request_compile",
    "start_digest",
    "trim",
    "unpick",
    "word_group",
    "word_item",
]
