"""Asking for work, also twice, also while the broker is away."""

import threading
import time
from collections.abc import Callable

import pytest
from celery import current_app
from django.db import connection

from apps.accounts.models import User
from apps.jobs import actions
from apps.jobs.models import Job


def ask(by: User | None = None, subject: str = "digest:7") -> Job:
    return actions.enqueue(kind="count", subject=subject, params={"digest": 7}, by=by)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The public ids that left for the broker."""
    ids: list[str] = []
    monkeypatch.setattr(
        current_app, "send_task", lambda name, args, **options: ids.append(args[0])
    )
    return ids


@pytest.mark.django_db
def test_a_job_remembers_who_asked_for_what(author: User) -> None:
    job = ask(by=author)

    assert (job.state, job.created_by, job.params) == ("queued", author, {"digest": 7})


@pytest.mark.django_db
def test_asking_again_gives_the_job_that_runs() -> None:
    first = ask()
    other = ask(subject="digest:8")

    assert ask() == first
    assert Job.objects.count() == 2
    assert other != first


@pytest.mark.django_db
def test_asking_after_the_end_starts_anew() -> None:
    first = ask()
    Job.objects.update(state="cancelled", finished_at=first.created_at)

    assert ask() != first


@pytest.mark.django_db
def test_a_worker_is_woken_on_commit_and_once(
    sent: list[str], django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        job = ask()
        ask()
        assert sent == []

    assert sent == [job.public_id]


@pytest.mark.django_db(transaction=True)
def test_ten_people_asking_at_once_get_one_job(sent: list[str]) -> None:
    start = threading.Barrier(10)
    answers: list[str] = []

    def press() -> None:
        start.wait()
        answers.append(ask().public_id)
        connection.close()

    people = [threading.Thread(target=press) for _ in range(10)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert Job.objects.count() == 1
    assert answers == [Job.objects.get().public_id] * 10
    assert len(sent) == 1


@pytest.mark.django_db(transaction=True)
def test_ten_workers_claiming_at_once_start_one_attempt(sent: list[str]) -> None:
    job = ask()
    start = threading.Barrier(10)
    taken: list[Job | None] = []

    def work() -> None:
        start.wait()
        taken.append(actions.claim(job.public_id, now=job.created_at))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(10)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sum(mine is not None for mine in taken) == 1
    assert Job.objects.get().attempts == 1


@pytest.mark.django_db
def test_without_a_broker_the_job_waits_and_nobody_sees_an_error(
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., object],
    caplog: pytest.LogCaptureFixture,
) -> None:
    # Port 9 is discard: on this machine nothing listens there.
    unreachable = current_app.connection_for_write("redis://127.0.0.1:9/0")
    unreachable.transport_options.update(max_retries=0, socket_connect_timeout=1)
    send = current_app.send_task
    monkeypatch.setattr(
        current_app,
        "send_task",
        lambda *args, **options: send(*args, **options, connection=unreachable),
    )
    before = time.monotonic()

    with django_capture_on_commit_callbacks(execute=True):
        job = ask()

    assert time.monotonic() - before < 10
    assert Job.objects.get().state == "queued"
    assert f"Job {job.public_id} waits for a sweep" in caplog.text
