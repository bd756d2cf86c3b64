"""Assigns comments to the questions of an essay; pure: texts in, suggestions out."""

from apps.comments.assigning.assigner import Assigner
from apps.comments.assigning.outline import (
    Asked,
    Hint,
    Node,
    Quoted,
    Reading,
    Suggestion,
)

__all__ = ["Asked", "Assigner", "Hint", "Node", "Quoted", "Reading", "Suggestion"]
