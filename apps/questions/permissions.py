"""Who may see and decide what about essays and proposals."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from apps.accounts.models import User
from apps.questions.models import Proposal


def readable_essays(person: User | AnonymousUser) -> Q:
    """The essays a person may read: the published ones; editors read all."""
    if isinstance(person, User) and person.may_edit:
        return Q()
    return Q(published_at__isnull=False)


def may_read_proposal(person: User, proposal: Proposal) -> bool:
    """Its proposer, and whoever works through the queue."""
    return proposal.proposed_by_id == person.pk or person.may_moderate
