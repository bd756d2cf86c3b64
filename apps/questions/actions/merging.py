"""A proposal that asks what is asked already, and taking such a decision back."""

from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.decisions.models import Decision
from apps.following.actions import unfollow_for
from apps.following.models import Kind, Target
from apps.lib.text import clip
from apps.questions.actions.deciding import (
    AlreadyDecided,
    decide,
    held,
    locked,
    log,
)
from apps.questions.actions.finding import index_proposal
from apps.questions.actions.outlining import lock_essay
from apps.questions.actions.supporting import (
    follow_up,
    recount_seconds,
    tell_supporters,
)
from apps.questions.models import Proposal, Question, Second


class CannotMerge(AlreadyDecided):
    """What it should be merged into has changed; the message is fit to show."""


@transaction.atomic
def merge(
    *,
    proposal: Proposal,
    by: User,
    question: Question | None = None,
    into: Proposal | None = None,
    reason: str,
    at: datetime,
) -> Proposal:
    """Say that a question of the essay, or a proposal that waits, asks this already.

    Proposer and seconders follow the question, or second the other proposal. Raises
    AlreadyDecided, CannotMerge where what is merged into is open no more; ValueError
    for another essay, or unless just one of `question` and `into` is given.
    """
    targets: list[Question | Proposal] = [row for row in (question, into) if row]
    if len(targets) != 1:
        raise ValueError("A proposal is merged into one question or one proposal.")
    [target] = targets
    if target.essay_id != proposal.essay_id or target == proposal:
        raise ValueError("A proposal can only be merged within its essay.")
    # Merges of one essay take turns: no two proposals end up in each other.
    lock_essay(proposal.essay_id)
    proposal = locked(proposal)
    if isinstance(target, Question):
        return _into_question(proposal, target, by=by, reason=reason, at=at)
    return _into_proposal(proposal, target, by=by, reason=reason, at=at)


@transaction.atomic
def put_back(
    *, proposal: Proposal, by: User, at: datetime, reason: str = ""
) -> Proposal:
    """Undo that a proposal was merged, declined or hidden: it waits as it did before.

    Seconds that went with a merge, and follows that came of it, are taken back, by
    what the log says of it. Raises AlreadyDecided where there is nothing to undo, or
    where what it was merged into has been decided since.
    """
    lock_essay(proposal.essay_id)
    proposal = held(proposal)
    _must_be_undoable(proposal)
    if proposal.question:
        _forget_followers(proposal, proposal.question)
    if proposal.merged_into:
        Second.objects.filter(proposal=proposal.merged_into, via=proposal).delete()
        recount_seconds(held(proposal.merged_into))
    proposal.status = Proposal.Status.PENDING
    decision = log(proposal, Decision.Verb.RECONSIDER, by=by, at=at, reason=reason)
    proposal.question = proposal.merged_into = None
    proposal.reason = ""
    proposal.decided_by = proposal.decided_at = None
    proposal.save()
    index_proposal(proposal)
    tell_supporters(
        proposal,
        decision,
        "waits for an editor again: the decision about it was undone.",
        url=proposal.get_absolute_url(),
        at=at,
    )
    return proposal


def _into_question(
    proposal: Proposal, question: Question, *, by: User, reason: str, at: datetime
) -> Proposal:
    question = Question.objects.get(pk=question.pk)
    if not question.is_open:
        raise CannotMerge("Nothing was changed: this question is open no more.")
    decision = decide(
        proposal,
        Decision.Verb.MERGE,
        Proposal.Status.MERGED,
        by=by,
        at=at,
        question=question,
        reason=reason,
        followers=follow_up(proposal, question, at=at),
    )
    tell_supporters(
        proposal,
        decision,
        f"is asked already, as “{clip(question.headline, 100)}”",
        url=question.get_absolute_url(),
        at=at,
    )
    return proposal


def _into_proposal(
    proposal: Proposal, into: Proposal, *, by: User, reason: str, at: datetime
) -> Proposal:
    into = held(into)
    if not into.is_pending:
        raise CannotMerge(
            "Nothing was changed: the other proposal has been decided meanwhile."
        )
    decision = decide(
        proposal,
        Decision.Verb.MERGE,
        Proposal.Status.MERGED,
        by=by,
        at=at,
        into=into,
        reason=reason,
    )
    _carry_seconds(proposal, into)
    tell_supporters(
        proposal,
        decision,
        f"was joined with “{clip(into.text, 100)}”, which waits for an editor.",
        url=into.get_absolute_url(),
        at=at,
    )
    return proposal


def _carry_seconds(proposal: Proposal, into: Proposal) -> None:
    """Whoever stands behind `proposal` seconds `into`; its own seconds stay as well."""
    given = [
        (row.person_id, row.created_at)
        for row in Second.objects.filter(proposal=proposal).order_by("pk")
    ]
    behind = [(proposal.proposed_by_id, proposal.created_at), *given]
    Second.objects.bulk_create(
        (
            Second(proposal=into, person_id=person, created_at=at, via=proposal)
            for person, at in behind
            if person != into.proposed_by_id
        ),
        ignore_conflicts=True,  # seconded both
    )
    recount_seconds(into)


def _forget_followers(proposal: Proposal, question: Question) -> None:
    merged = Decision.objects.filter(
        subject_kind="proposal",
        subject_id=proposal.public_id,
        verb=Decision.Verb.MERGE,
    ).first()
    if merged and proposal.decided_at:
        unfollow_for(
            target=Target(Kind.QUESTION, question.pk),
            people=merged.snapshot.get("followers", []),
            since=proposal.decided_at,
        )


def _must_be_undoable(proposal: Proposal) -> None:
    """Raises AlreadyDecided."""
    match proposal.status:
        case Proposal.Status.PENDING:
            raise AlreadyDecided("Nothing was changed: this proposal waits already.")
        case Proposal.Status.WITHDRAWN:
            raise AlreadyDecided("Nothing was changed: its proposer has withdrawn it.")
        case Proposal.Status.ACCEPTED:
            raise AlreadyDecided(
                "Nothing was changed: the question is part of the essay. Merge it into "
                "another one if it should not stand there."
            )
    into = proposal.merged_into
    if into and into.status in (Proposal.Status.ACCEPTED, Proposal.Status.MERGED):
        raise AlreadyDecided(
            f"Nothing was changed: “{clip(into.text, 100)}”, into which it went, was "
            f"{into.status} since. Undo that first."
        )
