"""Who owns a job, and when another worker may take it."""

from datetime import UTC, datetime, timedelta

import pytest

from apps.jobs import actions
from apps.jobs.models import Job
from apps.jobs.timing import LEASE, MOST_ATTEMPTS

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
LATER = NOW + LEASE + timedelta(seconds=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def job() -> Job:
    return Job.objects.create(kind="count", subject="digest:1")


def test_claiming_starts_a_queued_job(job: Job) -> None:
    taken = actions.claim(job.public_id, now=NOW)

    assert taken is not None
    assert (taken.state, taken.attempts) == (Job.State.RUNNING, 1)
    assert taken.started_at == taken.heartbeat_at == NOW


def test_a_running_job_is_nobody_elses(job: Job) -> None:
    actions.claim(job.public_id, now=NOW)

    assert actions.claim(job.public_id, now=NOW + LEASE) is None


def test_a_silent_workers_job_is_taken_over(job: Job) -> None:
    actions.claim(job.public_id, now=NOW)

    second = actions.claim(job.public_id, now=LATER)

    assert second is not None
    assert (second.attempts, second.started_at) == (2, NOW)


def test_the_old_worker_learns_that_it_lost_its_job(job: Job) -> None:
    first = actions.claim(job.public_id, now=NOW)
    second = actions.claim(job.public_id, now=LATER)
    assert first is not None
    assert second is not None

    with pytest.raises(actions.JobLost):
        actions.report(first, stage="Late", done=1, total=2)
    with pytest.raises(actions.JobLost):
        actions.finish(first, {"url": "/late/"})

    second.refresh_from_db()
    assert (second.state, second.stage, second.result) == (Job.State.RUNNING, "", {})


def test_the_old_worker_cannot_fail_the_new_ones_job(job: Job) -> None:
    first = actions.claim(job.public_id, now=NOW)
    actions.claim(job.public_id, now=LATER)
    assert first is not None

    actions.fail(first, "Too late to say.")

    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.RUNNING, "")


def test_a_job_that_keeps_dying_is_given_up(job: Job) -> None:
    moment = NOW
    for _ in range(MOST_ATTEMPTS):
        assert actions.claim(job.public_id, now=moment) is not None
        moment += LEASE + timedelta(seconds=1)

    assert actions.claim(job.public_id, now=moment) is None

    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, actions.GIVEN_UP)
    assert job.finished_at == moment


@pytest.mark.parametrize("state", ["done", "failed", "cancelled"])
def test_ended_jobs_stay_ended(job: Job, state: str) -> None:
    Job.objects.update(
        state=state, started_at=NOW, heartbeat_at=NOW, finished_at=NOW, error="x"
    )

    assert actions.claim(job.public_id, now=LATER) is None


def test_an_unknown_job_is_no_error() -> None:
    assert actions.claim("nosuchjob222", now=NOW) is None
