"""A cache whose absence costs speed and rate limits, never a page."""

import logging
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError, TimeoutError

logger = logging.getLogger(__name__)


class ForgivingRedisCache(RedisCache):
    """Redis, which while it does not answer is an empty cache that keeps nothing.

    Without this, signing in answers 500 as long as Redis restarts, because rate limits
    are counted here.
    """

    def add(self, *args: Any, **kwargs: Any) -> bool:
        with _Forgiven():
            return bool(super().add(*args, **kwargs))
        return True

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        with _Forgiven():
            return super().get(key, default, version)
        return default

    def set(self, *args: Any, **kwargs: Any) -> None:
        with _Forgiven():
            super().set(*args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> bool:
        with _Forgiven():
            return bool(super().touch(*args, **kwargs))
        return False

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        with _Forgiven():
            return bool(super().delete(*args, **kwargs))
        return False

    def get_many(self, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        with _Forgiven():
            return super().get_many(*args, **kwargs)
        return {}

    def has_key(self, *args: Any, **kwargs: Any) -> bool:
        with _Forgiven():
            return bool(super().has_key(*args, **kwargs))
        return False

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        with _Forgiven():
            return super().incr(key, delta, version)
        # What Django's caches raise for a key that is not there.
        raise ValueError(f"Key {key!r} not found")

    def set_many(self, *args: Any, **kwargs: Any) -> list[Any]:
        with _Forgiven():
            return super().set_many(*args, **kwargs)
        return []

    def delete_many(self, *args: Any, **kwargs: Any) -> None:
        with _Forgiven():
            super().delete_many(*args, **kwargs)


class _Forgiven:
    """Swallows that Redis did not answer; the caller goes on behind the block."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: object, trace: object) -> bool:
        if not isinstance(error, (ConnectionError, TimeoutError)):
            return False
        logger.warning("Going on without the cache: %s", error)
        return True
