"""What can happen to a job. The row is the truth, Celery only wakes a worker.

An attempt owns its job while the row is running and counts as many attempts as the
attempt's own copy does. Every write of a worker carries that condition, so a worker
that was taken for dead cannot overwrite the one that replaced it.
"""

import logging
import time
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from celery import current_app
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from kombu.exceptions import KombuError

from apps.jobs.models import Job, JobQuerySet, WorkerSeen
from apps.jobs.timing import (
    LEASE,
    MOST_ATTEMPTS,
    RESEND_AFTER,
    SECONDS_BETWEEN_REPORTS,
    SWEEP_EVERY,
)

logger = logging.getLogger(__name__)

GIVEN_UP = (
    f"The work stopped {MOST_ATTEMPTS} times before its end, so it was not tried again."
)


class Person(Protocol):
    """What a job needs to know of whoever starts or stops it."""

    pk: Any

    @property
    def shown_name(self) -> str: ...


class JobFailed(Exception):
    """The work cannot be done; the message is fit to show to whoever asked for it."""


class NotOurs(Exception):
    """This attempt no longer owns its job and must stop."""


class JobCancelled(NotOurs):
    """A person cancelled the job while it was running."""


class JobLost(NotOurs):
    """Another worker took the job over, or recorded its end."""


def enqueue(
    *, kind: str, subject: str, params: dict[str, object], by: Person | None
) -> Job:
    """Ask for one piece of work; returns the active job where it is already asked for.

    A worker is woken when the surrounding transaction commits.
    """
    job, is_new = Job.objects.get_or_create(
        kind=kind,
        subject=subject,
        state__in=Job.ACTIVE,
        defaults={"params": params, "created_by_id": by.pk if by else None},
    )
    if is_new:
        transaction.on_commit(partial(wake, job.public_id), robust=True)
    return job


def wake(public_id: str, *, expires: float | None = None) -> None:
    """Tell a worker; where the broker does not answer, the next sweep does it.

    `expires`, in seconds, keeps repeated messages from piling up in a busy queue.
    """
    try:
        current_app.send_task(
            "jobs.run", args=[public_id], retry=False, expires=expires
        )
    except (KombuError, OSError) as error:
        logger.warning("Job %s waits for a sweep: no broker (%s)", public_id, error)


def claim(public_id: str, *, now: datetime) -> Job | None:
    """Take a queued job, or one whose worker fell silent; None where somebody has it.

    Two UPDATEs and a SELECT. A job that ended too often in a dead worker is failed
    instead: it may be what kills them.
    """
    free = Job.objects.filter(public_id=public_id).filter(
        Q(state=Job.State.QUEUED)
        | Q(state=Job.State.RUNNING, heartbeat_at__lt=now - LEASE)
    )
    free.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=Job.State.FAILED, error=GIVEN_UP, finished_at=now
    )
    taken = free.filter(attempts__lt=MOST_ATTEMPTS).update(
        state=Job.State.RUNNING,
        attempts=F("attempts") + 1,
        started_at=Coalesce("started_at", now),
        heartbeat_at=now,
    )
    if not taken:
        return None
    return (
        Job.objects.select_related("created_by")
        .filter(public_id=public_id, state=Job.State.RUNNING)
        .first()
    )


def report(job: Job, *, stage: str, done: int, total: int) -> None:
    """Say how far the work is: at most two UPDATEs a second, however often called.

    Call it outside a transaction, where others see it at once. Raises `JobCancelled`
    or `JobLost` when the work must stop.
    """
    job.stage, job.done, job.total = stage, done, total
    clock = time.monotonic()
    if clock - job.reported_at < SECONDS_BETWEEN_REPORTS:
        return
    job.reported_at = clock
    _write(job, heartbeat_at=timezone.now())


def must_be_ours(job: Job) -> None:
    """Call first in the transaction that puts the work's result in place.

    Locks the row until commit, so that a cancel cannot slip in between. One UPDATE;
    raises `JobCancelled` or `JobLost`.
    """
    _write(job, heartbeat_at=timezone.now())


def finish(job: Job, result: dict[str, object]) -> None:
    """Record the end of the work. Raises `JobCancelled` or `JobLost`."""
    now = timezone.now()
    _write(
        job,
        state=Job.State.DONE,
        result=result,
        heartbeat_at=now,
        finished_at=now,
    )


def fail(job: Job, error: str) -> None:
    """Record why the work ended early; nothing where the job is no longer ours."""
    _ours(job).update(state=Job.State.FAILED, error=error, finished_at=timezone.now())


def cancel(*, job: Job, by: Person, now: datetime) -> bool:
    """Stop a job that waits or runs; False where it had already ended.

    A running worker notices at its next report.
    """
    stopped = (
        Job.objects.active()
        .filter(pk=job.pk)
        .update(
            state=Job.State.CANCELLED,
            stage=f"Cancelled by {by.shown_name}",
            finished_at=now,
        )
    )
    return bool(stopped)


def sweep(*, now: datetime) -> int:
    """Send again what was lost, and leave a sign of life; returns how many were sent.

    One upsert and one SELECT.
    """
    WorkerSeen.objects.update_or_create(pk=1, defaults={"seen_at": now})
    lost = Job.objects.waiting_since(now - RESEND_AFTER) | Job.objects.silent_since(
        now - LEASE
    )
    public_ids = list(lost.values_list("public_id", flat=True))
    for public_id in public_ids:
        wake(public_id, expires=SWEEP_EVERY.total_seconds())
    return len(public_ids)


def _ours(job: Job) -> JobQuerySet:
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)


def _write(job: Job, **changes: Any) -> None:
    written = _ours(job).update(
        stage=job.stage, done=job.done, total=job.total, **changes
    )
    if written:
        return
    if Job.objects.filter(pk=job.pk, state=Job.State.CANCELLED).exists():
        raise JobCancelled(job.public_id)
    raise JobLost(job.public_id)
