"""The progress page: who sees it, and what it says in each state."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from apps.accounts.models import User
from apps.jobs.models import Job

As = Callable[[User], Client]


@pytest.fixture
def job(reader: User) -> Job:
    return Job.objects.create(
        kind="count",
        subject="digest:1",
        created_by=reader,
        state=Job.State.RUNNING,
        stage="Counting sheep",
        done=3,
        total=9,
        attempts=1,
        started_at=timezone.now(),
        heartbeat_at=timezone.now(),
    )


def page(job: Job) -> str:
    return f"/jobs/{job.public_id}/"


def test_the_page_tells_stage_and_counts(job: Job, reader: User, as_: As) -> None:
    text = as_(reader).get(page(job)).content.decode()

    assert "Counting sheep" in text
    assert 'value="3" max="9"' in text
    assert "3 of 9" in text


def test_without_scripts_the_page_reloads_itself(
    job: Job, reader: User, as_: As
) -> None:
    text = as_(reader).get(page(job)).content.decode()

    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in text


@pytest.mark.parametrize(
    "ask",
    [{"data": {"fragment": "1"}}, {"headers": {"HX-Request": "true"}}],
    ids=["by address", "by htmx"],
)
def test_the_moving_part_comes_alone(
    ask: dict[str, dict[str, str]], job: Job, reader: User, as_: As
) -> None:
    text = as_(reader).get(page(job), **ask).content.decode()

    assert "<html" not in text
    assert 'hx-trigger="every 1s"' in text


def test_who_watched_the_work_is_sent_on_to_its_result(
    job: Job, reader: User, as_: As
) -> None:
    client = as_(reader)
    assert "HX-Redirect" not in client.get(page(job), {"fragment": "1", "go": "1"})
    now = timezone.now()
    Job.objects.update(state="done", finished_at=now, result={"url": "/counted/"})

    last = client.get(page(job), {"fragment": "1"})
    gone_on = client.get(page(job), {"fragment": "1", "go": "1"})

    assert "go=1" in last.content.decode()
    assert 'href="/counted/"' in last.content.decode()
    assert "HX-Redirect" not in last
    assert gone_on["HX-Redirect"] == "/counted/"
    assert "HX-Redirect" not in client.get(page(job), {"go": "1"})


def test_a_finished_job_links_its_result_and_asks_no_more(
    job: Job, reader: User, as_: As
) -> None:
    now = timezone.now()
    Job.objects.update(state="done", finished_at=now, result={"url": "/counted/"})

    text = as_(reader).get(page(job)).content.decode()

    assert 'href="/counted/"' in text
    assert "hx-trigger" not in text
    assert "http-equiv" not in text


def test_a_failed_job_says_why(job: Job, reader: User, as_: As) -> None:
    Job.objects.update(state="failed", finished_at=timezone.now(), error="No <sheep>.")

    text = as_(reader).get(page(job)).content.decode()

    assert "No &lt;sheep&gt;." in text


def test_a_queued_job_shows_a_bar_without_a_value(
    job: Job, reader: User, as_: As
) -> None:
    Job.objects.update(state="queued", stage="", done=0, total=0)

    text = as_(reader).get(page(job)).content.decode()

    assert '<progress aria-label="Progress"></progress>' in text


def test_editors_see_everybodys_jobs(job: Job, author: User, as_: As) -> None:
    assert as_(author).get(page(job)).status_code == 200


def test_other_readers_are_refused(job: Job, rival: User, as_: As) -> None:
    assert as_(rival).get(page(job)).status_code == 403
    assert as_(rival).post(page(job) + "cancel/").status_code == 403
    assert Job.objects.get().state == "running"


def test_the_signed_out_are_asked_to_sign_in(job: Job, client: Client) -> None:
    assert client.get(page(job)).status_code == 302
    assert client.post(page(job) + "cancel/").status_code == 302
    assert Job.objects.get().state == "running"


def test_no_cache_keeps_a_progress_page(job: Job, reader: User, as_: As) -> None:
    assert "no-store" in as_(reader).get(page(job))["Cache-Control"]


def test_cancelling_stops_the_job(job: Job, reader: User, as_: As) -> None:
    response = as_(reader).post(page(job) + "cancel/", follow=True)

    assert Job.objects.get().state == "cancelled"
    assert "Cancelled by reader" in response.content.decode()


def test_cancelling_an_ended_job_says_so(job: Job, reader: User, as_: As) -> None:
    Job.objects.update(state="done", finished_at=timezone.now())

    response = as_(reader).post(page(job) + "cancel/", follow=True)

    assert Job.objects.get().state == "done"
    assert "had already ended" in response.content.decode()


def test_a_link_cannot_cancel(job: Job, reader: User, as_: As) -> None:
    assert as_(reader).get(page(job) + "cancel/").status_code == 405
