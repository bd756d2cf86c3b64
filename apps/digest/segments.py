"""The pieces an excerpt is stored as: spans kept of an answer, and insertions."""

from dataclasses import dataclass
from itertools import pairwise

CUT = "…"
LONGEST_INSERTION = 200


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
            return Insert(text)
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


def _verify_insertion(text: str) -> None:
    if not text.strip() or text != text.strip():
        raise ExcerptBroken("An insertion is empty or has space around it.")
    if len(text) > LONGEST_INSERTION or len(text.splitlines()) > 1:
        raise ExcerptBroken(
            f"An insertion is one line of at most {LONGEST_INSERTION} characters."
        )
    # "[…]" by hand would look like a cut, and a bracket would end the insertion.
    if text == CUT or "[" in text or "]" in text:
        raise ExcerptBroken("An insertion holds no brackets and is not a cut mark.")
