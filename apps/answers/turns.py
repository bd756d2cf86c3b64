"""Whose turn it is among new answers: a fair place at the top for each of them.

Visitors are dealt into a few buckets. For each of them the ring of new answers begins
elsewhere, evenly spread, and each hour one answer further on; see
docs/decisions/0016.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2s

# As many as there are copies of a page that caches keep.
BUCKETS = 8
# How many new answers stand above the others at once.
AT_THE_TOP = 5
_HOUR = 3600


class NoSuchTurn(Exception):
    """What an address says of the page before is not what this site wrote."""


def bucket_of(visitor: str, *, salt: str) -> int:
    """The same number for the same visitor each time; nothing is stored about them."""
    digest = blake2s(visitor.encode(), key=salt.encode()[:32], digest_size=4).digest()
    return int.from_bytes(digest) % BUCKETS


def at_the_top(ring: Sequence[int], *, bucket: int, at: datetime) -> list[int]:
    """Up to `AT_THE_TOP` of the ring, in its order, from this bucket's place on.

    In each hour the first places of the buckets are spread evenly over the ring; from
    hour to hour each bucket's goes through all of it.
    """
    if not ring:
        return []
    hour = int(at.timestamp()) // _HOUR
    first = (bucket * len(ring) // BUCKETS + hour) % len(ring)
    return [*ring[first:], *ring[:first]][:AT_THE_TOP]


@dataclass(frozen=True, slots=True)
class Turn:
    """What the first page showed at its top, and when: the later pages go on from it.

    Told in their address, so that nothing which happens in between makes an answer
    come twice or not at all.
    """

    at: datetime
    shown: tuple[str, ...]

    def __str__(self) -> str:
        return ".".join([str(int(self.at.timestamp())), *self.shown])

    @classmethod
    def read(cls, said: str) -> "Turn":
        """The opposite of `str`. Raises NoSuchTurn."""
        seconds, *shown = said.split(".")
        if not (seconds.isascii() and seconds.isdecimal() and len(seconds) <= 11):
            raise NoSuchTurn(said)
        if len(shown) > AT_THE_TOP or not all(shown):
            raise NoSuchTurn(said)
        return cls(datetime.fromtimestamp(int(seconds), UTC), tuple(shown))
