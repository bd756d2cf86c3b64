from apps.digest.models.candidate import Candidate
from apps.digest.models.change import Change
from apps.digest.models.compile import Compile, Passed
from apps.digest.models.digest import (
    Digest,
    DigestQuerySet,
    DigestRevision,
    Group,
    Item,
    Recording,
)
from apps.digest.models.schedule import Schedule
from apps.digest.models.star import Star

__all__ = [
    "Candidate",
    "Change",
    "Compile",
    "Digest",
    "DigestQuerySet",
    "DigestRevision",
    "Group",
    "Item",
    "Passed",
    "Recording",
    "Schedule",
    "Star",
]
