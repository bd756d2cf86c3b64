from apps.answers.models.answer import Answer, AnswerQuerySet, Draft, Revision
from apps.answers.models.correction import Correction
from apps.answers.models.reaction import Flag, Vote

__all__ = [
    "Answer",
    "AnswerQuerySet",
    "Correction",
    "Draft",
    "Flag",
    "Revision",
    "Vote",
]
