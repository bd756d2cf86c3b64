"""Child processes that never outlive the process that started them."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from aiq_site import leash

Processes = dict[str, "subprocess.Popen[bytes]"]


class Ended(Exception):
    """A process ended by itself; the message says which, for the person at the terminal."""


@contextmanager
def started(commands: dict[str, list[str]]) -> Iterator[Processes]:
    """Run the commands; leaving the block stops them all and waits for their end."""
    held = subprocess.Popen(  # noqa: S603  # our own file
        [sys.executable, leash.__file__], stdin=subprocess.PIPE, start_new_session=True
    )
    processes: Processes = {}
    try:
        for name, command in commands.items():
            # A session of its own: Ctrl-C then reaches only us, who end all in order.
            processes[name] = subprocess.Popen(  # noqa: S603  # our own commands
                command, start_new_session=True
            )
            _note(held, processes[name].pid)
        yield processes
    finally:
        if held.stdin:
            held.stdin.close()
        # An ended process that nobody waited for looks alive to the leash.
        for process in processes.values():
            process.wait()
        held.wait()


def _note(held: "subprocess.Popen[bytes]", group: int) -> None:
    if held.stdin:
        held.stdin.write(b"%d\n" % group)
        held.stdin.flush()


@contextmanager
def stop_requests() -> Iterator[Callable[[], bool]]:
    """Within the block, Ctrl-C, `kill` and a closed terminal only leave a mark."""
    received: list[int] = []

    def remember(number: int, frame: FrameType | None) -> None:
        received.append(number)

    before = {
        number: signal.signal(number, remember)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    try:
        yield lambda: bool(received)
    finally:
        for number, action in before.items():
            signal.signal(number, action)


def refuse_ended(processes: Processes) -> None:
    """Raises `Ended` for the first process that no longer runs."""
    for name, process in processes.items():
        if process.poll() is not None:
            raise Ended(
                f"{name} stopped unexpectedly (exit code {process.returncode}); "
                "the lines above say why."
            )
