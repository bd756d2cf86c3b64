"""What an editor had before them when they said: publish this."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from apps.digest.document import Document

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Look:
    """`post` stands for all that would have been published at that moment."""

    post: str
    at: datetime

    @classmethod
    def of(cls, document: Document, *, at: datetime) -> "Look":
        undated = replace(document, published="", revised="")
        told = json.dumps(undated.to_dict(), sort_keys=True).encode()
        return cls(sha256(told).hexdigest()[:16], at)

    @classmethod
    def read(cls, typed: str, *, now: datetime) -> "Look":
        """From the field of a form; for anything else the look of one who saw nothing."""
        post, _, moment = typed.partition(".")
        if not (moment.isascii() and moment.isdecimal() and len(moment) < 17):
            return cls("", now)
        return cls(post, _BEGINNING + int(moment) * _MICROSECOND)

    def __str__(self) -> str:
        return f"{self.post}.{(self.at - _BEGINNING) // _MICROSECOND}"
