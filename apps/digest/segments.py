"""The pieces an excerpt is stored as: spans kept of an answer, and insertions."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from apps.lib.text import clean

CUT = "…"
LONGEST_INSERTION = 200
# What ends the brackets or looks as if it did, and what would be read as formatting.
BRACKET = re.compile(
    "[][\u2045\u2046\u2308-\u230b\u23a1-\u23a6\u2772\u2773\u27e6\u27e7\u27ee\u27ef"
    "\u298b-\u2990\u2997\u2998\u2e22-\u2e25\u3010\u3011\u3014\u3015\u301a\u301b"
    "\ufe47\ufe48\uff3b\uff3d]"
)
FORMATTING = re.compile(r"[\\`*_<>~^{}|]|&#?\w+;")
# Controls, directions, joiners, halves of characters, other separators: unseen.
UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}


class ExcerptBroken(Exception):
    """The excerpt does not fit its answer; the message is fit to show the editor."""


@dataclass(frozen=True, slots=True)
class Keep:
    """source[start:end], word for word."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Insert:
    """The editor's words, shown in brackets."""

    text: str


Segment = Keep | Insert
Excerpt = tuple[Segment, ...]


def to_json(excerpt: Excerpt) -> list[dict[str, object]]:
    """[{"start": 0, "end": 120}, {"insert": "text"}, ...], the form that is stored."""
    return [
        {"start": segment.start, "end": segment.end}
        if isinstance(segment, Keep)
        else {"insert": segment.text}
        for segment in excerpt
    ]


def from_json(value: object) -> Excerpt:
    """The reverse of `to_json`; raises ExcerptBroken for anything of another shape."""
    if not isinstance(value, list):
        raise ExcerptBroken("An excerpt is a list of pieces.")
    return tuple(_segment(piece) for piece in value)


def _segment(piece: object) -> Segment:
    match piece:
        case {"start": int() as start, "end": int() as end, **rest} if not rest:
            if not isinstance(start, bool) and not isinstance(end, bool):
                return Keep(start, end)
        case {"insert": str() as text, **rest} if not rest:
            # Some keyboards send letters and their accents apart.
            return Insert(unicodedata.normalize("NFC", text))
    raise ExcerptBroken(
        "A piece of the excerpt is neither kept words nor an insertion."
    )


def verify(source: str, excerpt: Excerpt) -> None:
    """Raise ExcerptBroken unless the kept spans lie in `source`, in order and apart."""
    kept = [segment for segment in excerpt if isinstance(segment, Keep)]
    if not any(source[keep.start : keep.end].strip() for keep in kept):
        raise ExcerptBroken("Keep at least one sentence of the answer.")
    for keep in kept:
        if keep.start >= keep.end:
            raise ExcerptBroken("A kept passage is empty.")
        if keep.start < 0 or keep.end > len(source):
            raise ExcerptBroken("A kept passage lies outside the answer.")
    if any(before.end > after.start for before, after in pairwise(kept)):
        raise ExcerptBroken("Kept passages overlap or are out of order.")
    for segment in excerpt:
        if isinstance(segment, Insert):
            _verify_insertion(segment.text)
            if f"[{segment.text}]" in source:
                raise ExcerptBroken(
                    f"The answer says “[{segment.text}]” itself; word the insertion "
                    "otherwise, so that the two can be told apart."
                )


def _verify_insertion(text: str) -> None:
    if not text.strip() or text != text.strip():
        raise ExcerptBroken("An insertion is empty or has space around it.")
    if len(text) > LONGEST_INSERTION or len(text.splitlines()) > 1:
        raise ExcerptBroken(
            f"An insertion is one line of at most {LONGEST_INSERTION} characters."
        )
    if text == CUT or BRACKET.search(text):
        raise ExcerptBroken("An insertion holds no brackets and is not a cut mark.")
    kinds = [unicodedata.category(letter) for letter in text]
    # What a reader's text may not hold, rendering would take out of it.
    if FORMATTING.search(text) or UNSEEN.intersection(kinds) or text != clean(text):
        raise ExcerptBroken("An insertion is plain words, without formatting.")
    # "[...]" by hand would look like a cut.
    if kinds[0][0] == "M" or not any(kind[0] in "LN" for kind in kinds):
        raise ExcerptBroken("An insertion needs a word or a number.")
