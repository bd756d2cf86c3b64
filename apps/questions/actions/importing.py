"""Bringing an essay in: nothing is live until the editor has looked and confirmed."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from django.db import transaction
from django.utils.text import slugify

from apps.accounts.models import User
from apps.questions.actions.publishing import free_slug, render_outline, store_essay
from apps.questions.correcting import (
    CHOICES,
    Correction,
    Corrections,
    choice_of,
    corrected,
    key_of,
)
from apps.questions.importing import (
    CannotImport,
    Format,
    Outline,
    detect_format,
    parse,
    read_source,
)
from apps.questions.models import Essay, EssayImport
from apps.questions.outline_rows import OutlineRows, last_asked, title_of


class AlreadyConfirmed(Exception):
    """The import has become an essay; the message is fit to show."""


def start_import(
    *,
    raw: bytes,
    format: str,
    filename: str,
    by: User,
    at: datetime,
    slug: str = "",
) -> EssayImport:
    """Read a source and keep it for the editor to check; nothing of it is live.

    `format` is "auto" or one of the importer's. Raises the importer's CannotImport,
    also when there is no question in the text. The address is `slug`, or made from
    the title; a number is added where it is taken.
    """
    text = read_source(raw)
    if format == "auto":
        format = detect_format(text, filename=filename)
    title = title_of(_read(text, format))
    return EssayImport.objects.create(
        source=text,
        format=format,
        title=title,
        slug=free_slug(slug or slugify(title)),
        created_by=by,
        created_at=at,
    )


def read_import(pending: EssayImport) -> Outline:
    """The outline as the editor has corrected it so far. No query."""
    outline = _read(pending.source, pending.format)
    return corrected(outline, pending.corrections)


@transaction.atomic
def correct_import(
    *, pending: EssayImport, choices: Mapping[str, str], shifts: Mapping[str, int]
) -> EssayImport:
    """Change what pieces are, and how far in they stand, by `key_of` the piece.

    What says nothing new is not stored; unknown keys and choices are passed over.
    Raises AlreadyConfirmed.
    """
    pending = _locked(pending)
    if pending.confirmed_at:
        raise AlreadyConfirmed("This essay is published; its import is closed.")
    outline = _read(pending.source, pending.format)
    before = corrected(outline, pending.corrections)
    chosen = dict(pending.corrections)
    for item in before.items:
        choice = choices.get(key_of(item), choice_of(item))
        if choice in CHOICES and choice != choice_of(item):
            chosen[key_of(item)] = {**chosen.get(key_of(item), {}), "choice": choice}
    pending.corrections = _nudged(outline, chosen, shifts)
    pending.save(update_fields=["corrections"])
    return pending


def confirm_import(*, pending: EssayImport, by: User, at: datetime) -> Essay:
    """Publish the essay. Confirming twice gives the same essay.

    Raises CannotImport when the corrections have left no question, and ValueError for
    a new version of an essay: that one is compared and applied.
    """
    if pending.revises_id:
        raise ValueError("A new version takes the place of its essay; it makes none.")
    outline = read_import(pending)
    if last_asked(outline) < 0:
        raise CannotImport(
            "No question is left. Mark at least one piece as a question."
        )
    return _confirm(pending, render_outline(outline, by=by, at=at), by=by)


@transaction.atomic
def discard_import(*, pending: EssayImport) -> None:
    """Forget a source that was not confirmed. Raises AlreadyConfirmed."""
    waiting = EssayImport.objects.filter(pk=pending.pk)
    if not waiting.filter(confirmed_at=None).delete()[0] and waiting.exists():
        raise AlreadyConfirmed(
            "This essay is published; it can no longer be discarded."
        )


@transaction.atomic
def _confirm(pending: EssayImport, rows: OutlineRows, *, by: User) -> Essay:
    pending = _locked(pending)
    if pending.essay:
        return pending.essay
    pending.essay = store_essay(
        rows, source=pending.source, format=pending.format, slug=pending.slug, by=by
    )
    pending.confirmed_at = rows.at
    pending.save(update_fields=["essay", "confirmed_at"])
    return pending.essay


def _nudged(
    outline: Outline, corrections: Corrections, shifts: Mapping[str, int]
) -> dict[str, Correction]:
    """The corrections with those shifts added that move something."""
    nudged = dict(corrections)
    for key, shift in shifts.items():
        so_far = nudged.get(key, Correction())
        further: Correction = {**so_far, "shift": so_far.get("shift", 0) + shift}
        moved = corrected(outline, {**nudged, key: further})
        if _parents(moved) != _parents(corrected(outline, nudged)):
            nudged[key] = further
    return nudged


def _parents(outline: Outline) -> list[int | None]:
    return [item.parent for item in outline.items]


def _read(source: str, format: str) -> Outline:
    return parse(source, format=cast(Format, format))


def _locked(pending: EssayImport) -> EssayImport:
    return EssayImport.objects.select_for_update().get(pk=pending.pk)
