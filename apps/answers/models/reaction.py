"""What readers say of an answer without writing: votes and flags."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from apps.answers.models.answer import Answer


class Vote(models.Model):
    """One person's word on one answer and axis.

    Only `helpful` orders answers and picks candidates; `agree` is shown, no more.
    """

    class Axis(models.TextChoices):
        HELPFUL = "helpful", "Helpful"
        AGREE = "agree", "Agree"

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="votes")
    voter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="votes"
    )
    axis = models.CharField(max_length=10, choices=Axis.choices)
    is_up = models.BooleanField()
    cast_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "voter", "axis"],
                name="one_vote_per_person_answer_and_axis",
            ),
            models.CheckConstraint(
                condition=Q(axis__in=["helpful", "agree"]), name="vote_has_a_known_axis"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voter} {'+' if self.is_up else '-'} {self.axis}"


class Milestone(models.Model):
    """When an answer first passed a score: helpful votes less unhelpful ones.

    It stays when the score falls again: what feeds have told is not taken back.
    """

    SCORES = (5, 10, 25)

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="milestones")
    score = models.PositiveSmallIntegerField()
    passed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["score", "-passed_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "score"], name="a_score_is_first_passed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer} passed {self.score}"


class FlagQuerySet(models.QuerySet["Flag"]):
    def open(self) -> "FlagQuerySet":
        """Those that still wait for a moderator."""
        return self.filter(closed_at=None, answer__status=Answer.Status.VISIBLE)


class Flag(models.Model):
    """A reader asks a moderator to look."""

    class Reason(models.TextChoices):
        SPAM = "spam", "Spam or advertising"
        RUDE = "rude", "Rude or hateful"
        OFF_TOPIC = "off-topic", "Not about this question"
        OTHER = "other", "Something else"

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="flags")
    flagged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="flags"
    )
    reason = models.CharField(max_length=10, choices=Reason.choices)
    note = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    # Closed when a moderator decides about the answer, either way.
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "flagged_by"], name="one_flag_per_person_and_answer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.flagged_by}: {self.get_reason_display()}"
