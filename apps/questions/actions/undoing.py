"""Taking back the last new version of an essay: the outline is as it was before."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import cast

from django.db import transaction
from django.db.models import F, Q

from apps.accounts.models import User
from apps.decisions.actions import record
from apps.decisions.models import Decision
from apps.questions.actions.finding import index_essay
from apps.questions.actions.outlining import lock_essay
from apps.questions.actions.revising import latest_revision
from apps.questions.dependents import words_changed
from apps.questions.models import (
    Consideration,
    Essay,
    EssayRevision,
    Proposal,
    Question,
    Section,
)
from apps.questions.snapshots import (
    ESSAY,
    QUESTION,
    SECTION,
    Row,
    Snapshot,
    snapshot,
)

BATCH = 100


class CannotUndo(Exception):
    """The version stays; the message is fit to show."""


@transaction.atomic
def undo_revision(*, revision: EssayRevision, by: User, at: datetime) -> EssayRevision:
    """Put the outline back that this version replaced. Undoing twice is undoing once.

    Every row that stood before is as it was, answers aside; a question that came with
    the version keeps its page and is retired. Raises CannotUndo.
    """
    essay = lock_essay(revision.essay_id)
    revision = EssayRevision.objects.get(pk=revision.pk)
    if revision.undone_at:
        return revision
    before = cast(Snapshot | None, revision.before)
    if before is None or revision.number != latest_revision(essay):
        raise CannotUndo("Only the last version that replaced another can be undone.")
    _refuse_what_depends(essay, revision, before)
    _put_back(essay, before)
    index_essay(essay)
    revision.undone_at = at
    revision.save(update_fields=["undone_at"])
    words_changed(essay, at=at)
    record(
        verb=Decision.Verb.RESTORE,
        subject_kind="essay",
        subject_id=str(essay.pk),
        by=by,
        at=at,
        reason=f"Version {revision.number} was undone.",
        snapshot={
            "slug": essay.slug,
            "title": essay.title,
            "undone": revision.number,
        },
    )
    return revision


def _refuse_what_depends(
    essay: Essay, revision: EssayRevision, before: Snapshot
) -> None:
    """Raises CannotUndo for decisions that were made about the newer outline."""
    known = {row["pk"] for row in before["questions"]}
    came = {
        entry["public_id"]
        for entry in revision.changes["questions"]
        if entry["kinds"] == ["new"]
    }
    added = essay.questions.live().exclude(pk__in=known).exclude(public_id__in=came)
    if question := added.first():
        raise CannotUndo(
            f"“{question.headline}” was accepted since: undoing would lose its place."
        )
    _refuse_merges(essay, before)
    merged = essay.proposals.filter(
        status=Proposal.Status.MERGED, question__public_id__in=came
    )
    if proposal := merged.select_related("question").first():
        raise CannotUndo(
            f"A proposal was merged since into “{proposal.question}”, "
            "which came with this version."
        )


def _refuse_merges(essay: Essay, before: Snapshot) -> None:
    """Whether a question is merged is no part of a version. Raises CannotUndo."""
    merged = Question.Status.MERGED
    then = [row["pk"] for row in before["questions"] if row["status"] == merged]
    since = essay.questions.filter(
        Q(status=merged) & ~Q(pk__in=then) | ~Q(status=merged) & Q(pk__in=then)
    )
    if question := since.order_by("position").first():
        raise CannotUndo(
            f"“{question.headline}” was merged into another question since, or is one "
            "of its own again: undo that first."
        )


def _put_back(essay: Essay, before: Snapshot) -> None:
    now = snapshot(essay)
    _put_back_sections(essay, before["sections"])
    _retire_newcomers(essay, before)
    _put_back_questions(essay, before["questions"], now["questions"])
    _put_back_considerations(essay, before)
    kept = [row["pk"] for row in before["sections"]]
    essay.sections.exclude(pk__in=kept).delete()
    _put_back_proposals(essay, before)
    for name in ESSAY:
        setattr(essay, name, before["essay"][name])
    essay.version += 1
    essay.save(update_fields=[*ESSAY, "version"])


def _put_back_sections(essay: Essay, rows: Sequence[Row]) -> None:
    """Those that went come back under their own key, the ones above them first."""
    stored = set(essay.sections.values_list("pk", flat=True))
    gone = [row for row in rows if row["pk"] not in stored]
    for level in sorted({row["level"] for row in gone}):
        Section.objects.bulk_create(
            Section(essay=essay, **row) for row in gone if row["level"] == level
        )
    Section.objects.bulk_update(
        [Section(essay=essay, **row) for row in rows], _fields(SECTION), BATCH
    )


def _retire_newcomers(essay: Essay, before: Snapshot) -> None:
    """Questions that the older outline does not know; each keeps its page."""
    known = {row["pk"] for row in before["questions"]}
    newcomers = essay.questions.exclude(pk__in=known)
    newcomers.live().update(status=Question.Status.RETIRED, version=F("version") + 1)
    standing = [row["pk"] for row in before["sections"]]
    homeless = newcomers.exclude(section__in=standing)
    Consideration.objects.filter(question__in=homeless).update(section=None)
    homeless.update(section=None)


def _put_back_questions(essay: Essay, rows: Sequence[Row], now: Iterable[Row]) -> None:
    Question.objects.bulk_update(
        [Question(essay=essay, **row) for row in rows], _fields(QUESTION), BATCH
    )
    newer = {row["pk"]: row for row in now}
    changed = [row["pk"] for row in rows if row != newer[row["pk"]]]
    essay.questions.filter(pk__in=changed).update(version=F("version") + 1)


def _put_back_considerations(essay: Essay, before: Snapshot) -> None:
    """All of them anew, under their own keys: they are not changed, only replaced."""
    known = [row["pk"] for row in before["questions"]]
    newcomers = essay.considerations.exclude(question=None).exclude(question__in=known)
    essay.considerations.exclude(pk__in=newcomers).delete()
    rows = before["considerations"]
    for depth in sorted({row["depth"] for row in rows}):
        Consideration.objects.bulk_create(
            (
                Consideration(essay=essay, **row)
                for row in rows
                if row["depth"] == depth
            ),
            batch_size=BATCH,
        )


def _fields(columns: Iterable[str]) -> list[str]:
    return [column.removesuffix("_id") for column in columns]


def _put_back_proposals(essay: Essay, before: Snapshot) -> None:
    """Into the sections that had gone, unless somebody chose another since."""
    sections: dict[int, list[int]] = {}
    for proposal, section in before["proposals"]:
        sections.setdefault(section, []).append(proposal)
    homeless = essay.proposals.filter(section=None)
    for section, proposals in sections.items():
        homeless.filter(pk__in=proposals).update(section=section)
