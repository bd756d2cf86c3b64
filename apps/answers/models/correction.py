"""What a reader made the author change, or asked for in vain."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from apps.answers.models.answer import Answer
from apps.questions.models import Essay


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def waiting(self) -> "CorrectionQuerySet":
        return self.filter(state=Correction.State.REPORTED)

    def credited(self) -> "CorrectionQuerySet":
        """Those that readers are shown: applied, and the report is still shown."""
        return self.filter(
            state=Correction.State.APPLIED, answer__in=Answer.objects.shown()
        ).exclude(answer__credit="none")

    def in_context(self) -> "CorrectionQuerySet":
        return self.select_related("answer__author", "answer__root", "answer__question")


class Correction(models.Model):
    class State(models.TextChoices):
        REPORTED = "reported", "Reported"
        APPLIED = "applied", "Applied"
        NOTED = "noted", "Noted"
        REFUSED = "refused", "Refused"

    essay = models.ForeignKey(Essay, models.CASCADE, related_name="corrections")
    # The answer that reports it; its author has the credit, as they asked.
    answer = models.OneToOneField(Answer, models.CASCADE, related_name="correction")
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.REPORTED
    )
    # What was changed, in one line for readers.
    note = models.CharField(max_length=300, blank=True)
    reported_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["reported_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="reported", settled_by=None, settled_at=None)
                | Q(
                    state__in=["applied", "noted", "refused"],
                    settled_by__isnull=False,
                    settled_at__isnull=False,
                ),
                name="correction_settled_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="applied", note=""),
                name="applied_correction_says_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.note or self.answer}"
