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

from tests.own_redis import own_redis

Environment = dict[str, str]

_numbers = itertools.count(1)


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[Environment]:
    """The environment of a process that runs on what this test alone can see."""
    environment = {**os.environ, "AIQ_VAR": str(tmp_path)}
    if broker := os.environ.get("REDIS_URL"):
        environment["CELERY_BROKER_URL"] = own_redis(broker)
        with redis.Redis.from_url(own_redis(broker)) as server:
            server.flushdb()
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


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
