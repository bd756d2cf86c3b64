"""A job done by a real Celery worker, through whichever broker the suite runs on."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.migrated import put_copy
from tests.site.conftest import Environment
from tests.site.counting import STEPS
from tests.starter_site import on_postgres

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def worker(site: Environment) -> Iterator["subprocess.Popen[bytes]"]:
    command = "celery -q -A tests.site.counting worker --pool=threads -c2 -l warning"
    process = subprocess.Popen(
        [sys.executable, "-m", *command.split()],
        cwd=ROOT,
        env=site,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(15)


def ask(site: Environment, wish: str) -> Any:
    asked = subprocess.run(
        [sys.executable, "-m", "tests.site.counting", wish],
        cwd=ROOT,
        env=site,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return json.loads(asked.stdout)


@pytest.fixture
def migrated(own_site: Environment) -> Environment:
    if not on_postgres():
        put_copy(Path(own_site["AIQ_VAR"], "aiq.sqlite3"))
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, cwd=ROOT, env=own_site, check=True)
    return own_site


def test_a_worker_does_the_job_and_the_row_tells_how_far_it_is(
    migrated: Environment,
) -> None:
    with worker(migrated):
        answer = ask(migrated, "watch")

    assert answer["state"] == "done"
    assert answer["result"] == {"url": "/counted/", "attempt": 1}
    assert answer["seen"] == sorted(answer["seen"])
    assert any(0 < done < STEPS for done in answer["seen"])


def test_the_next_worker_finishes_what_a_killed_one_left(
    migrated: Environment,
) -> None:
    with worker(migrated) as first:
        assert ask(migrated, "lose")["state"] == "running"
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()

    with worker(migrated):
        answer = ask(migrated, "expire")

    assert answer["result"] == {"url": "/counted/", "attempt": 2}
