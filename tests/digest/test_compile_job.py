"""The compile as a worker does it: cancelled, killed, and done again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.digest import actions, tasks
from apps.digest.models import Candidate, Compile, Digest, Item, Passed
from apps.jobs import actions as jobs
from apps.jobs.models import Job
from apps.jobs.tasks import run
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """What a worker does when the machine is switched off: nothing more."""


@pytest.fixture
def job(author: User, monkeypatch: pytest.MonkeyPatch) -> Job:
    monkeypatch.setattr(jobs, "SECONDS_BETWEEN_REPORTS", 0)
    essay = factories.essay(author)
    question = factories.question(essay)
    for helpful in range(9):
        factories.votes(factories.answer(question), helpful=helpful)
    digest = actions.start_digest(essay=essay, by=author, at=NOW)
    return actions.request_compile(digest=digest, by=author)


def at_stage(
    monkeypatch: pytest.MonkeyPatch, stage: str, happens: Callable[[], None]
) -> None:
    """Let something happen when the work reports this stage."""

    def report(job: Job, **told: object) -> None:
        if told["stage"] == stage:
            happens()
        jobs.report(job, **told)

    monkeypatch.setattr(tasks, "report", report)


STAGES = [
    "Reading the answers",
    "Weighing the answers",
    "Comparing the answers",
    "Choosing",
    "Looking for groups",
    "Noting what was passed over",
    "Writing the draft",
]


@pytest.mark.parametrize("stage", STAGES)
def test_a_cancel_takes_effect_at_the_next_stage(
    job: Job, author: User, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    at_stage(
        monkeypatch, stage, lambda: jobs.cancel(job=job, by=author, now=timezone.now())
    )

    run(job.public_id)

    job.refresh_from_db()
    assert job.state == "cancelled"
    assert not Candidate.objects.exists()
    assert not Compile.objects.finished().exists()


@pytest.mark.parametrize("stage", STAGES)
def test_what_a_killed_worker_left_is_done_anew_by_the_next(
    job: Job, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    def die() -> None:
        raise Killed

    at_stage(monkeypatch, stage, die)
    with pytest.raises(Killed):
        run(job.public_id)
    monkeypatch.undo()
    Job.objects.update(heartbeat_at=timezone.now() - timedelta(hours=1))

    run(job.public_id)

    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 2)
    assert Compile.objects.count() == 1
    assert Candidate.objects.count() + Passed.objects.count() == 9
    assert Item.objects.count() == 1


def test_the_same_message_twice_compiles_once(job: Job) -> None:
    for _ in range(2):
        run(job.public_id)

    assert Compile.objects.get().number == 1
    assert Job.objects.get().result["read"] == 9


def test_progress_never_runs_ahead_of_the_total(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, int, int]] = []

    def report(job: Job, *, stage: str, done: int, total: int) -> None:
        seen.append((stage, done, total))

    monkeypatch.setattr(tasks, "report", report)

    run(job.public_id)

    assert list(dict.fromkeys(stage for stage, *_ in seen)) == STAGES
    assert all(0 <= done <= total for _, done, total in seen)


def test_a_digest_that_is_gone_is_one_sentence(job: Job) -> None:
    Digest.objects.all().delete()

    run(job.public_id)

    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "This digest no longer exists.")


def test_spoiled_parameters_are_one_sentence(job: Job) -> None:
    Digest.objects.update(parameters={"limit": 0})

    run(job.public_id)

    job.refresh_from_db()
    assert job.state == "failed"
    assert "number of answers in the tray" in job.error


def test_the_page_says_what_is_compiled_and_what_came_out(
    job: Job, client: Client
) -> None:
    run(job.public_id)

    job = Job.objects.get(pk=job.pk)
    client.force_login(job.created_by)
    page = client.get(reverse("jobs:progress", args=[job.public_id])).content.decode()
    assert "Compiling “" in page
    assert "are in the tray or the draft." in page
