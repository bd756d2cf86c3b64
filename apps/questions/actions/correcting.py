"""An editor corrects a draft, one step at a time; any number can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction

from apps.accounts.models import User
from apps.questions.actions.importing import (
    AlreadyConfirmed,
    DraftChanged,
    describe,
)
from apps.questions.correcting import CannotCorrect, Edit, EssayDraft, draft_of
from apps.questions.drafts import read_draft, read_outline
from apps.questions.models import EssayImport


@dataclass(frozen=True, slots=True)
class Change:
    """The draft before and after, and the piece to go on with ("" for none)."""

    pending: EssayImport
    before: EssayDraft
    after: EssayDraft
    key: str


@transaction.atomic
def correct_import(
    *, pending: EssayImport, edits: Sequence[Edit], seen: int, by: User, at: datetime
) -> Change:
    """Play edits on the draft whose version is `seen`: all of them or none.

    Words that say nothing new are passed over. Raises AlreadyConfirmed, DraftChanged,
    and CannotCorrect when an edit does not fit or when all change nothing.
    """
    pending = _held(pending, seen)
    before = read_draft(pending)
    after, played, key = before.copy(), list[Edit](), ""
    for edit in edits:
        if edit["act"] == "words" and after.says(edit):
            continue
        if played and edit["act"] == "split" and "text" not in edit:
            # The place to cut was counted in words that are others now.
            continue
        key = after.play(edit)
        played.append(edit)
    if after == before:
        raise CannotCorrect("It is like this already.")
    pending.corrections = [*pending.corrections, *played]
    # What was taken back belongs to a draft that is no longer this one.
    pending.undone = []
    return _kept(Change(pending, before, after, key), by, at)


@transaction.atomic
def step_back(
    *,
    pending: EssayImport,
    act: Literal["undo", "redo"],
    seen: int,
    by: User,
    at: datetime,
) -> Change:
    """Take the last edit back, or make the last one taken back again.

    Raises AlreadyConfirmed, DraftChanged, and CannotCorrect when there is none.
    """
    pending = _held(pending, seen)
    taken, given = pending.corrections, pending.undone
    if act == "redo":
        taken, given = given, taken
    if not taken:
        raise CannotCorrect(f"There is nothing to {act}.")
    before = read_draft(pending)
    edit: Edit = taken.pop()
    given.append(edit)
    after = draft_of(read_outline(pending), pending.corrections)
    return _kept(Change(pending, before, after, edit.get("key", "")), by, at)


def _held(pending: EssayImport, seen: int) -> EssayImport:
    held = (
        EssayImport.objects.select_for_update(of=["self"])
        .select_related("changed_by", "revises", "created_by")
        .defer("source")
        .get(pk=pending.pk)
    )
    if held.confirmed_at:
        raise AlreadyConfirmed("This essay is published; its import is closed.")
    if held.version != seen:
        raise DraftChanged(held)
    return held


def _kept(change: Change, by: User, at: datetime) -> Change:
    pending = change.pending
    describe(pending, change.after.outline())
    pending.version += 1
    pending.changed_by, pending.changed_at = by, at
    pending.save(
        update_fields=[
            "corrections",
            "undone",
            "title",
            "version",
            "changed_by",
            "changed_at",
            "question_count",
            "doubt_count",
        ]
    )
    return change
