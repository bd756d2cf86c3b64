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


def may_read_proposal(person: User | None, proposal: Proposal) -> bool:
    """Every reader what is public; else its proposer, and those who decide. No query."""
    if proposal.is_public:
        return True
    if person is None:
        return False
    return proposal.proposed_by_id == person.pk or person.may_moderate


def may_open_proposal(person: User | None, proposal: Proposal) -> bool:
    """Whether it has a page for them, if only to say that it was withdrawn."""
    was_shown = proposal.is_shown and proposal.essay.published_at is not None
    is_gone = proposal.status == Proposal.Status.WITHDRAWN
    return may_read_proposal(person, proposal) or (is_gone and was_shown)
