"""When an essay's compile starts by itself."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from apps.questions.models import Essay


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    def on(self) -> "ScheduleQuerySet":
        return self.exclude(every=Schedule.Every.NEVER)


class Schedule(models.Model):
    """Off unless an editor turns it on."""

    class Every(models.TextChoices):
        NEVER = "never", "Never: I start it myself"
        WEEK = "week", "Once a week"
        MONTH = "month", "Once a month"

    WAIT = {Every.WEEK: timedelta(days=7), Every.MONTH: timedelta(days=30)}

    essay = models.OneToOneField(Essay, models.CASCADE, related_name="schedule")
    every = models.CharField(max_length=5, choices=Every.choices, default=Every.NEVER)
    # Fewer new answers than this are not worth a compile.
    threshold = models.PositiveIntegerField(default=10)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField()
    # When it last asked for a compile; none since it was set.
    asked_at = models.DateTimeField(null=True, blank=True)

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(every__in=["never", "week", "month"]),
                name="schedule_has_a_known_rhythm",
            ),
            models.CheckConstraint(
                condition=Q(threshold__gte=1), name="schedule_waits_for_an_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.essay}: {self.get_every_display()}"

    def is_due(self, now: datetime) -> bool:
        wait = self.WAIT.get(self.Every(self.every))
        return wait is not None and now >= (self.asked_at or self.set_at) + wait
