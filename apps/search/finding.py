"""Asking the index: what was meant, and what is there."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, F, FloatField, Value, When

from apps.search import engines
from apps.search.models import SearchDocument, SearchDocumentQuerySet
from apps.search.query import Query

# A question stands for its whole page; what the essay says in passing does not.
_WEIGHTS = {"question": 1.5, "essay": 1.5, "digest": 1.2, "consideration": 0.6}


@dataclass(frozen=True, slots=True)
class Limits:
    """Where to look; "" and an empty tuple stand for everywhere."""

    essay: str = ""
    sections: Sequence[str] = ()
    tag: str = ""
    person: str = ""
    state: str = ""

    def __bool__(self) -> bool:
        return any((self.essay, self.sections, self.tag, self.person, self.state))


def find(query: Query, limits: Limits) -> SearchDocumentQuerySet:
    """Public texts that the query finds; without words all of them. Unordered."""
    rows = SearchDocument.objects.public()
    if limits.essay:
        rows = rows.filter(essay=limits.essay)
    if limits.sections:
        rows = rows.filter(section__in=limits.sections)
    if limits.tag:
        rows = rows.tagged(limits.tag)
    if limits.person:
        rows = rows.filter(person=limits.person)
    if limits.state:
        rows = rows.filter(state=limits.state)
    return engines.chosen().matching(rows, query) if query else rows


def best_first(rows: SearchDocumentQuerySet, query: Query) -> SearchDocumentQuerySet:
    """Of what `find` gave for the query; newest first where it had no words."""
    if not query:
        return rows.order_by("-date", "kind", "key")
    weights = [When(kind=kind, then=Value(w)) for kind, w in _WEIGHTS.items()]
    weight = Case(*weights, default=Value(1.0), output_field=FloatField())
    ranked = rows.annotate(weighted=F("rank") * weight)
    return ranked.order_by("-weighted", "-date", "kind", "key")


def counts(rows: SearchDocumentQuerySet) -> dict[str, int]:
    """How many there are of each kind. One query."""
    kinds = rows.order_by().values("kind").annotate(how_many=Count("pk"))
    return {row["kind"]: row["how_many"] for row in kinds}
