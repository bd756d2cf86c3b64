"""`manage.py up`: the whole of AIQ on one computer, from one terminal."""

import os
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from aiq_site.processes import (
    Ended,
    Processes,
    refuse_ended,
    started,
    stop_requests,
)
from apps.questions.models import Essay

SECONDS_TO_ANSWER = 60.0


class Command(BaseCommand):
    help = "Migrate, load the starter essay, run web server and worker until Ctrl-C"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        refuse_taken_port(port)
        address = os.environ.setdefault("SITE_URL", f"http://localhost:{port}")
        # A starter that is published now keeps the addresses that it is given now.
        settings.SITE_URL = address.rstrip("/")
        self.prepare_database()
        try:
            with stop_requests() as is_stopped, started(commands(port)) as processes:
                wait_for_answer(port, processes, is_stopped)
                if not is_stopped():
                    self.say_where(address)
                watch(processes, is_stopped)
        except Ended as end:
            raise CommandError(str(end)) from end
        self.stdout.write("AIQ has stopped.")

    def prepare_database(self) -> None:
        call_command("migrate", verbosity=0)
        if not Essay.objects.exists():
            self.stdout.write("Loading the starter essay ...")
            self.stdout.flush()
            call_command("load_starter", verbosity=0)
        else:
            call_command("reindex", if_empty=True, stdout=StringIO())
        connections.close_all()

    def say_where(self, address: str) -> None:
        self.stdout.write(self.style.SUCCESS(f"AIQ is running at {address}/"))
        if settings.DEMO:
            self.stdout.write(f"Look around as reader or author: {address}/demo/")
        self.stdout.write("Ctrl-C stops it.")
        self.stdout.flush()


def refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        # Without this the last run's closed connections would count as "in use".
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (PermissionError, OverflowError) as error:
            raise CommandError(
                f"Port {port} cannot be used here. Try: make run PORT=8001"
            ) from error
        except OSError as error:
            raise CommandError(
                f"Port {port} is already in use. Try: make run PORT={port + 1}"
            ) from error


def commands(port: int) -> dict[str, list[str]]:
    """What runs, by the name its sudden end is reported under.

    The web server is production's gunicorn rather than runserver: the same threads and
    no development banner, and it needs nothing more, since whitenoise serves the static
    files. One process, because without Redis each would count rate limits for itself.
    The worker uses threads (forking is unsafe on macOS) and carries beat along; the
    schedule file is per port, because two beats cannot share one.
    """
    python = [sys.executable, "-m"]
    return {
        "The web server": [
            *python,
            *("gunicorn", "aiq_site.wsgi", f"--bind=127.0.0.1:{port}", "--workers=1"),
            *("--access-logfile=/dev/null", "--log-level=warning"),
        ],
        "The worker": [
            *python,
            *("celery", "-q", "-A", "aiq_site", "worker", "--pool=threads", "-c2"),
            *("--beat", f"--schedule={settings.VAR / f'beat-{port}'}"),
            *("--loglevel=warning", "--without-gossip", "--without-mingle"),
        ],
    }


def wait_for_answer(
    port: int, processes: Processes, is_stopped: Callable[[], bool]
) -> None:
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while not is_stopped() and not answers(port):
        refuse_ended(processes)
        if time.monotonic() > deadline:
            raise CommandError(
                f"The web server did not answer within {SECONDS_TO_ANSWER:.0f} seconds."
            )
        time.sleep(0.1)


def answers(port: int) -> bool:
    web = HTTPConnection("127.0.0.1", port, timeout=5)
    with suppress(OSError, HTTPException):
        web.request("GET", "/healthz")
        web.getresponse().read()
        web.close()
        return True
    return False


def watch(processes: Processes, is_stopped: Callable[[], bool]) -> None:
    while not is_stopped():
        refuse_ended(processes)
        time.sleep(0.2)
