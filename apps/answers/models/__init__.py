from apps.answers.models.answer import Answer, Draft, Revision
from apps.answers.models.reaction import Flag, Vote

__all__ = ["Answer", "Draft", "Flag", "Revision", "Vote"]
