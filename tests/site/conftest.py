"""A whole site of a test's own: database, queue and folder that child processes share."""

import itertools
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from tests.own_redis import own_redis
from tests.starter_site import (
    Environment,
    create_database,
    drop_database,
    environment,
    on_postgres,
)

_numbers = itertools.count(1)


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[Environment]:
    """The environment of a process that runs on what this test alone can see."""
    name = f"aiq_own_{os.getpid()}_{next(_numbers)}" if on_postgres() else ""
    site = environment(tmp_path, name)
    if broker := os.environ.get("REDIS_URL"):
        site["CELERY_BROKER_URL"] = own_redis(broker)
        with redis.Redis.from_url(own_redis(broker)) as server:
            server.flushdb()
    if not name:
        yield site
        return
    create_database(name)
    yield site
    drop_database(name)


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
