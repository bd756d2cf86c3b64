from apps.digest.models.candidate import Candidate
from apps.digest.models.digest import (
    Digest,
    DigestQuerySet,
    DigestRevision,
    Group,
    Item,
)

__all__ = ["Candidate", "Digest", "DigestQuerySet", "DigestRevision", "Group", "Item"]
