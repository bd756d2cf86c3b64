"""Long pieces of work a person waits for, and the sign of life of whoever does them."""

import math
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from apps.lib.ids import public_id


def job_id() -> str:
    """12 characters: the address of a progress page is not to be guessed."""
    return public_id(12)


class JobQuerySet(models.QuerySet["Job"]):
    def active(self) -> "JobQuerySet":
        return self.filter(state__in=Job.ACTIVE)

    def silent_since(self, moment: datetime) -> "JobQuerySet":
        """Started by a worker that has not been heard of since `moment`."""
        return self.filter(state=Job.State.RUNNING, heartbeat_at__lt=moment)

    def waiting_since(self, moment: datetime) -> "JobQuerySet":
        return self.filter(state=Job.State.QUEUED, created_at__lt=moment)


class Job(models.Model):
    """One run of one kind of work on one subject, such as `digest:7`.

    Two runs of the same kind never touch the same subject at the same time: the
    database keeps at most one of them queued or running.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to start"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    ACTIVE = (State.QUEUED, State.RUNNING)

    public_id = models.CharField(
        max_length=12, unique=True, default=job_id, editable=False
    )
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, db_index=True)
    params = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.QUEUED, db_index=True
    )
    stage = models.CharField(max_length=120, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    result = models.JSONField(default=dict, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="jobs",
    )
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    # When this process last wrote its progress, on the monotonic clock; not stored.
    reported_at = -math.inf

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=Q(state__in=["queued", "running"]),
                name="job_is_active_once_per_subject",
            ),
            models.CheckConstraint(
                # A total of 0 means: nobody knows yet how much there is to do.
                condition=Q(total=0) | Q(done__lte=F("total")),
                name="job_does_no_more_than_its_total",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "cancelled"])
                | Q(started_at__isnull=False, heartbeat_at__isnull=False),
                name="job_that_ran_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running"], finished_at__isnull=True)
                | Q(
                    state__in=["done", "failed", "cancelled"],
                    finished_at__isnull=False,
                ),
                name="job_is_finished_in_a_final_state_only",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed", error=""),
                name="job_that_failed_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} ({self.state})"

    @property
    def is_active(self) -> bool:
        return self.state in self.ACTIVE

    @property
    def result_url(self) -> str:
        """Where the finished work can be seen; empty where there is no such page."""
        return str(self.result.get("url", ""))


class WorkerSeen(models.Model):
    """One row: when a worker last did a sweep, and so when beat last sent one."""

    seen_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "worker seen"
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="worker_seen_is_one_row")
        ]

    def __str__(self) -> str:
        return f"worker seen at {self.seen_at:%Y-%m-%d %H:%M:%S}"
