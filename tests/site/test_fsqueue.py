"""The queue in a folder: nothing is lost and nothing comes twice."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection

from aiq_site import celery, fsqueue

ROOT = Path(__file__).resolve().parents[2]
EACH = 400

WRITER = """
import sys
from tests.site.test_fsqueue import EACH, opened
queue = opened(sys.argv[1])
for number in range(EACH):
    queue._put("work", {"number": f"{sys.argv[2]}-{number}"})
"""
READER = """
import sys, time
from queue import Empty
from tests.site.test_fsqueue import opened
queue = opened(sys.argv[1])
quiet = 0
while quiet < 100:
    try:
        print(queue._get("work")["number"])
        quiet = 0
    except Empty:
        quiet += 1
        time.sleep(0.02)
"""


def opened(folder: str) -> fsqueue.Channel:
    """A channel of its own connection; importing `celery` registered the alias."""
    assert celery.app.main == "aiq_site"
    places = {
        "data_folder_in": f"{folder}/messages",
        "data_folder_out": f"{folder}/messages",
        "processed_folder": f"{folder}/taken",
        "control_folder": f"{folder}/bindings",
    }
    return Connection("fsatomic://localhost", transport_options=places).channel()


@pytest.fixture
def folder(tmp_path: Path) -> str:
    for name in ("messages", "taken", "bindings"):
        (tmp_path / name).mkdir()
    return str(tmp_path)


@pytest.fixture
def channel(folder: str) -> Iterator[fsqueue.Channel]:
    channel = opened(folder)
    yield channel
    channel.connection.client.release()


def run(code: str, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_messages_come_in_order_and_leave_no_files(
    channel: fsqueue.Channel, folder: str
) -> None:
    for number in range(5):
        channel._put("work", {"number": number})
        time.sleep(0.001)

    assert [channel._get("work")["number"] for _ in range(5)] == [0, 1, 2, 3, 4]
    with pytest.raises(Empty):
        channel._get("work")
    assert not list(Path(folder).glob("*/*"))


def test_queues_do_not_read_each_others_messages(channel: fsqueue.Channel) -> None:
    channel._put("mail", {"number": 1})

    with pytest.raises(Empty):
        channel._get("work")
    assert channel._size("mail") == 1


def test_an_unfinished_message_is_invisible(
    channel: fsqueue.Channel, folder: str
) -> None:
    (Path(folder) / "messages" / ".0123.part").write_text('{"number": ')

    with pytest.raises(Empty):
        channel._get("work")


def test_two_writers_and_two_readers_lose_and_double_nothing(folder: str) -> None:
    writers = [run(WRITER, folder, name) for name in ("a", "b")]
    readers = [run(READER, folder) for _ in range(2)]

    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    received = [line for r in readers for line in r.communicate(timeout=60)[0].split()]

    expected = [f"{name}-{number}" for name in ("a", "b") for number in range(EACH)]
    assert sorted(received) == sorted(expected)
