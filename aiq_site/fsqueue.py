"""A queue in a folder, so that jobs run in their own process without Redis.

kombu's filesystem transport writes a message in place while a reader may already be
moving it (3 of 4,000 lost with two writers and two readers), and moves it through the
system's temporary folder, which may be another disk. Here every write and every claim
is one rename inside one folder, which the file system makes atomic: a message is not
there, whole, or taken by exactly one reader.

A reader that is killed takes its message with it; the sweep in `apps/jobs` sends again
whatever its Job row says was not finished.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from time import time_ns
from typing import Any
from uuid import uuid4

from kombu.transport import filesystem
from kombu.utils.json import dumps, loads


class Channel(filesystem.Channel):
    """Messages are `<nanoseconds>_<uuid>.<queue>.msg`: the names sort by age."""

    def _put(  # type: ignore[override]  # the stubs name it differently in each parent
        self, queue: str, payload: dict[str, Any], **kwargs: Any
    ) -> None:
        name = f"{time_ns():020}_{uuid4().hex}.{queue}.msg"
        _write_whole(Path(self.data_folder_out) / name, dumps(payload))

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        """Take the oldest message of `queue`; raises `Empty` where there is none."""
        inbox = Path(self.data_folder_in)
        for name in sorted(os.listdir(inbox)):
            if name.partition(".")[2] != f"{queue}.msg":
                continue
            taken = Path(self.processed_folder) / name
            try:
                os.rename(inbox / name, taken)
            except FileNotFoundError:
                continue  # another reader was faster
            payload = loads(taken.read_text())
            taken.unlink()
            return payload
        raise Empty

    def _queue_bind(
        self,
        exchange: str,
        routing_key: str | None,
        pattern: str | None,
        queue: str | None,
    ) -> None:
        """Remember the binding, for readers that start while others are writing it."""
        table = self._exchange_file(exchange)  # type: ignore[attr-defined]  # newer than the stubs
        bound = filesystem.exchange_queue_t(
            routing_key or "", pattern or "", queue or ""
        )
        with _locked(table.with_suffix(".lock")):
            known = self.get_table(exchange)
            if bound not in known:
                _write_whole(table, dumps([bound, *known]))


class Transport(filesystem.Transport):
    Channel = Channel


def _write_whole(path: Path, text: str) -> None:
    draft = path.with_name(f".{uuid4().hex}.part")
    draft.write_text(text)
    os.replace(draft, path)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
