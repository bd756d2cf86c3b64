"""The same comment out of two exports: it is brought in once."""

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from apps.comments.models import ImportedComment
from apps.lib.words import words
from apps.questions.models import Essay

ELSEWHERE = "already here from another import"
_ADDRESS = re.compile(r"\]\([^()\s]*\)|https?://\S+")
_DAY = 86_400  # seconds
_PART = 500


class Twins:
    """Finds what another import has brought to an essay already.

    Twins say the same words, marks and addresses aside; their authors share a name or an
    e-mail address; and they were written on the same day or the next, for exports differ
    in time zones. Holds two numbers for each comment that is here, and no text.
    """

    def __init__(self, essay: Essay, source: str) -> None:
        here = ImportedComment.objects.filter(essay=essay, is_deleted=False)
        self._others = here.exclude(source=source).order_by("pk")
        self._last = 0
        self._found: dict[int, int] = {}

    def refresh(self) -> None:
        """Learns what came in since it last did: one query."""
        new = self._others.filter(pk__gt=self._last).only(
            "author_name", "author_key", "body", "written_at"
        )
        for row in new.iterator(chunk_size=_PART):
            self._last = row.pk
            for mark in _marks(row, days=[0]):
                self._found.setdefault(mark, row.pk)

    def of(self, row: ImportedComment) -> int | None:
        """The key of the comment that `row` says again; None for the most."""
        if row.is_deleted or not self._found:
            return None
        marks = _marks(row, days=[0, -1, 1])
        return next((self._found[mark] for mark in marks if mark in self._found), None)


def _marks(row: ImportedComment, days: Iterable[int]) -> Iterator[int]:
    """A number for each author that wrote these words, so many days later."""
    said = " ".join(words(_ADDRESS.sub(" ", row.body)))
    if not said:
        return
    authors = [row.author_name.casefold(), *filter(None, [row.author_key])]
    for later in days:
        day = later + row.written_at.timestamp() // _DAY if row.written_at else None
        for author in authors:
            told = repr((said, author, day)).encode("utf-8", "replace")
            yield int.from_bytes(blake2b(told, digest_size=8).digest())
