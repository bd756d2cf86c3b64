"""An editor decides about a proposal, with a trace, and those behind it are told."""

from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.decisions.actions import record
from apps.decisions.models import Decision
from apps.lib.text import clip
from apps.questions.actions.finding import index_proposal, index_question
from apps.questions.actions.outlining import Wording, add_question, lock_essay
from apps.questions.actions.supporting import follow_up, tell_supporters
from apps.questions.actions.telling import tell_followers
from apps.questions.models import Proposal, Question, Second, Section


class AlreadyDecided(Exception):
    """Somebody was quicker; the message says what they did."""


def accept(
    *, proposal: Proposal, by: User, section: Section | None, text: str, at: datetime
) -> Question:
    """Add the question at the end of the section, credited to its proposer.

    `text` is the proposal's, or the editor's wording of it. Proposer and seconders
    follow it from then on. Raises AlreadyDecided, and ValueError for a section of
    another essay or an empty text.
    """
    if not text.strip() or (section and section.essay_id != proposal.essay_id):
        raise ValueError("Accepting needs a text and a section of the same essay.")
    # Rendered before the transaction: a lock is never held across rendering.
    wording = Wording.of(text)
    return _accept(proposal, wording, by=by, section=section, at=at)


@transaction.atomic
def decline(*, proposal: Proposal, by: User, reason: str, at: datetime) -> Proposal:
    """Leave the question out, saying why. Raises AlreadyDecided.

    ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("Declining a proposal needs a reason.")
    proposal = locked(proposal)
    decision = decide(
        proposal,
        Decision.Verb.DECLINE,
        Proposal.Status.DECLINED,
        by=by,
        at=at,
        reason=reason,
    )
    tell_supporters(
        proposal,
        decision,
        f"was not taken: {clip(reason, 150)}",
        url=proposal.get_absolute_url(),
        at=at,
    )
    return proposal


@transaction.atomic
def hide_proposal(
    *, proposal: Proposal, by: User, reason: str, at: datetime
) -> Proposal:
    """Take from readers what should never be read: spam, abuse. Raises AlreadyDecided.

    ValueError without a reason, which its proposer reads.
    """
    if not reason.strip():
        raise ValueError("Hiding a proposal needs a reason.")
    proposal = locked(proposal)
    decision = decide(
        proposal,
        Decision.Verb.HIDE,
        Proposal.Status.HIDDEN,
        by=by,
        at=at,
        reason=reason,
    )
    tell_supporters(
        proposal,
        decision,
        f"was hidden by an editor: {clip(reason, 150)}",
        url=proposal.get_absolute_url(),
        at=at,
    )
    return proposal


@transaction.atomic
def let_through(*, proposal: Proposal, by: User, at: datetime) -> Proposal:
    """Show a newcomer's proposal to readers while it waits. Raises AlreadyDecided.

    What is shown already stays so, without a second decision.
    """
    proposal = locked(proposal)
    if proposal.is_shown:
        return proposal
    decision = log(proposal, Decision.Verb.APPROVE, by=by, at=at)
    proposal.is_shown = True
    proposal.save(update_fields=["is_shown"])
    tell_supporters(
        proposal,
        decision,
        "is shown to readers now, who can second it.",
        url=proposal.get_absolute_url(),
        at=at,
    )
    return proposal


@transaction.atomic
def _accept(
    proposal: Proposal,
    wording: Wording,
    *,
    by: User,
    section: Section | None,
    at: datetime,
) -> Question:
    essay = lock_essay(proposal.essay_id)
    proposal = locked(proposal)
    question = add_question(
        wording,
        essay=essay,
        section=section,
        proposed_by=proposal.proposed_by,
        credit=proposal.credit,
        credit_name=proposal.credit_name,
        at=at,
    )
    decision = decide(
        proposal,
        Decision.Verb.ACCEPT,
        Proposal.Status.ACCEPTED,
        by=by,
        at=at,
        question=question,
        followers=follow_up(proposal, question, at=at),
    )
    index_question(question)
    tell_supporters(
        proposal,
        decision,
        "is now part of the essay.",
        url=question.get_absolute_url(),
        at=at,
    )
    told = Second.objects.filter(proposal=proposal).values_list("person", flat=True)
    tell_followers([question], not_to=[by.pk, proposal.proposed_by_id, *told], at=at)
    return question


def locked(proposal: Proposal) -> Proposal:
    """The pending proposal, held until the transaction ends. Raises AlreadyDecided."""
    row = held(proposal)
    if row.status == Proposal.Status.WITHDRAWN:
        raise AlreadyDecided("Nothing was changed: its proposer has withdrawn it.")
    if not row.is_pending:
        raise AlreadyDecided(
            f"Nothing was changed: {row.decided_by} had already decided. "
            f"This proposal is {row.status}."
        )
    return row


def held(proposal: Proposal) -> Proposal:
    """The row as it is now, held until the transaction ends. One query."""
    rows = Proposal.objects.select_for_update(of=("self",)).in_context()
    return rows.get(pk=proposal.pk)


def decide(
    proposal: Proposal,
    verb: Decision.Verb,
    status: Proposal.Status,
    *,
    by: User,
    at: datetime,
    question: Question | None = None,
    into: Proposal | None = None,
    reason: str = "",
    followers: list[int] | None = None,
) -> Decision:
    """Write what was decided, in the row, in the index and in the log."""
    proposal.status = status
    proposal.question = question
    proposal.merged_into = into
    proposal.reason = reason
    proposal.decided_by = by
    proposal.decided_at = at
    proposal.save()
    index_proposal(proposal)
    return log(proposal, verb, by=by, at=at, reason=reason, followers=followers or [])


def log(
    proposal: Proposal,
    verb: Decision.Verb,
    *,
    by: User,
    at: datetime,
    reason: str = "",
    followers: list[int] | None = None,
) -> Decision:
    """`followers` are those who follow the question since, by key: for undoing it."""
    return record(
        verb=verb,
        subject_kind="proposal",
        subject_id=proposal.public_id,
        by=by,
        at=at,
        reason=reason,
        snapshot={
            "essay": proposal.essay.slug,
            "proposed_by": proposal.credited_as,
            "text": proposal.text,
            "context": proposal.context,
            "seconds": proposal.second_count,
            "question": proposal.question.public_id if proposal.question else "",
            "into": proposal.merged_into.public_id if proposal.merged_into else "",
            "followers": followers or [],
        },
    )
