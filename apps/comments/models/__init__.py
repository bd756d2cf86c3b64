from apps.comments.models.comment import ImportedComment, ImportedCommentQuerySet
from apps.comments.models.person import StagedPerson
from apps.comments.models.upload import CommentImport, StagedComments

__all__ = [
    "CommentImport",
    "ImportedComment",
    "ImportedCommentQuerySet",
    "StagedComments",
    "StagedPerson",
]
