from apps.answers.models.answer import Answer, AnswerQuerySet, Revision
from apps.answers.models.correction import Correction
from apps.answers.models.feature import Feature
from apps.answers.models.passage import MAX_PASSAGE, MAX_PASSAGES, Passage
from apps.answers.models.reaction import Flag, Milestone, Vote

__all__ = [
    "MAX_PASSAGE",
    "MAX_PASSAGES",
    "Answer",
    "AnswerQuerySet",
    "Correction",
    "Feature",
    "Flag",
    "Milestone",
    "Passage",
    "Revision",
    "Vote",
]
