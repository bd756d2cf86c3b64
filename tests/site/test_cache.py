"""With Redis away the site goes on; with Redis there the cache is a cache."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from aiq_site.cache import ForgivingRedisCache


def cache_at(url: str) -> ForgivingRedisCache:
    return ForgivingRedisCache(url, {"OPTIONS": {"socket_connect_timeout": 1}})


@pytest.fixture
def away() -> ForgivingRedisCache:
    # Port 9 is discard: on this machine nothing listens there.
    return cache_at("redis://127.0.0.1:9/0")


@pytest.fixture
def there() -> Iterator[ForgivingRedisCache]:
    if not (url := os.environ.get("REDIS_URL")):
        pytest.skip("REDIS_URL is not set")
    cache = cache_at(url)
    yield cache
    cache.delete_many(["a", "b"])
    cache.close()


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        (lambda cache: cache.get("a", "nothing"), "nothing"),
        (lambda cache: cache.set("a", 1), None),
        (lambda cache: cache.add("a", 1), True),
        (lambda cache: cache.touch("a"), False),
        (lambda cache: cache.delete("a"), False),
        (lambda cache: "a" in cache, False),
        (lambda cache: cache.get_many(["a"]), {}),
        (lambda cache: cache.set_many({"a": 1}), []),
        (lambda cache: cache.delete_many(["a"]), None),
        (lambda cache: cache.get_or_set("a", 5), 5),
    ],
)
def test_without_redis_it_is_an_empty_cache(
    away: ForgivingRedisCache, call: Any, answer: object
) -> None:
    assert call(away) == answer


def test_without_redis_counting_finds_no_count(away: ForgivingRedisCache) -> None:
    with pytest.raises(ValueError, match="not found"):
        away.incr("a")


def test_mistakes_are_not_forgiven(away: ForgivingRedisCache) -> None:
    with pytest.raises(AttributeError, match="pickle"):
        away.set("a", lambda: None)


def test_with_redis_it_remembers(there: ForgivingRedisCache) -> None:
    there.set_many({"a": 1, "b": [2]})
    there.incr("a")

    assert there.get_many(["a", "b"]) == {"a": 2, "b": [2]}
    assert there.add("a", 9) is False
    assert there.delete("a")
    assert there.get("a") is None
