"""Any database: reads every row. The same texts are found, unranked and slowly."""

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, FloatField, Q, Value, When

from apps.search.models import SearchDocument, SearchDocumentQuerySet
from apps.search.query import Phrase, Query


def build(connection: BaseDatabaseWrapper) -> None:
    """Nothing is needed."""


def matching(rows: SearchDocumentQuerySet, query: Query) -> SearchDocumentQuerySet:
    wanted = [reduce(or_, map(_holds, group)) for group in query.wanted]
    unwanted = [~_holds(phrase) for phrase in query.unwanted]
    in_title = [_in_title(" ".join(phrase)) for phrase in query.phrases()]
    rank = Case(
        When(reduce(and_, in_title), then=Value(3.0)),
        When(reduce(or_, in_title), then=Value(2.0)),
        default=Value(1.0),
        output_field=FloatField(),
    )
    return rows.filter(*wanted, *unwanted).annotate(rank=rank)


def titled(
    rows: SearchDocumentQuerySet, terms: Sequence[str]
) -> SearchDocumentQuerySet:
    return rows.filter(reduce(or_, map(_in_title, terms)))


def counts(terms: Sequence[str], most: int) -> dict[str, int]:
    rows = SearchDocument.objects.all()
    return {term: rows.filter(_in_title(term))[:most].count() for term in terms}


def _holds(phrase: Phrase) -> Q:
    words = " ".join(phrase)
    return _in_title(words) | Q(body_terms__contains=f" {words} ")


def _in_title(words: str) -> Q:
    return Q(title_terms__contains=f" {words} ")
