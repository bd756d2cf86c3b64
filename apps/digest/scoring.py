"""What speaks for an answer: each signal between 0 and 1, weighed, and put in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from apps.lib.ranking import wilson_lower_bound

# Points out of a hundred. Readers' judgement outweighs all the rest together; the rest
# decides among answers that few have rated, where early ones would win by being early.
WEIGHTS: Mapping[str, float] = {
    "helpful": 60.0,
    "replies": 12.0,
    "sources": 8.0,
    "only answer": 12.0,
    "length": 8.0,
}
# Depth alone is a quarrel: more people than this add nothing.
ENOUGH_REPLIERS = 5
ENOUGH_SOURCES = 3
# What published highlights posts quote: from a remark to three pages.
SHORTEST = 15
LONGEST = 600


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer as the selection sees it.

    `text` is plain text in the writer's own words: leave out what they quote, or an
    answer and its rebuttal look alike. `domains` are the distinct hosts it links to,
    the essay's own sources left out; `repliers` are distinct other people.
    """

    key: str
    question: str
    section: str
    author: str
    text: str
    helpful: int
    unhelpful: int
    agree: int
    disagree: int
    repliers: int
    words: int
    domains: tuple[str, ...]
    created: str


def parts(
    entry: Entry, *, is_only: bool, weights: Mapping[str, float]
) -> tuple[tuple[str, float], ...]:
    """Each signal's points, those of no points left out. A missing weight is 0."""
    points = (
        (name, round(weights.get(name, 0.0) * strength, 6))
        for name, strength in _strengths(entry, is_only=is_only)
    )
    return tuple((name, share) for name, share in points if share)


def _strengths(entry: Entry, *, is_only: bool) -> Iterator[tuple[str, float]]:
    yield "helpful", _surely_helpful(entry)
    yield "replies", min(entry.repliers, ENOUGH_REPLIERS) / ENOUGH_REPLIERS
    yield "sources", min(len(set(entry.domains)), ENOUGH_SOURCES) / ENOUGH_SOURCES
    yield "only answer", 1.0 if is_only else 0.0
    yield "length", readable(entry.words)


def _surely_helpful(entry: Entry) -> float:
    return wilson_lower_bound(entry.helpful, entry.helpful + entry.unhelpful)


def readable(words: int) -> float:
    """1 for a length that people read and quote, less for shorter and longer ones."""
    if words < SHORTEST:
        return words / SHORTEST
    return min(1.0, LONGEST / words)


def reasons(entry: Entry, *, is_only: bool) -> Iterator[str]:
    """The same signals as sentences for the editor, weightiest first."""
    yield _voices(entry)
    if is_only:
        yield "The only answer to this question"
    if entry.repliers:
        people = "1 person" if entry.repliers == 1 else f"{entry.repliers} people"
        yield f"Drew replies from {people}"
    if entry.domains:
        yield f"Links to {', '.join(sorted(set(entry.domains))[:ENOUGH_SOURCES])}"
    if entry.words < SHORTEST:
        yield f"Very short: {entry.words} word{'' if entry.words == 1 else 's'}"
    if entry.words > LONGEST:
        yield f"Long: {entry.words:,} words, so it will need trimming"


def _voices(entry: Entry) -> str:
    voices = entry.helpful + entry.unhelpful
    if not voices:
        return "No reader has rated it yet"
    readers = "reader" if voices == 1 else "readers"
    return (
        f"{entry.helpful} of {voices} {readers} found it helpful"
        f" (of all readers, likely at least {int(100 * _surely_helpful(entry))}\u00a0%)"
    )
