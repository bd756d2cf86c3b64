"""Who may do what with answers."""

from django.db.models import Q

from apps.accounts.models import User
from apps.answers.models import Answer

# A newcomer's answers wait for a moderator until this many have been shown.
SHOWN_BEFORE_TRUSTED = 2


def needs_review(person: User) -> bool:
    """Whether what this person writes waits for a moderator. At most one query."""
    if person.may_moderate:
        return False
    shown = Answer.objects.visible().filter(author=person)[:SHOWN_BEFORE_TRUSTED]
    return shown.count() < SHOWN_BEFORE_TRUSTED


def readable_by(person: User | None) -> Q:
    """The answers a person may read: everyone's visible ones, and their own."""
    if person is None:
        return Q(status=Answer.Status.VISIBLE)
    if person.may_moderate:
        return Q()
    return Q(status=Answer.Status.VISIBLE) | Q(author=person)
