"""One message from its arrival to the job's end."""

from collections.abc import Iterator

import pytest

from apps.jobs import actions, registry, tasks
from apps.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test registers, only that test knows."""
    monkeypatch.setattr(registry, "_works", {})
    return


@pytest.fixture
def job() -> Job:
    return Job.objects.create(kind="count", subject="digest:1")


def test_the_result_is_kept(job: Job) -> None:
    @registry.runs("count")
    def count(job: Job) -> dict[str, object]:
        actions.report(job, stage="Counting", done=3, total=3)
        return {"url": "/counted/"}

    tasks.run(job.public_id)

    job.refresh_from_db()
    assert (job.state, job.result_url, job.done) == ("done", "/counted/", 3)
    assert job.finished_at is not None


def test_a_message_that_comes_twice_works_once(job: Job) -> None:
    calls: list[int] = []

    @registry.runs("count")
    def count(job: Job) -> dict[str, object]:
        calls.append(job.attempts)
        return {}

    tasks.run(job.public_id)
    tasks.run(job.public_id)

    assert calls == [1]


def test_a_refusal_is_shown_in_its_own_words(job: Job) -> None:
    @registry.runs("count")
    def count(job: Job) -> dict[str, object]:
        raise actions.JobFailed("There is nothing to count yet.")

    tasks.run(job.public_id)

    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "There is nothing to count yet.")


def test_an_accident_is_recorded_without_its_insides_and_raised(job: Job) -> None:
    @registry.runs("count")
    def count(job: Job) -> dict[str, object]:
        raise ZeroDivisionError("secret=42")

    with pytest.raises(ZeroDivisionError):
        tasks.run(job.public_id)

    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", tasks.UNEXPECTED)


def test_a_kind_nobody_knows_fails_with_its_name(job: Job) -> None:
    tasks.run(job.public_id)

    job.refresh_from_db()
    assert job.state == "failed"
    assert "“count”" in job.error


def test_a_job_cancelled_under_way_stays_cancelled(job: Job) -> None:
    @registry.runs("count")
    def count(mine: Job) -> dict[str, object]:
        Job.objects.update(state="cancelled", finished_at=mine.started_at)
        return {"url": "/counted/"}

    tasks.run(job.public_id)

    job.refresh_from_db()
    assert (job.state, job.result) == ("cancelled", {})
