"""Stops `manage.py up`'s processes when `up` is gone, whatever ended it.

`up` starts this first and holds the other end of its standard input, writing the id of
each process group it starts, one a line. The input ends when `up` closes it, which is
how it stops everything, and also when `up` is killed: the way out that is used every
day is the one that catches the accident.

Run by file name, with the standard library alone: it must outlive everything else.
"""

import os
import signal
import sys
import time

SECONDS_TO_LEAVE = 8.0


def main() -> None:
    # Ctrl-C and a closed terminal are for `up` to answer.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    groups = [int(line) for line in sys.stdin]
    stop(groups)


def stop(groups: list[int]) -> None:
    """Ask the groups to end, and end what is left after `SECONDS_TO_LEAVE`."""
    deadline = time.monotonic() + SECONDS_TO_LEAVE
    left = [group for group in groups if _signalled(group, signal.SIGTERM)]
    while left and time.monotonic() < deadline:
        time.sleep(0.05)
        left = [group for group in left if _signalled(group, 0)]
    for group in left:
        _signalled(group, signal.SIGKILL)


def _signalled(group: int, number: int) -> bool:
    """Whether the group still had a process to receive the signal."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    except PermissionError:
        # macOS says so of a group whose only member has ended and was not collected.
        return False
    return True


if __name__ == "__main__":
    main()
