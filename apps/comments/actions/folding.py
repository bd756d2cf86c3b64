"""The same comment out of two exports: it is brought in once."""

import re
import unicodedata
from collections.abc import Iterator
from hashlib import blake2b
from math import floor

from apps.comments.models import ImportedComment
from apps.lib.words import words
from apps.questions.models import Essay

OTHER_IMPORT = "already here from another import"
FEW_WORDS = 8
_ADDRESS = re.compile(r"\]\([^()\s]*\)|https?://\S+")
_LAYOUT = re.compile(r"[\s*_\[\]()<>\\`]+")
# Many people go by these.
MANY = (
    "a admin an anon anonym anonyme anonymous anónimo author commenter deleted gast"
    " guest invitado invité name nobody none null reader somebody someone the unknown"
    " user visitor"
)
_NOBODY = frozenset(MANY.split())
_QUARTER = 15 * 60  # seconds
# The same moment by the clocks of two time zones, the nearest first.
_ZONES = sorted((_QUARTER * each for each in range(-56, 57)), key=abs)
_PART = 500


class Twins:
    """Finds what another import has brought to an essay already.

    Twins say the same words, and short ones the same addresses and signs too. They have
    one author: the same e-mail address or, where one of them has none, the same name,
    unless many go by it. They were written in the same second, give or take a time zone;
    without a date, only longer ones are twins. Each comment that is here is the twin of
    one other in one import.

    For each comment that is here it holds a list of one key under one or two numbers,
    and no text; and the ids of those that it has found a twin for.
    """

    def __init__(self, essay: Essay, source: str) -> None:
        here = ImportedComment.objects.filter(essay=essay, is_deleted=False)
        self._others = here.exclude(source=source).order_by("pk")
        self._last = 0
        self._found: dict[int, list[int]] = {}
        self._taken: set[int] = set()
        self._twin_of: dict[str, int] = {}

    def refresh(self) -> None:
        """Learns what came in since it last did: one query."""
        new = self._others.filter(pk__gt=self._last).only(
            "author_name", "author_key", "body", "written_at"
        )
        for row in new.iterator(chunk_size=_PART):
            self._last = row.pk
            is_keyed = bool(row.author_key)
            for mark in _marks(row, is_named_by=[is_keyed]):
                self._found.setdefault(mark, []).append(row.pk)

    def of(self, row: ImportedComment) -> int | None:
        """The key of the comment that `row` says again; None for the most.

        Asked about the same id again, as where a file repeats it, it says the same.
        """
        if row.is_deleted or not self._found:
            return None
        twin = self._twin_of.get(row.external_id) or self._free(row)
        if twin:
            self._taken.add(twin)
            self._twin_of[row.external_id] = twin
        return twin

    def _free(self, row: ImportedComment) -> int | None:
        """The first that nothing else in this import is the twin of."""
        # Where both have an address, only the address tells.
        others = [False] if row.author_key else [False, True]
        for mark in _marks(row, is_named_by=others):
            for zone in _ZONES if row.written_at else [0]:
                left = self._found.get(mark + zone)
                while left and left[0] in self._taken:
                    del left[0]
                if left:
                    return left[0]
        return None


def _marks(row: ImportedComment, *, is_named_by: list[bool]) -> Iterator[int]:
    """A number for its words with each of its authors, later by a second, larger by one.

    A name is marked apart for comments with an address and for those without.
    """
    said = _said(row)
    if not said:
        return
    authors = [("key", row.author_key)] if row.author_key else []
    if name := _telling_name(row):
        authors += [(f"name, {is_keyed}", name) for is_keyed in is_named_by]
    second = floor(row.written_at.timestamp()) if row.written_at else None
    for author in authors:
        told = repr((said, author, second is None)).encode("utf-8", "replace")
        yield int.from_bytes(blake2b(told, digest_size=8).digest()) + (second or 0)


def _said(row: ImportedComment) -> str:
    """What must be the same; "" for what has no words, or too few to do without a date."""
    said = words(_ADDRESS.sub(" ", row.body))
    if len(said) >= FEW_WORDS:
        return " ".join(said)
    if not said or row.written_at is None:
        return ""
    plain = unicodedata.normalize("NFKC", row.body).casefold().replace("’", "'")
    return _LAYOUT.sub("", plain)


def _telling_name(row: ImportedComment) -> str:
    """Its author's name; "" where many people go by it, as by “Guest 12”."""
    parts = words(row.author_name)
    is_telling = any(not (part in _NOBODY or part.isdecimal()) for part in parts)
    return " ".join(parts) if is_telling else ""
