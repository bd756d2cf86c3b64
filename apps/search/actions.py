"""Keeping the index true. Called by whoever changes a text, in the same transaction."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from apps.search.documents import FIELDS, Document, tags_row
from apps.search.models import SearchDocument

BATCH = 200


@transaction.atomic
def index(documents: Iterable[Document]) -> set[tuple[str, str]]:
    """Store these, new or changed; their kinds and keys. One query for each 200."""
    rows = {(one.kind, one.key): one.row() for one in documents}
    # In order, so that two transactions never wait for each other in a circle.
    ordered = [rows[name] for name in sorted(rows)]
    for start in range(0, len(ordered), BATCH):
        SearchDocument.objects.bulk_create(
            ordered[start : start + BATCH],
            update_conflicts=True,
            unique_fields=["kind", "key"],
            update_fields=FIELDS,
        )
    return set(rows)


@transaction.atomic
def replace(scope: Q, documents: Iterable[Document]) -> None:
    """Store these, and forget all else in `scope`. Two queries more than `index`."""
    named = index(documents)
    stored = SearchDocument.objects.filter(scope).values_list("pk", "kind", "key")
    gone = [pk for pk, kind, key in stored if (kind, key) not in named]
    for start in range(0, len(gone), BATCH):
        SearchDocument.objects.filter(pk__in=gone[start : start + BATCH]).delete()


def forget(scope: Q) -> None:
    """Nothing of it is found any more."""
    SearchDocument.objects.filter(scope).delete()


def place(*, question: str, essay: str, section: str, tags: Iterable[str]) -> None:
    """What is said of a question stands where the question stands. One query."""
    SearchDocument.objects.filter(question=question).update(
        essay=essay, section=section, tags=tags_row(tags)
    )
