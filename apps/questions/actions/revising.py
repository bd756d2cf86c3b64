"""A newer version of an essay that is live: compared first, then put in its place."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import cast

from django.db import transaction
from django.db.models import Max

from apps.accounts.models import User
from apps.decisions.actions import record
from apps.decisions.models import Decision
from apps.questions.actions.finding import index_essay
from apps.questions.actions.importing import (
    AlreadyConfirmed,
    describe,
    read_import,
    start_import,
)
from apps.questions.actions.outlining import lock_essay
from apps.questions.actions.publishing import render_outline
from apps.questions.actions.replacing import replace_outline
from apps.questions.actions.telling import tell_followers
from apps.questions.correcting import carried
from apps.questions.dependents import Foreseen, foreseen, words_changed
from apps.questions.drafts import read_outline
from apps.questions.essay_text import text_of_rows
from apps.questions.importing import CannotImport, Format, Outline, parse
from apps.questions.models import Essay, EssayImport, EssayRevision
from apps.questions.outline_rows import last_asked
from apps.questions.snapshots import reads_alike, snapshot
from apps.questions.stored_outline import outline_of
from apps.questions.versions import (
    Comparison,
    Fresh,
    compare,
    fresh_version,
    live_version,
)


class CannotRevise(Exception):
    """The version is not put in place; the message is fit to show."""


@transaction.atomic
def start_revision(
    *, essay: Essay, raw: bytes, format: str, filename: str, by: User, at: datetime
) -> EssayImport:
    """Keep a newer source of the essay for comparing. Raises CannotImport.

    Pieces whose words the essay has already are what they are there: those steps can be
    taken back as any other of its editor's.
    """
    pending = start_import(raw=raw, format=format, filename=filename, by=by, at=at)
    pending.revises, pending.slug = essay, essay.slug
    pending.corrections = carried(
        outline_of(essay), _live_source(essay), read_outline(pending)
    )
    describe(pending, read_import(pending))
    pending.save()
    return pending


def _live_source(essay: Essay) -> Outline:
    """The text of the version that readers see, as it is read without corrections."""
    standing = essay.revisions.filter(undone_at=None).order_by("number").last()
    try:
        if standing:
            return parse(standing.source, format=cast(Format, standing.format))
    except CannotImport:
        # Whatever it asks has been said by hand.
        pass
    return Outline("", "", ())


def compare_revision(pending: EssayImport) -> Comparison:
    """The version beside the essay as it is now. Three queries.

    Raises CannotImport when the editor's corrections left no question.
    """
    essay = _essay_of(pending)
    return compare(live_version(essay), _fresh(pending), pending.pairings)


def foresee_revision(pending: EssayImport, comparison: Comparison) -> list[Foreseen]:
    """What would become of what hangs on the essay's words."""
    essay = _essay_of(pending)
    kept = [each.old for each in comparison.questions if each.kinds == ("staying",)]
    asked = [comparison.live.questions[row.key] for row in kept if row]
    asked += comparison.live.merged
    fresh = comparison.fresh.rows
    text = text_of_rows(
        fresh.essay,
        [*fresh.questions, *asked],
        [*fresh.considerations, *essay.considerations.filter(question__in=asked)],
    )
    return foreseen(essay, text)


@transaction.atomic
def pair_by_hand(*, pending: EssayImport, said: Mapping[str, str]) -> EssayImport:
    """Keep which question is which, by `key_of` a piece; "" is a new question.

    What was said before about other pieces stays; what is no piece is passed over.
    Raises AlreadyConfirmed.
    """
    known = {row.key for row in _fresh(pending).version.questions}
    pending = _locked(pending)
    pending.pairings |= {key: same for key, same in said.items() if key in known}
    pending.save(update_fields=["pairings"])
    return pending


def apply_revision(
    *, pending: EssayImport, seen: int, by: User, at: datetime
) -> EssayRevision:
    """Put the version in place of the live one.

    `seen` is the number of the revision that the editor compared with. Raises
    AlreadyConfirmed, CannotImport as `compare_revision` does, and CannotRevise when
    another version was put in place or taken back since, or when nothing is different.
    """
    # Rendered before the transaction: a lock is never held across rendering.
    return _apply(pending, _fresh(pending), seen=seen, by=by, at=at)


def latest_revision(essay: Essay) -> int:
    """The number of the version that readers see; 0 if none is stored. One query."""
    standing = essay.revisions.filter(undone_at=None)
    return standing.aggregate(last=Max("number"))["last"] or 0


@transaction.atomic
def _apply(
    pending: EssayImport, fresh: Fresh, *, seen: int, by: User, at: datetime
) -> EssayRevision:
    essay = lock_essay(_essay_of(pending).pk)
    pending = _locked(pending)
    if latest_revision(essay) != seen:
        raise CannotRevise(
            "Somebody else has changed the essay since you compared. "
            "Below is how your version differs from it now."
        )
    before = snapshot(essay)
    asked = set(essay.questions.values_list("pk", flat=True))
    comparison = compare(live_version(essay), fresh, pending.pairings)
    replace_outline(essay, comparison)
    if reads_alike(before, snapshot(essay)):
        raise CannotRevise("Nothing is different: the essay reads like this already.")
    index_essay(essay)
    revision = EssayRevision.objects.create(
        essay=essay,
        number=(essay.revisions.aggregate(last=Max("number"))["last"] or 0) + 1,
        source=pending.source,
        format=pending.format,
        sha256=sha256(pending.source.encode()).hexdigest(),
        created_by=by,
        created_at=at,
        changes=comparison.report(),
        before=before,
    )
    pending.essay, pending.confirmed_at = essay, at
    pending.save(update_fields=["essay", "confirmed_at"])
    words_changed(essay, at=at)
    _log(revision, by=by, at=at)
    added = essay.questions.live().exclude(pk__in=asked)
    tell_followers(
        added.select_related("section__parent"), not_to=[by.pk, essay.author_id], at=at
    )
    return revision


def _log(revision: EssayRevision, *, by: User, at: datetime) -> None:
    essay = revision.essay
    record(
        verb=Decision.Verb.IMPORT,
        subject_kind="essay",
        subject_id=str(essay.pk),
        by=by,
        at=at,
        reason=f"Version {revision.number} took the place of the one before.",
        snapshot={
            "slug": essay.slug,
            "title": essay.title,
            "revision": revision.number,
            "sha256": revision.sha256,
            **revision.changes["counts"],
        },
    )


def _fresh(pending: EssayImport) -> Fresh:
    outline = read_import(pending)
    if last_asked(outline) < 0:
        raise CannotImport("There is no question in this version.")
    rows = render_outline(outline, by=pending.created_by, at=pending.created_at)
    return fresh_version(outline, rows)


def _essay_of(pending: EssayImport) -> Essay:
    if pending.revises is None:
        raise ValueError("This import is an essay of its own.")
    return pending.revises


def _locked(pending: EssayImport) -> EssayImport:
    locked = EssayImport.objects.select_for_update().get(pk=pending.pk)
    if locked.confirmed_at:
        raise AlreadyConfirmed("This version is in place already.")
    return locked
