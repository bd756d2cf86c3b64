"""What finds the jobs whose message or worker was lost."""

from datetime import UTC, datetime, timedelta

import pytest
from celery import current_app

from apps.jobs import actions
from apps.jobs.models import Job, WorkerSeen
from apps.jobs.timing import LEASE, RESEND_AFTER

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    ids: list[str] = []
    monkeypatch.setattr(
        current_app, "send_task", lambda name, args, **options: ids.append(args[0])
    )
    return ids


def queued(subject: str, waiting: timedelta) -> Job:
    return Job.objects.create(kind="count", subject=subject, created_at=NOW - waiting)


def running(subject: str, silent: timedelta) -> Job:
    return Job.objects.create(
        kind="count",
        subject=subject,
        state=Job.State.RUNNING,
        created_at=NOW - timedelta(hours=1),
        started_at=NOW - timedelta(hours=1),
        heartbeat_at=NOW - silent,
        attempts=1,
    )


def test_only_lost_jobs_are_sent_again(sent: list[str]) -> None:
    forgotten = queued("digest:1", RESEND_AFTER + SECOND)
    orphaned = running("digest:2", LEASE + SECOND)
    queued("digest:3", RESEND_AFTER - SECOND)
    running("digest:4", LEASE - SECOND)
    ended = queued("digest:5", timedelta(days=1))
    Job.objects.filter(pk=ended.pk).update(state="cancelled", finished_at=NOW)

    assert actions.sweep(now=NOW) == 2

    assert set(sent) == {forgotten.public_id, orphaned.public_id}


def test_a_sweep_leaves_one_sign_of_life(sent: list[str]) -> None:
    actions.sweep(now=NOW - SECOND)
    actions.sweep(now=NOW)

    assert WorkerSeen.objects.get().seen_at == NOW


def test_repeated_messages_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    lifetimes: list[float | None] = []
    monkeypatch.setattr(
        current_app,
        "send_task",
        lambda name, args, **options: lifetimes.append(options["expires"]),
    )
    queued("digest:1", RESEND_AFTER + SECOND)

    actions.sweep(now=NOW)

    assert lifetimes == [20.0]
