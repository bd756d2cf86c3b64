"""Comments come in: each once, however often its file does."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Subquery

from apps.accounts.models import User
from apps.comments.importing.reading import Export
from apps.comments.models import ImportedComment
from apps.comments.records import Record, row_of
from apps.decisions.actions import record
from apps.decisions.models import Decision
from apps.questions.actions import lock_essay
from apps.questions.models import Essay

BATCH = 500
LONGEST_SOURCE = 60
Thing = TypeVar("Thing")
Progress = Callable[[int], None]


def bring_comments(
    *,
    essay: Essay,
    source: str,
    records: Iterable[Record],
    by: User,
    at: datetime,
    progress: Progress | None = None,
) -> int:
    """Store what is not here yet, to wait for an editor; how many that were.

    What is here stays as it is, with all that was decided about it. One transaction for
    each batch: stopped half-way, it can be done again from the start. Two imports of one
    essay take turns, batch by batch, and each counts what it stored itself.
    """
    done = new = 0
    for batch in _batches(records):
        new += _store([row_of(each, essay, source, at) for each in batch])
        done += len(batch)
        if progress:
            progress(done)
    _conclude(essay, source, new, by=by, at=at)
    return new


def source_for(essay: Essay, export: Export) -> str:
    """What tells an export's site from others of its kind that are here. Two queries.

    The first site of a kind goes by the kind, any other by its host: both count their
    comments from 1. Without addresses there is nothing to tell them apart by.
    """
    here = ImportedComment.objects.filter(essay=essay, source=export.format)
    linked = here.exclude(permalink="")
    host = export.host
    if not host or not linked.exists():
        return export.format
    page = rf"^https?://(?:www\.)?{re.escape(host)}(?:[:/]|$)"
    is_same = linked.filter(permalink__regex=page)
    return export.format if is_same.exists() else host[:LONGEST_SOURCE]


def count_here(essay: Essay, source: str, ids: Iterable[str]) -> int:
    """How many of these are here already. One query for each batch."""
    return sum(
        ImportedComment.objects.filter(
            essay=essay, source=source, external_id__in=batch
        ).count()
        for batch in _batches(ids)
    )


@transaction.atomic
def _store(rows: list[ImportedComment]) -> int:
    """Those of one essay and source that are not here yet; how many. Three queries."""
    essay, source = lock_essay(rows[0].essay_id), rows[0].source
    named = {row.external_id for row in rows}
    here = ImportedComment.objects.filter(
        essay=essay, source=source, external_id__in=named
    ).count()
    ImportedComment.objects.bulk_create(rows, ignore_conflicts=True)
    return len(named) - here


@transaction.atomic
def _conclude(essay: Essay, source: str, new: int, *, by: User, at: datetime) -> None:
    lock_essay(essay.pk)
    _find_parents(essay, source)
    if new:
        record(
            verb=Decision.Verb.IMPORT,
            subject_kind="comments",
            subject_id=source[:20],
            by=by,
            at=at,
            snapshot={"title": essay.title, "comments": new},
        )


def _find_parents(essay: Essay, source: str) -> None:
    """Parents may come after their replies, or in another file: one UPDATE at the end."""
    parents = ImportedComment.objects.filter(
        essay=OuterRef("essay"),
        source=OuterRef("source"),
        external_id=OuterRef("parent_external_id"),
    )
    ImportedComment.objects.filter(
        Exists(parents), essay=essay, source=source, parent=None
    ).exclude(parent_external_id="").exclude(
        parent_external_id=F("external_id")
    ).update(parent=Subquery(parents.values("pk")[:1]))


def _batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    left = iter(things)
    while batch := list(islice(left, BATCH)):
        yield batch
