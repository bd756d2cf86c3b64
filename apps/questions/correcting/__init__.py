"""An editor's corrections of what the importer read, as one list of small edits.

Pure: an outline and its edits in, a draft of the essay out. ``draft_of`` plays the edits
over the outline, in order; the same outline and edits always give the same draft, so
that taking one back is playing all but the last. ``settling`` keeps the tree to what an
essay's rows can hold: what a draft shows is what is published.
"""

from apps.questions.correcting.carrying import carried
from apps.questions.correcting.choices import CHOICES, Choice
from apps.questions.correcting.drafting import EssayDraft, corrected, draft_of
from apps.questions.correcting.edits import CannotCorrect, Edit
from apps.questions.correcting.pieces import Piece, key_of
from apps.questions.correcting.playing import play

__all__ = [
    "CHOICES",
    "CannotCorrect",
    "Choice",
    "Edit",
    "EssayDraft",
    "Piece",
    "carried",
    "corrected",
    "draft_of",
    "key_of",
    "play",
]
