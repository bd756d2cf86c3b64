"""An editor decides about a proposal: once, with a trace, and the proposer is told."""

from datetime import datetime

from django.db import transaction

from apps.accounts.actions import tell
from apps.accounts.models import Notice, User
from apps.decisions.actions import record
from apps.decisions.models import Decision
from apps.lib.text import clip
from apps.questions.actions.finding import index_proposal, index_question
from apps.questions.actions.outlining import Wording, add_question, lock_essay
from apps.questions.actions.telling import tell_followers
from apps.questions.models import Proposal, Question, Section


class AlreadyDecided(Exception):
    """Somebody was quicker; the message says what they did."""


def accept(
    *, proposal: Proposal, by: User, section: Section | None, text: str, at: datetime
) -> Question:
    """Add the question at the end of the section, credited to its proposer.

    `text` is the proposal's, or the editor's wording of it. Raises AlreadyDecided,
    and ValueError for a section of another essay or an empty text.
    """
    if not text.strip() or (section and section.essay_id != proposal.essay_id):
        raise ValueError("Accepting needs a text and a section of the same essay.")
    # Rendered before the transaction: a lock is never held across rendering.
    wording = Wording.of(text)
    return _accept(proposal, wording, by=by, section=section, at=at)


@transaction.atomic
def merge(
    *, proposal: Proposal, by: User, question: Question, reason: str, at: datetime
) -> Proposal:
    """Say that a question of the essay already asks this. Raises AlreadyDecided.

    ValueError for a question of another essay.
    """
    if question.essay_id != proposal.essay_id:
        raise ValueError("A proposal can only be merged within its essay.")
    proposal = _locked(proposal)
    _decide(
        proposal,
        Decision.Verb.MERGE,
        Proposal.Status.MERGED,
        by=by,
        at=at,
        question=question,
        reason=reason,
    )
    outcome = f"is asked already, as “{clip(question.headline, 100)}”"
    _tell(proposal, question.get_absolute_url(), at, outcome)
    return proposal


@transaction.atomic
def decline(*, proposal: Proposal, by: User, reason: str, at: datetime) -> Proposal:
    """Leave the question out, telling its proposer why. Raises AlreadyDecided.

    ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("Declining a proposal needs a reason.")
    proposal = _locked(proposal)
    _decide(
        proposal,
        Decision.Verb.DECLINE,
        Proposal.Status.DECLINED,
        by=by,
        at=at,
        reason=reason,
    )
    _tell(
        proposal, proposal.get_absolute_url(), at, f"was not taken: {clip(reason, 150)}"
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
    proposal = _locked(proposal)
    question = add_question(
        wording, essay=essay, section=section, proposed_by=proposal.proposed_by, at=at
    )
    _decide(
        proposal,
        Decision.Verb.ACCEPT,
        Proposal.Status.ACCEPTED,
        by=by,
        at=at,
        question=question,
    )
    index_question(question)
    _tell(proposal, question.get_absolute_url(), at, "is now part of the essay.")
    tell_followers([question], not_to=[by.pk, proposal.proposed_by_id], at=at)
    return question


def _locked(proposal: Proposal) -> Proposal:
    """The pending proposal, held until the transaction ends. Raises AlreadyDecided."""
    locked = Proposal.objects.select_for_update(of=("self",)).select_related(
        "essay", "proposed_by", "decided_by"
    )
    row = locked.get(pk=proposal.pk)
    if not row.is_pending:
        raise AlreadyDecided(
            f"Nothing was changed: {row.decided_by} had already decided. "
            f"This proposal is {row.status}."
        )
    return row


def _decide(
    proposal: Proposal,
    verb: Decision.Verb,
    status: Proposal.Status,
    *,
    by: User,
    at: datetime,
    question: Question | None = None,
    reason: str = "",
) -> None:
    proposal.status = status
    proposal.question = question
    proposal.reason = reason
    proposal.decided_by = by
    proposal.decided_at = at
    proposal.save()
    index_proposal(proposal)
    record(
        verb=verb,
        subject_kind="proposal",
        subject_id=proposal.public_id,
        by=by,
        at=at,
        reason=reason,
        snapshot={
            "essay": proposal.essay.slug,
            "proposed_by": proposal.proposed_by.shown_name,
            "text": proposal.text,
            "context": proposal.context,
            "question": question.public_id if question else "",
        },
    )


def _tell(proposal: Proposal, url: str, at: datetime, outcome: str) -> None:
    tell(
        person=proposal.proposed_by,
        kind=Notice.Kind.PROPOSAL,
        key=f"proposal:{proposal.public_id}",
        text=f"Your question “{clip(proposal.text, 100)}” {outcome}",
        url=url,
        at=at,
    )
