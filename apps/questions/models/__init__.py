from apps.questions.models.archive import ArchivedPost, ImportArchive
from apps.questions.models.essay import Essay, EssayImport, EssayRevision
from apps.questions.models.outline import Consideration, Question, Section
from apps.questions.models.proposal import Proposal, Second

__all__ = [
    "ArchivedPost",
    "Consideration",
    "Essay",
    "EssayImport",
    "EssayRevision",
    "ImportArchive",
    "Proposal",
    "Question",
    "Second",
    "Section",
]
