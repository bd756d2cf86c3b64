"""Fixtures that every test may use, and what no test may do."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings as site_settings
from django.core.cache import cache, caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from aiq_site.starter.loading import load_starter
from apps.accounts.models import User
from tests import factories, migrated
from tests.own_redis import own_redis

# A busy machine is slow, not wrong: time is measured where a test is about time.
settings.register_profile("any machine", deadline=None)
settings.register_profile("same examples", deadline=None, derandomize=True)
settings.load_profile(
    "same examples" if os.environ.get("AIQ_SAME_EXAMPLES") else "any machine"
)

LOOPBACK = ["127.0.0.1", "::1", "localhost"]


def pytest_xdist_auto_num_workers() -> int:
    """One more than cores: journeys wait for their site half of the time.

    Six at most: see `tests.own_redis`.
    """
    return min((os.cpu_count() or 1) + 1, 6)


def pytest_runtest_setup() -> None:
    from pytest_socket import socket_allow_hosts

    # PostgreSQL, Redis and our own servers are on this machine; nothing else is asked.
    socket_allow_hosts(LOOPBACK, allow_unix_socket=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    migrated.copy_on_connecting()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    pytestconfig: pytest.Config,
) -> None:
    if not pytestconfig.getoption("nomigrations"):
        with django_db_blocker.unblock():
            migrated.keep()


@pytest.fixture(scope="session", autouse=True)
def _own_cache() -> None:
    # Emptying a cache empties its Redis database, also under a neighbour's feet.
    if url := site_settings.REDIS_URL:
        site_settings.CACHES["default"]["LOCATION"] = own_redis(url)
        # Importing the site has already made one, for the address before.
        del caches["default"]


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    # Rate limits are counted in the cache: they must not leak between tests.
    cache.clear()


@pytest.fixture(scope="module")
def starter_rows(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[int]:
    """The starter's rows, for all tests of a module; the key of its essay.

    Each test that also asks for `db` finds them whole: what it changes is undone.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_starter(now=factories.NOW).pk
        transaction.set_rollback(True)


@pytest.fixture
def reader(db: None) -> User:
    return factories.trusted("reader")


@pytest.fixture
def rival(db: None) -> User:
    return factories.trusted("rival")


@pytest.fixture
def newcomer(db: None) -> User:
    return factories.person("newcomer")


@pytest.fixture
def moderator(db: None) -> User:
    return factories.person("moderating", role="moderator")


@pytest.fixture
def author(db: None) -> User:
    return factories.person("essayist", role="editor")


@pytest.fixture
def as_() -> Callable[[User], Client]:
    """A client signed in as someone: `as_(reader).get(...)`."""

    def signed_in(person: User) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def growth() -> Callable[..., int]:
    """Counts a page's queries, adds rows, counts again, demands equality.

    `growth(url, add, client)` calls `add()` in between and returns the count.
    """

    def measure(url: str, add: Callable[[], object], client: Client) -> int:
        client.get(url)  # warms content types and the like
        before = _queries(client, url)
        add()
        after = _queries(client, url)
        assert after == before, f"{url}: {before} queries, then {after}"
        return after

    return measure


def _queries(client: Client, url: str) -> int:
    # A stranger's stored copy would hide what the page costs.
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as seen:
        response = client.get(url)
    assert response.status_code == 200, response.status_code
    return len(seen)
