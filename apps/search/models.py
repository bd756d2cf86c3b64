"""One row for each text that can be found."""

from collections.abc import Sequence

from django.db import models
from django.db.models import Q


class SearchDocumentQuerySet(models.QuerySet["SearchDocument"]):
    def public(self) -> "SearchDocumentQuerySet":
        return self.filter(is_public=True)

    def tagged(self, slug: str) -> "SearchDocumentQuerySet":
        return self.filter(tags__contains=f" {slug} ")

    def named(self, kind: str, keys: Sequence[str]) -> "SearchDocumentQuerySet":
        return self.filter(kind=kind, key__in=keys)


class SearchDocument(models.Model):
    """A text and where it stands, copied from the row that `kind` and `key` name.

    Written by `apps/search/actions.py` alone. On SQLite a migration that changes this
    table loses the triggers that feed FTS5: it must end with `engines.build`.
    """

    kind = models.CharField(max_length=15)
    # The public id of the row, or its primary key where it has none.
    key = models.CharField(max_length=100)
    url = models.CharField(max_length=400)
    title = models.TextField(blank=True)
    body = models.TextField(blank=True)
    # The same as terms: see `terms.py`. What asks stands above what is said of it.
    title_terms = models.TextField()
    body_terms = models.TextField()
    # Slug of the essay, public ids of section and question, username of the person.
    essay = models.CharField(max_length=80, blank=True)
    section = models.CharField(max_length=12, blank=True)
    question = models.CharField(max_length=12, blank=True)
    person = models.CharField(max_length=150, blank=True)
    # Slugs with a blank on either side of each.
    tags = models.TextField(blank=True)
    state = models.CharField(max_length=15, blank=True)
    date = models.DateTimeField()
    # Whether the search page may show it; the rest is only compared with.
    is_public = models.BooleanField(default=True)

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="document_is_one_row")
        ]
        indexes = [
            models.Index(fields=["essay", "kind"], name="document_of_essay"),
            models.Index(fields=["question"], name="document_on_question"),
            models.Index(fields=["person"], name="document_by_person"),
            models.Index(fields=["-date"], name="document_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


def about(*, essay: str, kinds: Sequence[str]) -> Q:
    """The documents of one essay that are of these kinds."""
    return Q(essay=essay, kind__in=kinds)
