"""A reader would like to see what somebody else has proposed."""

from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.following.actions import follow_for
from apps.following.models import Kind, Target
from apps.questions.actions.holding import lock_surviving
from apps.questions.actions.supporting import recount_seconds
from apps.questions.models import Proposal, Second
from apps.questions.permissions import may_read_proposal


class CannotSecond(Exception):
    """The proposal cannot be seconded; the message is fit to show."""


@transaction.atomic
def second(*, proposal: Proposal, by: User, at: datetime) -> Proposal:
    """Once for each person: seconding twice changes nothing. Raises CannotSecond.

    Where the proposal was merged since it was read, it is as if this had come before:
    the person seconds the other proposal, or follows the question, as well.
    """
    proposal = _held(proposal)
    if proposal.proposed_by_id == by.pk:
        raise CannotSecond("This is your own proposal: it has your voice already.")
    if not may_read_proposal(by, proposal):
        raise CannotSecond("This proposal is not shown to readers.")
    if proposal.status != Proposal.Status.MERGED:
        _must_wait(proposal)
    _give(proposal, by, via=None, at=at)
    while proposal.merged_into:
        origin, proposal = proposal, _held(proposal.merged_into)
        if by.pk != proposal.proposed_by_id:
            _give(proposal, by, via=origin, at=at)
    if proposal.question is None:
        _must_wait(proposal)
    else:
        question = lock_surviving(proposal.question.pk)
        if question.is_open:
            target = Target(Kind.QUESTION, question.pk)
            follow_for(target=target, people=[by.pk], at=at)
    return proposal


def _give(proposal: Proposal, by: User, *, via: Proposal | None, at: datetime) -> None:
    Second.objects.get_or_create(
        proposal=proposal, person=by, defaults={"created_at": at, "via": via}
    )
    recount_seconds(proposal)


@transaction.atomic
def take_back_second(*, proposal: Proposal, by: User) -> Proposal:
    """As if it had never been given, also where it came with a merge.

    Raises CannotSecond once the proposal was decided.
    """
    proposal = _held(proposal)
    _must_wait(proposal)
    given = Second.objects.filter(proposal=proposal, person=by).first()
    while given:
        origin = given.via_id
        given.delete()
        given = Second.objects.filter(proposal=origin, person=by).first()
    recount_seconds(proposal)
    return proposal


def _held(proposal: Proposal) -> Proposal:
    """The row as it is now, held until the transaction ends."""
    held = Proposal.objects.select_for_update(of=("self",)).select_related("essay")
    return held.get(pk=proposal.pk)


def _must_wait(proposal: Proposal) -> None:
    if not proposal.is_pending:
        state = proposal.get_status_display().lower()
        raise CannotSecond(f"This proposal was decided meanwhile: {state}.")
