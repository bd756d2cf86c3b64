from apps.digest.models.candidate import Candidate
from apps.digest.models.digest import Digest, DigestRevision, Group, Item

__all__ = ["Candidate", "Digest", "DigestRevision", "Group", "Item"]
