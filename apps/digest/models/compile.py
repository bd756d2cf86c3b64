"""Each compile with what it chose by, and every answer that it passed over."""

from django.db import models
from django.db.models import Q

from apps.answers.models import Answer
from apps.digest.models.digest import Digest


class CompileQuerySet(models.QuerySet["Compile"]):
    def finished(self) -> "CompileQuerySet":
        return self.filter(finished_at__isnull=False)


class Compile(models.Model):
    """One run over the answers; only a digest's newest finished one is kept."""

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="compiles")
    number = models.PositiveIntegerField()
    # Frozen: the same answers and these give the same tray. See `parameters.py`.
    parameters = models.JSONField()
    period_from = models.DateTimeField(null=True)
    period_to = models.DateTimeField(null=True)
    # Suggested groups across questions: [{"name": "…", "answers": ["…"]}].
    themes = models.JSONField(default=list)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = CompileQuerySet.as_manager()

    class Meta:
        ordering = ["digest", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "number"], name="digest_compile_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.digest} (compile {self.number})"


class Passed(models.Model):
    """An answer that a compile did not put into the tray, and why."""

    class Kind(models.TextChoices):
        ANSWER = "", "Passed over"
        PRAISE = "praise", "Praise"
        LINKS = "links", "Links"
        TYPO = "typo", "Corrections"
        REPLY = "reply", "Replies"

    compile = models.ForeignKey(Compile, models.CASCADE, related_name="passed")
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True)
    # Best first over the whole essay.
    position = models.PositiveIntegerField()
    score = models.FloatField()
    rank = models.PositiveIntegerField()
    of = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    # The public id of the answer that it lost against, where there is one.
    against = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["compile", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["compile", "answer"], name="passed_once_per_compile"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["", "praise", "links", "typo", "reply"]),
                name="passed_has_a_known_kind",
            ),
        ]
        indexes = [
            models.Index(fields=["compile", "kind", "position"], name="passed_by_kind")
        ]

    def __str__(self) -> str:
        return f"{self.answer}: {self.reason}"
