"""Several people in the same moment, each on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

THREADS = 10


def at_once(act: Callable[[int], object], times: int = THREADS) -> list[object]:
    """What `act(0)`, `act(1)` … return, from as many threads."""

    def one(number: int) -> object:
        try:
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))
