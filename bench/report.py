"""Measurements as a table to read."""

import os
import platform
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

import django
from django.db import connection

from bench.batches import Batch

# Each page's batch with the bare view's batch that ran right before it.
Pairs = Sequence[tuple[Batch, Batch]]
_ROW = "{:<30} {:>22} {:>20} {:>22} {:>8}"


def table(bare_name: str, measured: Mapping[str, Pairs]) -> str:
    head = ("", "CPU ms per request", "requests/s", "CPU, bare view = 1", "kB")
    every_bare = [bare for pairs in measured.values() for bare, _ in pairs]
    rows = [_row(bare_name, [(bare, bare) for bare in every_bare])]
    rows += [_row(name, pairs) for name, pairs in measured.items()]
    return "\n".join(line.rstrip() for line in (_ROW.format(*head), *rows))


def machine() -> str:
    """One line on what the figures were taken on."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        [server] = cursor.fetchone()
    return (
        f"{_processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; "
        f"Python {platform.python_version()}, Django {django.__version__}, "
        f"PostgreSQL {server.split()[0]}"
    )


def _row(name: str, pairs: Pairs) -> str:
    pages = [page for _, page in pairs]
    return _ROW.format(
        name,
        _spread([page.cpu_each * 1000 for page in pages], "{:.1f}".format),
        _spread([page.rate for page in pages], "{:.0f}".format),
        _spread([page.cpu_each / bare.cpu_each for bare, page in pairs], _ratio),
        round(pages[0].size / 1000),
    )


def _spread(values: Sequence[float], shown: Callable[[float], str]) -> str:
    """The median, with the least and the most."""
    return f"{shown(median(values))} ({shown(min(values))}–{shown(max(values))})"


def _ratio(value: float) -> str:
    return f"{value:.1f}x"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
