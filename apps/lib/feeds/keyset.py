"""The place in a list from which its next page goes on: pure.

A place is a moment and a key, not a page number: what is added meanwhile moves nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

Row = TypeVar("Row")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The year 9999: what comes later is no moment.
_LATEST = 253_402_300_799_999_999
_LARGEST_KEY = 2**63 - 1


class NoSuchPlace(Exception):
    """The text names no place."""


@dataclass(frozen=True, slots=True)
class Place:
    moment: datetime
    key: int

    @classmethod
    def parse(cls, text: str) -> "Place":
        """Raises NoSuchPlace."""
        parts = text.split("-")
        if len(parts) != 2 or not all(p.isascii() and p.isdigit() for p in parts):
            raise NoSuchPlace(text)
        if max(map(len, parts)) > 19:
            raise NoSuchPlace(text)
        moment, key = map(int, parts)
        if moment > _LATEST or key > _LARGEST_KEY:
            raise NoSuchPlace(text)
        return cls(EPOCH + timedelta(microseconds=moment), key)

    def __str__(self) -> str:
        return f"{(self.moment - EPOCH) // timedelta(microseconds=1)}-{self.key}"


def page_of(rows: Sequence[Row], length: int) -> tuple[Sequence[Row], Row | None]:
    """Of one row more than a page has: the page, and its last row if more follow."""
    page = rows[:length]
    return page, page[-1] if len(rows) > length else None
