"""The tray: what the compile found, and what the editor said of it."""

from django.db import models
from django.db.models import Q
from django.db.models.deletion import Collector

from apps.answers.models import Answer
from apps.digest.models.digest import Digest


def keep_dismissed(
    collector: Collector,
    field: "models.ForeignKey[Answer, Answer]",
    sub_objs: "models.QuerySet[Candidate]",
    using: str,
) -> None:
    """Cascade, but never over what an editor dismissed: it would come up again."""
    dismissed = [row for row in sub_objs if row.state == Candidate.State.DISMISSED]
    if dismissed:
        raise models.ProtectedError("An editor has dismissed it.", set(dismissed))
    models.CASCADE(collector, field, sub_objs, using)


class CandidateQuerySet(models.QuerySet["Candidate"]):
    # Not of this class: what is annotated afterwards is known by its type then.
    def quotable(self) -> "models.QuerySet[Candidate]":
        """Those whose answer may still be quoted."""
        return (
            self.filter(answer__status="visible")
            .exclude(answer__root__status__in=["held", "hidden"])
            .exclude(answer__credit="none")
        )


class Candidate(models.Model):
    class State(models.TextChoices):
        NEW = "new", "New"
        MAYBE = "maybe", "Maybe"
        PICKED = "picked", "Picked"
        DISMISSED = "dismissed", "Dismissed"

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="candidates")
    answer = models.ForeignKey(Answer, keep_dismissed, related_name="candidacies")
    # Order in the tray: by question as in the essay, then by rank.
    position = models.PositiveIntegerField()
    # Its place among the answers to its question, and how many these are.
    rank = models.PositiveIntegerField()
    of = models.PositiveIntegerField(default=0)
    score = models.FloatField()
    # [["helpful", 0.74, "a note"], …]: the parts of the score; the reasons in words.
    parts = models.JSONField()
    reasons = models.JSONField()
    also = models.JSONField(default=list)
    # Public ids of the answer ranked just above it, and of the one it is most like.
    better = models.CharField(max_length=12, blank=True)
    near = models.CharField(max_length=12, blank=True)
    is_dissent = models.BooleanField(default=False)
    # An editor put it into the tray, whatever the compile thought of it.
    is_offered = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["digest", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "answer"], name="one_candidacy_per_digest_and_answer"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["new", "maybe", "picked", "dismissed"]),
                name="candidate_has_a_known_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.answer}"
