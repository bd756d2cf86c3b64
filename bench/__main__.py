"""`make bench`: see README.md."""

import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from bench import database, environment


def main() -> None:
    if not Path("/proc/self/stat").exists():
        sys.exit("CPU time is read from /proc: run the measurement on Linux.")
    database.recreate(environment.DATABASE_URL)
    with TemporaryDirectory(prefix="aiq-bench-") as folder:
        environment.prepare(environment.DATABASE_URL, folder)
        django.setup()
        # Not above: it imports models, which need the settings.
        from bench.comparison import compare

        compare()


if __name__ == "__main__":
    # `kill` cleans up like Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
