"""A reader asks for a question to be added, or takes that back."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from apps.accounts.models import Credit, User
from apps.drafts.actions import drop_sent
from apps.questions.actions.finding import index_proposal
from apps.questions.models import Essay, Proposal, Section
from apps.questions.proposal_drafts import place_of
from apps.questions.trust import is_trusted

# More than an editor can be expected to read from one person at a time.
MAX_WAITING = 20


class CannotPropose(Exception):
    """The question may not be proposed; the message is fit to show."""


class AlreadySent(CannotPropose):
    """The form was sent before, with another text."""


@transaction.atomic
def propose(
    *,
    essay: Essay,
    section: Section | None,
    by: User,
    text: str,
    context: str,
    form_key: str,
    at: datetime,
    credit: str = Credit.NAME,
) -> Proposal:
    """Put a question before the editors. The same `form_key` gives the first proposal.

    Readers see it at once where `by` is trusted, else when an editor lets it through.
    `credit` is how they want to be named: by name, under their other name, or not.
    Raises CannotPropose when the essay is not published, the section belongs to
    another one, or too many of the person's proposals wait; AlreadySent when the key
    came with another text before.
    """
    if section and section.essay_id != essay.pk:
        raise CannotPropose("This section belongs to another essay.")
    _refuse(essay, by=by, form_key=form_key, credit=credit)
    wanted = {"essay": essay, "section": section, "text": text, "context": context}
    try:
        # A savepoint: the outer transaction goes on when the form was sent before.
        with transaction.atomic():
            proposal = Proposal.objects.create(
                **wanted,
                credit=credit,
                credit_name=by.credit_name if credit == Credit.PSEUDONYM else "",
                is_shown=is_trusted(by),
                proposed_by=by,
                form_key=form_key,
                created_at=at,
            )
    except IntegrityError:
        return _sent_before(wanted, by=by, form_key=form_key)
    index_proposal(proposal)
    drop_sent(by=by, place=place_of(essay), body=text, more={"context": context})
    return proposal


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, by: User, at: datetime) -> Proposal:
    """Take one's own back while it waits. Doing it twice is doing it once.

    Raises CannotPropose when it is not theirs, or was decided.
    """
    held = Proposal.objects.select_for_update(of=("self",)).select_related("essay")
    proposal = held.get(pk=proposal.pk)
    if proposal.proposed_by_id != by.pk:
        raise CannotPropose("Only whoever proposed a question can withdraw it.")
    if proposal.status == Proposal.Status.WITHDRAWN:
        return proposal
    if not proposal.is_pending:
        raise CannotPropose("This proposal was decided meanwhile: see below.")
    proposal.status = Proposal.Status.WITHDRAWN
    proposal.decided_by, proposal.decided_at = by, at
    proposal.save(update_fields=["status", "decided_by", "decided_at"])
    index_proposal(proposal)
    return proposal


def _refuse(essay: Essay, *, by: User, form_key: str, credit: str) -> None:
    """Raise CannotPropose where the person may send no question, or not so named."""
    if essay.published_at is None:
        raise CannotPropose("This essay is not published.")
    if credit == Credit.PSEUDONYM and not by.credit_name:
        raise CannotPropose("Choose the other name on your own page first.")
    waiting = Proposal.objects.pending().filter(proposed_by=by)
    if waiting.exclude(form_key=form_key).count() >= MAX_WAITING:
        raise CannotPropose(
            f"{MAX_WAITING} of your questions are waiting for an editor. "
            "Please let some of them be read first; your text is below."
        )


def _sent_before(wanted: Mapping[str, object], *, by: User, form_key: str) -> Proposal:
    """What the form made the first time. Raises AlreadySent for another text."""
    sent = Proposal.objects.get(proposed_by=by, form_key=form_key)
    if any(getattr(sent, name) != value for name, value in wanted.items()):
        raise AlreadySent(
            "This form was sent once before, and what it said then is stored. "
            "Send it again if you mean to propose this question too."
        )
    return sent
