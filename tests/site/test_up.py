"""`manage.py up`: one command starts everything, and nothing outlives it."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from aiq_site import leash
from aiq_site.processes import Ended, refuse_ended, started, stop_requests
from tests.site.conftest import Environment

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def up(site: Environment, port: int) -> Iterator["subprocess.Popen[str]"]:
    """The command, from when it says that it runs."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "up", f"--port={port}"],
        cwd=ROOT,
        env=site,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        said = ""
        while f"AIQ is running at http://localhost:{port}/\n" not in said:
            line = process.stdout.readline()
            assert line, f"it ended instead: {said}"
            said += line
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def get(port: int, path: str) -> http.client.HTTPResponse:
    web = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    web.request("GET", path)
    response = web.getresponse()
    response.body = response.read().decode()  # type: ignore[attr-defined]
    web.close()
    return response


def assert_all_ended(process: "subprocess.Popen[str]") -> str:
    """Every descendant inherited the output: it ends when the last of them has."""
    output, _ = process.communicate(timeout=120)
    return output


def test_it_serves_works_and_stops_cleanly(
    own_site: Environment, free_port: int
) -> None:
    with up(own_site, free_port) as process:
        assert get(free_port, "/").status == 200
        assert get(free_port, "/static/css/base.css").status == 200
        assert get(free_port, "/no/such/page").status == 404
        post = get(free_port, starter_digest(free_port)).body  # type: ignore[attr-defined]
        assert f"http://localhost:{free_port}/a/" in post
        assert "localhost:8000" not in post
        assert worker_state(free_port) == "ok"

        process.send_signal(signal.SIGINT)

        assert "AIQ has stopped." in assert_all_ended(process)
        assert process.returncode == 0


def starter_digest(port: int) -> str:
    listed = get(port, "/highlights/").body  # type: ignore[attr-defined]
    found = re.search(r'href="(/h/\w+/)"', listed)
    assert found
    return found[1]


def worker_state(port: int) -> str:
    """What /healthz says once the worker has had a minute to come up."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        health = get(port, "/healthz")
        report = json.loads(health.body)  # type: ignore[attr-defined]
        if report["worker"] == "ok":
            assert health.status == 200
            break
        time.sleep(0.2)
    return str(report["worker"])


def test_nothing_outlives_a_killed_up(own_site: Environment, free_port: int) -> None:
    with up(own_site, free_port) as process:
        os.kill(process.pid, signal.SIGKILL)

        assert_all_ended(process)

    with pytest.raises(OSError, match="refused"):
        get(free_port, "/")


def test_a_taken_port_is_told_before_anything_is_touched(
    own_site: Environment, tmp_path: Path
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        refused = subprocess.run(
            [sys.executable, "manage.py", "up", f"--port={port}"],
            cwd=ROOT,
            env=own_site,
            capture_output=True,
            text=True,
        )

    assert refused.returncode == 1
    sentence = f"Port {port} is already in use. Try: make run PORT={port + 1}"
    assert refused.stderr.splitlines()[-1] == f"CommandError: {sentence}"
    assert not list(tmp_path.glob("*.sqlite3"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ctrl_c_kill_and_a_closed_terminal_ask_to_stop(number: int) -> None:
    with stop_requests() as is_stopped:
        assert not is_stopped()
        os.kill(os.getpid(), number)

        assert is_stopped()


def test_a_process_that_ends_by_itself_is_named() -> None:
    sleeping = [sys.executable, "-c", "import time; time.sleep(60)"]
    failing = [sys.executable, "-c", "raise SystemExit(3)"]

    with started({"The web server": sleeping, "The worker": failing}) as processes:
        processes["The worker"].wait()

        with pytest.raises(Ended, match=r"The worker stopped .* \(exit code 3\)"):
            refuse_ended(processes)

    assert processes["The web server"].returncode == -signal.SIGTERM


def test_a_process_that_will_not_leave_is_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(leash, "SECONDS_TO_LEAVE", 0.2)
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); "
    deaf += "print(flush=True); time.sleep(60)"
    process = subprocess.Popen(
        [sys.executable, "-c", deaf], stdout=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout is not None
    process.stdout.readline()

    leash.stop([process.pid])

    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
