"""What a worker writes while it works, and how it learns that it must stop."""

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from apps.accounts.models import User
from apps.jobs import actions
from apps.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def job() -> Job:
    queued = Job.objects.create(kind="count", subject="digest:1")
    running = actions.claim(queued.public_id, now=timezone.now())
    assert running is not None
    return running


def test_a_report_shows_at_once(job: Job) -> None:
    actions.report(job, stage="Reading", done=2, total=9)

    stored = Job.objects.get()
    assert (stored.stage, stored.done, stored.total) == ("Reading", 2, 9)


def test_a_report_is_a_sign_of_life(job: Job) -> None:
    before = job.heartbeat_at

    actions.report(job, stage="Reading", done=0, total=9)

    assert Job.objects.get().heartbeat_at > before


def test_many_reports_are_few_writes(
    job: Job, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        for done in range(1000):
            actions.report(job, stage="Reading", done=done, total=1000)


def test_the_end_keeps_the_counts_that_were_not_written(job: Job) -> None:
    for done in range(10):
        actions.report(job, stage="Reading", done=done, total=9)

    actions.finish(job, {"url": "/there/"})

    stored = Job.objects.get()
    assert (stored.state, stored.done, stored.result_url) == ("done", 9, "/there/")


def test_a_worker_stops_at_its_next_report_after_a_cancel(
    job: Job, author: User
) -> None:
    actions.cancel(job=job, by=author, now=timezone.now())

    with pytest.raises(actions.JobCancelled):
        actions.report(job, stage="Reading", done=1, total=9)

    assert Job.objects.get().stage == "Cancelled by essayist"


def test_a_cancelled_job_puts_no_result_in_place(job: Job, author: User) -> None:
    actions.cancel(job=job, by=author, now=timezone.now())

    with pytest.raises(actions.JobCancelled):
        actions.must_be_ours(job)
    with pytest.raises(actions.JobCancelled):
        actions.finish(job, {"url": "/there/"})

    assert Job.objects.get().result == {}


def test_cancelling_twice_changes_nothing(job: Job, author: User, rival: User) -> None:
    assert actions.cancel(job=job, by=author, now=timezone.now())

    assert not actions.cancel(job=job, by=rival, now=timezone.now())

    assert Job.objects.get().stage == "Cancelled by essayist"
