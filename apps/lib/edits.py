"""How few characters must change before one text stands in another."""

from collections.abc import Iterator
from typing import NamedTuple


class Match(NamedTuple):
    """A stretch of the text and how many edits make the pattern of it."""

    start: int
    end: int
    errors: int


def nearest(pattern: str, text: str) -> Match:
    """Where in `text` the fewest edits lead to `pattern`, the first such place.

    G. Myers, "A fast bit-vector algorithm for approximate string matching based on
    dynamic programming" (1999): a whole column of the table of edit distances is kept
    in the bits of two integers, so the time does not depend on what the texts say.
    Once forwards for the end, once backwards from there for the start.
    """
    end, errors = _best(pattern, text, is_anchored=False)
    back, _ = _best(pattern[::-1], text[:end][::-1], is_anchored=True)
    return Match(end - back, end, errors)


def likeness_at_start(pattern: str, text: str) -> float:
    """How much of `pattern` the text begins with: 1 all of it, 0 nothing."""
    if not pattern:
        return 1.0
    _, errors = _best(pattern, text[: 2 * len(pattern)], is_anchored=True)
    return 1 - errors / len(pattern)


def _best(pattern: str, text: str, *, is_anchored: bool) -> tuple[int, int]:
    """The first end of the best match, and its errors. Anchored, it begins at 0."""
    best, place = len(pattern), 0
    for end, errors in enumerate(_errors(pattern, text, is_anchored), start=1):
        if errors < best:
            best, place = errors, end
    return place, best


def _errors(pattern: str, text: str, is_anchored: bool) -> Iterator[int]:
    """For each end in the text, the fewest edits of a match that ends there."""
    wanted: dict[str, int] = {}
    for place, character in enumerate(pattern):
        wanted[character] = wanted.get(character, 0) | 1 << place
    every, last = (1 << len(pattern)) - 1, 1 << (len(pattern) - 1)
    # Bits say where the column of distances goes up, and where it goes down.
    rises, falls, errors = every, 0, len(pattern)
    for character in text:
        same = wanted.get(character, 0)
        down = same | falls
        across = (((same & rises) + rises) ^ rises) | same
        more = falls | (every & ~(across | rises))
        fewer = rises & across
        errors += bool(more & last) - bool(fewer & last)
        more = more << 1 | is_anchored
        fewer <<= 1
        rises = every & (fewer | ~(down | more))
        falls = every & more & down
        yield errors
