"""Bringing an essay in: nothing is live until the editor has looked and confirmed."""

from dataclasses import replace
from datetime import datetime
from typing import cast

from django.db import transaction
from django.utils.text import slugify

from apps.accounts.models import User
from apps.questions.actions.publishing import free_slug, render_outline, store_essay
from apps.questions.correcting import EssayDraft
from apps.questions.drafts import DOUBTFUL, read_draft
from apps.questions.importing import (
    CannotImport,
    Format,
    Outline,
    detect_format,
    parse,
    read_source,
)
from apps.questions.importing.outline import ASKED
from apps.questions.models import Essay, EssayImport
from apps.questions.outline_rows import (
    OutlineRows,
    last_asked,
    read_items,
    title_of,
)
from apps.questions.read_outlines import stored


class AlreadyConfirmed(Exception):
    """The import has become an essay; the message is fit to show."""


class DraftChanged(Exception):
    """Somebody changed the draft since it was shown; fit to show. `now` is the draft."""

    def __init__(self, now: EssayImport) -> None:
        by = str(now.changed_by or "")
        super().__init__(
            f"This draft was changed in another window{f' by {by}' if by else ''} "
            "meanwhile. Below is the draft as it is now; your last step was not taken."
        )
        self.now = now


def start_import(
    *,
    raw: bytes,
    format: str,
    filename: str,
    by: User,
    at: datetime,
    slug: str = "",
    caution: str = "",
) -> EssayImport:
    """Read a source and keep it for the editor to check; nothing of it is live.

    `format` is "auto" or one of the importer's. Raises the importer's CannotImport,
    also when there is no question in the text. The address is `slug`, or made from
    the title: see `address_of`. `caution` is what the editor is to know of the source
    before publishing.
    """
    text = read_source(raw)
    if format == "auto":
        format = detect_format(text, filename=filename)
    outline = parse(text, format=cast(Format, format))
    if caution:
        outline = replace(outline, warnings=(caution, *outline.warnings))
    pending = EssayImport(
        source=text,
        format=format,
        slug=slug,
        created_by=by,
        created_at=at,
        outline=stored(outline),
    )
    describe(pending, outline)
    pending.save()
    return pending


def address_of(pending: EssayImport, draft: EssayDraft) -> str:
    """Where the essay would stand if it were published now. One query."""
    return free_slug(_wanted_slug(pending, draft))


def _wanted_slug(pending: EssayImport, draft: EssayDraft) -> str:
    """What an editor chose, at the start or since, or what the title makes."""
    return draft.slug or pending.slug or slugify(pending.title)


def describe(pending: EssayImport, outline: Outline) -> None:
    """Title and counts of the draft as it is now; the caller saves them."""
    items = [item for _, item in read_items(outline)]
    pending.title = title_of(outline)
    pending.question_count = sum(item.kind in ASKED for item in items)
    pending.doubt_count = sum(item.confidence < DOUBTFUL for item in items)


def read_import(pending: EssayImport) -> Outline:
    """The outline as the editor has corrected it so far. No query."""
    return read_draft(pending).outline()


def confirm_import(*, pending: EssayImport, seen: int, by: User, at: datetime) -> Essay:
    """Publish the draft whose version is `seen`. Twice gives the same essay.

    Raises CannotImport when the corrections have left no question, DraftChanged when
    somebody corrected it meanwhile, and ValueError for a new version of an essay: that
    one is compared and applied.
    """
    if pending.revises_id:
        raise ValueError("A new version takes the place of its essay; it makes none.")
    if pending.essay:
        return pending.essay
    if pending.version != seen:
        raise DraftChanged(pending)
    draft = read_draft(pending)
    outline = draft.outline()
    if last_asked(outline) < 0:
        raise CannotImport(
            "No question is left. Mark at least one piece as a question."
        )
    rows = render_outline(outline, by=by, at=at)
    return _confirm(pending, rows, slug=_wanted_slug(pending, draft), by=by)


@transaction.atomic
def discard_import(*, pending: EssayImport) -> None:
    """Forget a source that was not confirmed. Raises AlreadyConfirmed."""
    waiting = EssayImport.objects.filter(pk=pending.pk)
    if not waiting.filter(confirmed_at=None).delete()[0] and waiting.exists():
        raise AlreadyConfirmed(
            "This essay is published; it can no longer be discarded."
        )


@transaction.atomic
def _confirm(pending: EssayImport, rows: OutlineRows, *, slug: str, by: User) -> Essay:
    held = _locked(pending)
    if held.essay:
        return held.essay
    if held.version != pending.version:
        raise DraftChanged(held)
    pending = held
    pending.essay = store_essay(
        rows, source=pending.source, format=pending.format, slug=slug, by=by
    )
    pending.confirmed_at = rows.at
    pending.save(update_fields=["essay", "confirmed_at"])
    return pending.essay


def _locked(pending: EssayImport) -> EssayImport:
    return EssayImport.objects.select_for_update().get(pk=pending.pk)
