"""/healthz tells database, broker and worker apart, quickly and to anybody."""

import time
from datetime import timedelta

import pytest
from celery import current_app
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from aiq_site import health
from apps.jobs.models import WorkerSeen
from apps.jobs.timing import SILENT_AFTER

SECOND = timedelta(seconds=1)


@pytest.mark.django_db
def test_all_is_well(client: Client) -> None:
    WorkerSeen.objects.create(pk=1, seen_at=timezone.now())

    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"database": "ok", "broker": "ok", "worker": "ok"}


@pytest.mark.django_db
@pytest.mark.parametrize("seen", [None, SILENT_AFTER + SECOND])
def test_a_silent_worker_is_told_but_pages_still_work(
    client: Client, seen: timedelta | None
) -> None:
    if seen:
        WorkerSeen.objects.create(pk=1, seen_at=timezone.now() - seen)

    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json()["worker"] == "silent"


@pytest.mark.django_db
def test_a_missing_broker_is_told_at_once(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Port 9 is discard: on this machine nothing listens there.
    away = current_app.connection_for_write("redis://127.0.0.1:9/0")
    monkeypatch.setattr(current_app, "connection_for_write", lambda: away)
    before = time.monotonic()

    response = client.get("/healthz")

    assert time.monotonic() - before < 5
    assert response.status_code == 503
    assert response.json()["broker"] == "down"
    assert response.json()["database"] == "ok"


def test_a_missing_database_is_told_without_its_address(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> str:
        raise DatabaseError("connection to 10.1.2.3 failed for user aiq")

    monkeypatch.setattr(health, "worker_state", refused)

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json()["database"] == "down"
    assert "10.1.2.3" not in response.content.decode()


@pytest.mark.django_db
def test_probes_may_call_by_any_name_over_plain_http(client: Client) -> None:
    response = client.get("/healthz", headers={"Host": "10.0.0.7:8000"})

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"


def test_nothing_can_be_sent_there(client: Client) -> None:
    assert client.post("/healthz").status_code == 405


def test_other_pages_answer_to_their_own_name_only(client: Client) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
