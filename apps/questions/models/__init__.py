from apps.questions.models.essay import Essay, EssayImport, EssayRevision
from apps.questions.models.outline import Consideration, Question, Section
from apps.questions.models.proposal import Proposal

__all__ = [
    "Consideration",
    "Essay",
    "EssayImport",
    "EssayRevision",
    "Proposal",
    "Question",
    "Section",
]
