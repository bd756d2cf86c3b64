"""A whole site of a test's own: database, queue and folder that child processes share."""

import itertools
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
import redis

Environment = dict[str, str]

_numbers = itertools.count(1)


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[Environment]:
    """The environment of a process that runs on what this test alone can see."""
    environment = {**os.environ, "AIQ_VAR": str(tmp_path)}
    if broker := os.environ.get("REDIS_URL"):
        environment["CELERY_BROKER_URL"] = _own_redis(broker)
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        environment.pop("DATABASE_URL", None)
        yield environment
        return
    server = urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres").geturl()
    name = f"aiq_own_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        environment["DATABASE_URL"] = (
            urlsplit(server)._replace(path=f"/{name}").geturl()
        )
        yield environment
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


def _own_redis(url: str) -> str:
    """Another Redis database for each pytest-xdist worker, emptied."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    own = urlsplit(url)._replace(path=f"/{10 + int(worker) % 6}").geturl()
    with redis.Redis.from_url(own) as server:
        server.flushdb()
    return own


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
