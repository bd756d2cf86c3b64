"""What people do with comments from elsewhere. Each action is one transaction.

Whatever decides about comments first locks their essay's row: two editors take turns.
"""

from apps.comments.actions.accepting import Choice, accept, accept_many
from apps.comments.actions.claiming import (
    NothingToClaim,
    claim,
    claimable,
    claimable_questions,
)
from apps.comments.actions.deciding import (
    AlreadyDecided,
    CannotDecide,
    propose,
    refuse,
    refuse_many,
    set_aside,
    set_aside_many,
)
from apps.comments.actions.reconsidering import (
    decided_together,
    reconsider,
    reconsider_many,
)
from apps.comments.actions.storing import bring_comments, foresee, source_for
from apps.comments.actions.suggesting import (
    request_suggestions,
    suggest,
    suggestions_under_way,
)
from apps.comments.actions.uploading import (
    AlreadyConfirmed,
    bring_upload,
    confirm_upload,
    discard_upload,
    read_upload,
)

__all__ = [
    "AlreadyConfirmed",
    "AlreadyDecided",
    "CannotDecide",
    "Choice",
    "NothingToClaim",
    "accept",
    "accept_many",
    "bring_comments",
    "bring_upload",
    "claim",
    "claimable",
    "claimable_questions",
    "confirm_upload",
    "decided_together",
    "discard_upload",
    "foresee",
    "propose",
    "read_upload",
    "reconsider",
    "reconsider_many",
    "refuse",
    "refuse_many",
    "request_suggestions",
    "set_aside",
    "set_aside_many",
    "source_for",
    "suggest",
    "suggestions_under_way",
]
