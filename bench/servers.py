"""Two gunicorns side by side, and the CPU time that each has used."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from aiq_site.processes import Processes, refuse_ended, started

_TICKS = os.sysconf("SC_CLK_TCK")
_SECONDS_TO_START = 30.0


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """User and system time of gunicorn and all its workers, ended ones included."""
        stats = _all_stats()
        family = {self.pid}
        # A child's row may come before its parent's: look until nobody is added.
        while more := {pid for pid, stat in stats.items() if stat.parent in family} - (
            family
        ):
            family |= more
        return sum(stats[pid].ticks for pid in family if pid in stats) / _TICKS


@contextmanager
def running(probe: str) -> Iterator[tuple[Server, Server]]:
    """AIQ and the bare view, both ready to answer the path `probe`.

    Both are stopped on the way out, also by Ctrl-C.
    """
    ports = {"aiq_site.wsgi": _free_port(), "bench.bare.wsgi": _free_port()}
    commands = {module: _command(module, port) for module, port in ports.items()}
    with started(commands) as processes:
        for port in ports.values():
            _wait_for(port, probe, processes)
        ours, bare = (Server(ports[name], processes[name].pid) for name in ports)
        yield ours, bare


def _command(module: str, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", module, f"--bind=127.0.0.1:{port}"),
        *("--worker-class=gthread", "--workers=1", "--threads=4"),
        # A worker replaced in the middle would be measured starting up.
        *("--max-requests=0", "--log-level=warning", "--access-logfile=/dev/null"),
    ]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int, probe: str, processes: Processes) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while not _answers(port, probe):
        refuse_ended(processes)
        if time.monotonic() > deadline:
            raise TimeoutError("A server did not answer within half a minute.")
        time.sleep(0.1)


def _answers(port: int, probe: str) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", probe)
        connection.getresponse().read()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


@dataclass(frozen=True)
class _Stat:
    parent: int
    ticks: int


def _all_stats() -> dict[int, _Stat]:
    stats = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stats[int(folder.name)] = _parsed((folder / "stat").read_text())
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended while we looked
    return stats


def _parsed(line: str) -> _Stat:
    """proc(5): after the name in brackets, field 4 is the parent, 14 to 17 the times."""
    fields = line.rpartition(")")[2].split()
    return _Stat(parent=int(fields[1]), ticks=sum(map(int, fields[11:15])))
