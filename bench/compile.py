"""What compiling a draft costs: `python -m bench.compile [1000 10000 ...]`.

Each size gets a database of its own (SQLite; with --postgres the one that
BENCH_DATABASE_URL names) and a process of its own. This module stays on the standard
library: Linux counts what a parent held into the peak memory of its child.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import environment

SIZES = (1_000, 10_000)
_MANAGE = (sys.executable, str(Path(__file__).parent.parent / "manage.py"))
_SLUG = "thinking-machines"
_HEAD = ("answers", "read", "candidates", "seconds", "CPU seconds", "peak MB", "stages")
_ROW = "{:>10} {:>10} {:>12} {:>10} {:>13} {:>9}  {}"
# Linux counts memory in KiB, macOS in bytes.
_PER_MB = 1024 * (1024 if sys.platform == "darwin" else 1)


def main() -> None:
    options = _options()
    print(_ROW.format(*_HEAD), flush=True)
    for answers in options.sizes:
        with TemporaryDirectory(prefix="aiq-bench-") as folder:
            url = f"sqlite:///{folder}/aiq.sqlite3"
            if options.postgres:
                url = _postgres()
            environment.prepare(url, folder)
            _load(answers)
            print(_ROW.format(answers, *_compile()), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.compile")
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--postgres", action="store_true")
    return parser.parse_args()


def _postgres() -> str:
    # Only here: see the memory note above.
    from bench import database

    database.recreate(environment.DATABASE_URL)
    return environment.DATABASE_URL


def _load(answers: int) -> None:
    for command in (
        ("migrate", "--verbosity=0"),
        ("load_starter",),
        ("load_sample", f"--answers={answers}"),
    ):
        subprocess.run([*_MANAGE, *command], check=True, stdout=subprocess.DEVNULL)


def _compile() -> tuple[object, ...]:
    """Time of the compile itself; memory of its whole process, Django included."""
    command = [*_MANAGE, "compile_digest", _SLUG, "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    said = process.stdout.read()
    # wait4 tells of this child alone; getrusage would mix it with the loading ones.
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit("compile_digest failed; the lines above say why.")
    figures = json.loads(said)
    return (
        figures["read"],
        figures["candidates"],
        f"{figures['seconds']:.1f}",
        f"{figures['cpu_seconds']:.1f}",
        round(usage.ru_maxrss / _PER_MB),
        ", ".join(_shares(figures["stages"])),
    )


def _shares(stages: dict[str, float]) -> Iterator[str]:
    """Each stage's share of the whole, the longest first, those under 1 % left out."""
    whole = sum(stages.values())
    for stage, seconds in sorted(stages.items(), key=lambda pair: -pair[1]):
        share = seconds / whole
        if share >= 0.01:
            yield f"{stage.lower()} {share:.0%}"


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
