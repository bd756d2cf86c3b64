"""SQLite's FTS5: a table of terms over the documents, fed by triggers."""

import sqlite3
from collections.abc import Sequence
from functools import cache
from typing import cast

from django.db import connection as default_connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import FloatField
from django.db.models.expressions import RawSQL

from apps.search.models import SearchDocumentQuerySet
from apps.search.query import Phrase, Query

_TABLE = "search_searchdocument"
_TITLE_WEIGHT = 4.0
_ADD = (
    "INSERT INTO search_terms(rowid, title_terms, body_terms) "
    "VALUES (new.id, new.title_terms, new.body_terms);"
)
_DROP = (
    "INSERT INTO search_terms(search_terms, rowid, title_terms, body_terms) "
    "VALUES ('delete', old.id, old.title_terms, old.body_terms);"
)
_BUILD = (
    *(f"DROP TRIGGER IF EXISTS search_terms_{when}" for when in ("in", "out", "anew")),
    "DROP TABLE IF EXISTS search_terms",
    # Every character of a term is part of it, also the vowel signs of other scripts.
    "CREATE VIRTUAL TABLE search_terms USING fts5(title_terms, body_terms, "
    f"content='{_TABLE}', content_rowid='id', "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")",
    f"CREATE TRIGGER search_terms_in AFTER INSERT ON {_TABLE} BEGIN {_ADD} END",
    f"CREATE TRIGGER search_terms_out AFTER DELETE ON {_TABLE} BEGIN {_DROP} END",
    "CREATE TRIGGER search_terms_anew AFTER UPDATE OF title_terms, body_terms "
    f"ON {_TABLE} BEGIN {_DROP} {_ADD} END",
    "INSERT INTO search_terms(search_terms) VALUES ('rebuild')",
)


@cache
def is_available() -> bool:
    """Whether this Python's SQLite was built with FTS5."""
    memory = sqlite3.connect(":memory:")
    try:
        memory.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
    except sqlite3.OperationalError:
        return False
    finally:
        memory.close()
    return True


def build(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for statement in _BUILD:
            cursor.execute(statement)


def matching(rows: SearchDocumentQuerySet, query: Query) -> SearchDocumentQuerySet:
    rank = RawSQL(f"-bm25(search_terms, {_TITLE_WEIGHT}, 1.0)", [], FloatField())  # noqa: S611  # a number of ours
    return _where(rows, _expression(query)).annotate(rank=rank)


def titled(
    rows: SearchDocumentQuerySet, terms: Sequence[str]
) -> SearchDocumentQuerySet:
    return _where(rows, f"title_terms : ({' OR '.join(map(_quoted, terms))})")


def counts(terms: Sequence[str], most: int) -> dict[str, int]:
    one = (
        "SELECT %s, count(*) FROM (SELECT 1 FROM search_terms "
        "WHERE search_terms MATCH %s LIMIT %s)"
    )
    values = [
        value
        for term in terms
        for value in (term, f"title_terms : {_quoted(term)}", most)
    ]
    with default_connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(terms)), values)
        return dict(cursor.fetchall())


def _where(rows: SearchDocumentQuerySet, match: str) -> SearchDocumentQuerySet:
    # A join, because `bm25` speaks only of a table that the same query searches.
    joined = rows.extra(
        tables=["search_terms"],
        where=[
            "search_terms.rowid = search_searchdocument.id",
            "search_terms MATCH %s",
        ],
        params=[match],
    )
    return cast(SearchDocumentQuerySet, joined)


def _expression(query: Query) -> str:
    groups = [" OR ".join(map(_phrase, group)) for group in query.wanted]
    wanted = " AND ".join(f"({group})" for group in groups)
    if not query.unwanted:
        return wanted
    return f"({wanted}) NOT ({' OR '.join(map(_phrase, query.unwanted))})"


def _phrase(phrase: Phrase) -> str:
    return _quoted(" ".join(phrase))


def _quoted(words: str) -> str:
    # Terms hold letters and digits alone, so quoting them is all there is to do.
    return f'"{words}"'
