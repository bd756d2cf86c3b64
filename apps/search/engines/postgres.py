"""PostgreSQL: a generated, weighted tsvector under a GIN index.

The "simple" configuration leaves the terms as they are. No extension is needed.
"""

from collections.abc import Sequence

from django.db import connection as default_connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, FloatField, Func, Value

from apps.search.models import SearchDocumentQuerySet
from apps.search.query import Phrase, Query

_TABLE = "search_searchdocument"
# Without a list of pending entries: the reader after a long import must not sort it in.
_BUILD = (
    f"ALTER TABLE {_TABLE} DROP COLUMN IF EXISTS terms",
    f"ALTER TABLE {_TABLE} ADD COLUMN terms tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('pg_catalog.simple', title_terms), 'A') || "
    "setweight(to_tsvector('pg_catalog.simple', body_terms), 'B')) STORED",
    f"CREATE INDEX search_terms ON {_TABLE} USING gin (terms) WITH (fastupdate = off)",
    # Apart, for a GIN index knows no weights: the word would be looked up in each answer.
    f"ALTER TABLE {_TABLE} DROP COLUMN IF EXISTS titles",
    f"ALTER TABLE {_TABLE} ADD COLUMN titles tsvector GENERATED ALWAYS AS ("
    "to_tsvector('pg_catalog.simple', title_terms)) STORED",
    f"CREATE INDEX search_titles ON {_TABLE} USING gin (titles) "
    "WITH (fastupdate = off)",
)
_MATCHES = "(%(column)s @@ to_tsquery('simple', %(expressions)s))"
# Divided by one more than the logarithm of the length: a long text has more words.
_RANK = "ts_rank(terms, to_tsquery('simple', %(expressions)s), 1)"


def build(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for statement in _BUILD:
            cursor.execute(statement)


def matching(rows: SearchDocumentQuerySet, query: Query) -> SearchDocumentQuerySet:
    expression = Value(_expression(query))
    rank = Func(expression, template=_RANK, output_field=FloatField())
    return _where(rows, expression).annotate(rank=rank)


def titled(
    rows: SearchDocumentQuerySet, terms: Sequence[str]
) -> SearchDocumentQuerySet:
    return _where(rows, Value(" | ".join(map(_quoted, terms))), "titles")


def counts(terms: Sequence[str], most: int) -> dict[str, int]:
    one = (
        f"SELECT %s, count(*) FROM (SELECT 1 FROM {_TABLE} "  # noqa: S608  # our name
        "WHERE titles @@ to_tsquery('simple', %s) LIMIT %s) AS found"
    )
    values = [value for term in terms for value in (term, _quoted(term), most)]
    with default_connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(terms)), values)
        return dict(cursor.fetchall())


def _where(
    rows: SearchDocumentQuerySet, expression: Value, column: str = "terms"
) -> SearchDocumentQuerySet:
    return rows.filter(
        Func(expression, template=_MATCHES, column=column, output_field=BooleanField())
    )


def _expression(query: Query) -> str:
    groups = [" | ".join(map(_phrase, group)) for group in query.wanted]
    parts = [f"({group})" for group in groups]
    parts += [f"!({_phrase(phrase)})" for phrase in query.unwanted]
    return " & ".join(parts)


def _phrase(phrase: Phrase) -> str:
    return " <-> ".join(map(_quoted, phrase))


def _quoted(term: str) -> str:
    # Terms hold letters and digits alone, so quoting them is all there is to do.
    return f"'{term}'"
