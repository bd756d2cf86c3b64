"""Who follows what, and what has happened that followers are still to be told.

A follow names its target by kind and key instead of by a foreign key each: what can be
followed stands in apps above this one, and one row per person and thing is one plain
constraint. See docs/decisions/0008.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Q

from apps.accounts.models import Notice


class Kind(models.TextChoices):
    ESSAY = "essay", "Essay"
    SECTION = "section", "Section"
    QUESTION = "question", "Question"
    TAG = "tag", "Tag"
    PERSON = "person", "Person"


class Target(NamedTuple):
    """A thing to follow: its kind, and the primary key of its row."""

    kind: str
    pk: int


class FollowQuerySet(models.QuerySet["Follow"]):
    def of(self, targets: Iterable[Target]) -> "FollowQuerySet":
        """Follows of any of these."""
        either = Q(pk__in=())
        for kind, pk in targets:
            either |= Q(kind=kind, target=pk)
        return self.filter(either)


class Follow(models.Model):
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    target = models.PositiveBigIntegerField()
    created_at = models.DateTimeField()

    objects = FollowQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["kind", "target", "person"])]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "target"], name="a_thing_is_followed_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="follow_has_a_known_kind"
            ),
            models.CheckConstraint(
                condition=~Q(kind="person", target=models.F("person")),
                name="nobody_follows_themselves",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} follows {self.kind} {self.target}"


class EventQuerySet(models.QuerySet["Event"]):
    def waiting(self) -> "EventQuerySet":
        return self.filter(handled_at=None)


class Event(models.Model):
    """Something that followers are to be told: an outbox, worked off in batches.

    It is written with what it tells of, in one transaction. Its row is the lock under
    which people are told and under which it is taken back.
    """

    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=10, choices=Notice.Kind.choices)
    # What happened, as "answer:k7m2qdxx23".
    subject = models.CharField(max_length=60, db_index=True)
    # Whoever follows any of these is told: pairs of kind and key.
    targets = models.JSONField()
    # By key, those who did it, or have heard of it otherwise: they are not told.
    not_to = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField()
    # Everybody up to this key has been told: where a stopped worker goes on.
    reached = models.PositiveBigIntegerField(default=0)
    handled_at = models.DateTimeField(null=True, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(handled_at=None), name="event_waiting"
            )
        ]

    def __str__(self) -> str:
        return self.key

    def followed(self) -> list[Target]:
        return [Target(kind, pk) for kind, pk in self.targets]
