from apps.accounts.models.notice import Mail, Notice, NoticeQuerySet
from apps.accounts.models.people import Credit, PeopleManager, User
from apps.accounts.models.wishes import Group, Pace, Wishes

__all__ = [
    "Credit",
    "Group",
    "Mail",
    "Notice",
    "NoticeQuerySet",
    "Pace",
    "PeopleManager",
    "User",
    "Wishes",
]
