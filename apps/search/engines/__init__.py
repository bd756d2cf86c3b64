"""How each database is asked. All find the same texts and differ only in their order.

`matching(rows, query)` are those of `rows` that the query finds, annotated with `rank`,
the higher the better; `titled(rows, terms)` those whose title has one of the terms;
`counts(terms, most)` how many titles have each, counted up to `most`, in one query.
`build(connection)` makes what the engine needs beside the table, or does nothing.
"""

from collections.abc import Sequence
from typing import Protocol

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from apps.search.engines import full_text, plain, postgres
from apps.search.models import SearchDocumentQuerySet
from apps.search.query import Query


class Engine(Protocol):
    def build(self, connection: BaseDatabaseWrapper) -> None: ...

    def matching(
        self, rows: SearchDocumentQuerySet, query: Query
    ) -> SearchDocumentQuerySet: ...

    def titled(
        self, rows: SearchDocumentQuerySet, terms: Sequence[str]
    ) -> SearchDocumentQuerySet: ...

    def counts(self, terms: Sequence[str], most: int) -> dict[str, int]: ...


def chosen() -> Engine:
    """The best that this database has."""
    if connection.vendor == "postgresql":
        return postgres
    return full_text if full_text.is_available() else plain


def build(connection: BaseDatabaseWrapper) -> None:
    """Make anew what the engine needs; the table's rows stay. For migrations."""
    if connection.vendor == "postgresql":
        postgres.build(connection)
    elif full_text.is_available():
        full_text.build(connection)
