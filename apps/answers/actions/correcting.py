"""Slips of the essay that readers report, and what became of them."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from apps.accounts.models import User
from apps.answers.models import Answer, Correction
from apps.decisions.actions import record
from apps.decisions.models import Decision
from apps.questions.models import Essay, Question


class CannotSettle(Exception):
    """The correction stays as it was; the message is fit to show."""


def report_corrections(
    *, essay: Essay, answers: Iterable[Answer], at: datetime
) -> None:
    """List these answers as reports of a slip; those that are listed stay as they are."""
    Correction.objects.bulk_create(
        [Correction(essay=essay, answer=answer, reported_at=at) for answer in answers],
        ignore_conflicts=True,
        batch_size=500,
    )


@transaction.atomic
def settle_correction(
    *, correction: Correction, state: str, note: str, by: User, at: datetime
) -> Correction:
    """Say what became of a report: applied, noted or refused.

    Saying the same again changes nothing. Raises CannotSettle for an applied one
    without a note, for readers are shown what was changed.
    """
    question = Question.objects.filter(answers__correction=correction)
    # First the question, whose page shows it, as every action on answers does.
    question.select_for_update(of=("self",)).get()
    row = Correction.objects.in_context().get(pk=correction.pk)
    if (row.state, row.note) == (state, note):
        return row
    if state == Correction.State.APPLIED and not note:
        raise CannotSettle("Say in one line what you changed: readers are shown it.")
    row.state, row.note, row.settled_by, row.settled_at = state, note, by, at
    row.save(update_fields=["state", "note", "settled_by", "settled_at"])
    question.update(version=F("version") + 1)
    record(
        verb=Decision.Verb.DECLINE
        if state == Correction.State.REFUSED
        else Decision.Verb.ACCEPT,
        subject_kind="correction",
        subject_id=row.answer.public_id,
        by=by,
        at=at,
        reason=note,
        snapshot={"state": state, "text": row.answer.body},
    )
    return row
