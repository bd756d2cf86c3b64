"""Comments come in: each once, however often its file does."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Subquery

from apps.accounts.models import User
from apps.comments.actions.folding import Twins
from apps.comments.importing.reading import Export
from apps.comments.models import ImportedComment
from apps.comments.records import Record, row_of
from apps.decisions.actions import record
from apps.decisions.models import Decision
from apps.questions.actions import lock_essay
from apps.questions.models import Essay

BATCH = 500
LONGEST_SOURCE = 60
# No thread has as many levels.
DEEPEST = 1000
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
) -> Counter[str]:
    """Store what is not here yet, to wait for an editor; counts as `foresee` does.

    What is here stays as it is, with all that was decided about it. One transaction for
    each batch: stopped half-way, it can be done again from the start. Two imports of one
    essay take turns, batch by batch, and each counts what it stored itself.
    """
    done, counts = 0, Counter[str]()
    twins, folded = Twins(essay, source), dict[str, int]()
    for batch in _batches(records):
        rows = [row_of(each, essay, source, at) for each in batch]
        counts += _store(rows, twins, folded)
        done += len(batch)
        if progress:
            progress(done)
    _conclude(essay, source, counts["new"], folded, by=by, at=at)
    return counts


def foresee(
    *,
    essay: Essay,
    source: str,
    records: Iterable[Record],
    at: datetime,
    twins: Twins | None = None,
) -> Counter[str]:
    """How many would be "new", are "here", or came with another import: "elsewhere".

    Of the new ones, "places" are no comments any more, only kept for their replies.

    Give `twins` where it is asked part by part. Two queries for each batch.
    """
    counts, twins = Counter[str](), twins or Twins(essay, source)
    for batch in _batches(records):
        rows = [row_of(each, essay, source, at) for each in batch]
        counts += _sorted_out(rows, twins)[1]
    return counts


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


@transaction.atomic
def _store(
    rows: list[ImportedComment], twins: Twins, folded: dict[str, int]
) -> Counter[str]:
    """Those of one essay and source that are not here yet. Four queries.

    Adds to `folded` the ids of those that are not stored, with the key of the twin.
    """
    lock_essay(rows[0].essay_id)
    new, counts, found = _sorted_out(rows, twins)
    folded.update(found)
    ImportedComment.objects.bulk_create(new, ignore_conflicts=True)
    return counts


def _sorted_out(
    rows: list[ImportedComment], twins: Twins
) -> tuple[list[ImportedComment], Counter[str], dict[str, int]]:
    """What is new among the rows of one source, how many are what, and the twins."""
    named = {row.external_id: row for row in reversed(rows)}
    here = ImportedComment.objects.filter(
        essay=rows[0].essay_id, source=rows[0].source, external_id__in=named
    )
    for id_ in here.values_list("external_id", flat=True):
        del named[id_]
    twins.refresh()
    left = list(reversed(named.values()))
    folded = {row.external_id: twin for row in left if (twin := twins.of(row))}
    new = [row for row in left if row.external_id not in folded]
    counts = Counter(new=len(new), elsewhere=len(folded))
    counts["here"] = len({row.external_id for row in rows}) - counts.total()
    counts["places"] = sum(row.is_deleted for row in new)
    return new, counts, folded


@transaction.atomic
def _conclude(
    essay: Essay,
    source: str,
    new: int,
    folded: dict[str, int],
    *,
    by: User,
    at: datetime,
) -> None:
    lock_essay(essay.pk)
    _find_parents(essay, source)
    _find_twins_as_parents(essay, source, folded)
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


def _find_twins_as_parents(essay: Essay, source: str, folded: dict[str, int]) -> None:
    """A reply to what came with another import hangs there. Two queries a batch.

    Not where that one hangs below the reply already: two exports, each with a part of
    a thread, can lead round in a circle.
    """
    if not folded:
        return
    rows = ImportedComment.objects.filter(essay=essay)
    linked = rows.exclude(parent=None).values_list("pk", "parent")
    parents: dict[int, int | None] = dict(linked.iterator(chunk_size=BATCH))
    for batch in _batches(folded.items()):
        twins = dict(batch)
        replies = list(
            rows.filter(source=source, parent=None, parent_external_id__in=twins).only(
                "parent_external_id"
            )
        )
        for reply in replies:
            twin = twins[reply.parent_external_id]
            if not _hangs_below(twin, reply.pk, parents):
                reply.parent_id = parents[reply.pk] = twin
        ImportedComment.objects.bulk_update(replies, ["parent"])


def _hangs_below(pk: int, above: int, parents: Mapping[int, int | None]) -> bool:
    """Whether it does, or is that one; also where the thread has no end in sight."""
    here: int | None = pk
    for _ in range(DEEPEST):
        if here is None or here == above:
            return here == above
        here = parents.get(here)
    return True


def _batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    left = iter(things)
    while batch := list(islice(left, BATCH)):
        yield batch
