"""Quoted words are found again in a text that may have changed since.

A passage is kept as a W3C TextQuoteSelector: the exact words and a little of what
stands either side (Web Annotation Data Model, 4.2.4). Candidates are weighed as the
Hypothesis client does: the words 50, what comes before and after 20 each. Its 2 for
the place in the text is left out, since questions move; of equals, the first wins.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from apps.lib.edits import likeness_at_start, nearest
from apps.lib.folding import Folded, fold

CONTEXT = 32
# A changed candidate must keep half of this weight: nine tenths of its words where
# nothing around them is the same. How much of the words may go at all stands below.
WORDS, BESIDE = 50, 20
ENOUGH = 0.5
# Candidates with the very words that are compared by what stands beside them.
MOST_HITS = 200
# Near places are looked for where runs of so many characters are shared.
SHINGLE = 6
MOST_SHINGLES, MOST_STARTS = 128, 64
MOST_WINDOWS = 4
MOST_ERRORS = 256
# Of a shorter quotation, a fifth may differ; of a longer one, a third.
SHORT = 20


@dataclass(frozen=True, slots=True)
class Selector:
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a text. `likeness` is 1 where the very words stand, else below.

    Blanks, the style of quotes and dashes, and Markdown's marks make no difference.
    """

    start: int
    end: int
    likeness: float

    @property
    def is_exact(self) -> bool:
        return self.likeness == 1


def select(text: str, start: int, end: int) -> Selector:
    return Selector(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )


def find(selector: Selector, text: str) -> Place | None:
    """The words in `text`: as they are, else as they are now, else None.

    The time is linear in the text, whatever it says; a quotation may have thousands
    of characters.
    """
    if not selector.exact:
        return None
    wanted = Selector(
        fold(selector.exact).text,
        fold(selector.prefix).text,
        fold(selector.suffix).text,
    )
    folded = fold(text)
    return _as_typed(selector, text) or _exact(wanted, folded) or _near(wanted, folded)


def _as_typed(selector: Selector, text: str) -> Place | None:
    """Where the words stand in their very context, or there is nothing to fold."""
    before, exact = selector.prefix, selector.exact
    start = text.find(before + exact + selector.suffix)
    if start >= 0:
        start += len(before)
        return Place(start, start + len(exact), 1.0)
    if exact in text and not fold(exact).text.strip():
        start = text.find(exact)
        return Place(start, start + len(exact), 1.0)
    return None


def _exact(wanted: Selector, folded: Folded) -> Place | None:
    """Of all places with the words, the one in the most similar surroundings."""
    if not wanted.exact.strip():
        return None
    size = len(wanted.exact)
    starts = dict.fromkeys(_hits(wanted, folded.text))
    if not starts:
        return None
    best = max(
        starts, key=lambda at: (_weight(wanted, folded.text, at, at + size, 1), -at)
    )
    return Place(*folded.span(best, best + size), 1.0)


def _hits(wanted: Selector, text: str) -> Iterator[int]:
    """Where the words stand: first where a side of them is the same as well."""
    for before, after in ((wanted.prefix, ""), ("", wanted.suffix), ("", "")):
        for start in islice(_starts(before + wanted.exact + after, text), MOST_HITS):
            yield start + len(before)


def _starts(words: str, text: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _near(wanted: Selector, folded: Folded) -> Place | None:
    """The place that keeps most of the weight, if that is enough."""
    size = len(wanted.exact)
    allowed = min(MOST_ERRORS, size // 5 if size < SHORT else size // 3)
    best, place = ENOUGH, None
    for start, end in _windows(wanted.exact, folded.text, allowed):
        match = nearest(wanted.exact, folded.text[start:end])
        if match.errors > allowed or match.start == match.end:
            continue
        likeness = 1 - match.errors / size
        first, last = _whole_words(folded.text, start + match.start, start + match.end)
        weight = _weight(wanted, folded.text, first, last, likeness)
        if weight > best:
            best, place = weight, Place(*folded.span(first, last), likeness)
    return place


def _weight(
    wanted: Selector, text: str, start: int, end: int, likeness: float
) -> float:
    """Between 0 and 1. A side that the selector does not know is left out."""
    kept, whole = WORDS * likeness, WORDS
    reach = 2 * CONTEXT
    if wanted.prefix:
        before = text[max(0, start - reach) : start][::-1]
        kept += BESIDE * likeness_at_start(wanted.prefix[::-1], before)
        whole += BESIDE
    if wanted.suffix:
        kept += BESIDE * likeness_at_start(wanted.suffix, text[end : end + reach])
        whole += BESIDE
    return kept / whole


def _windows(words: str, text: str, allowed: int) -> Iterator[tuple[int, int]]:
    """Where in the text the words may be: where most of their shingles line up."""
    size = len(words)
    length = min(SHINGLE, max(1, size // 4))
    width = max(2 * CONTEXT, size // 2)
    # A sample, so that a long quotation takes no longer than a short one.
    sample = range(0, size - length + 1, max(1, size // MOST_SHINGLES))
    first_at = {words[at : at + length]: at for at in reversed(sample)}
    shared = Counter(
        (found - at) // width
        for shingle, at in first_at.items()
        for found in islice(_starts(shingle, text), MOST_STARTS)
    )
    taken: set[int] = set()
    most = max(shared.values(), default=0)
    for band, count in sorted(shared.items(), key=lambda row: (-row[1], row[0])):
        # Where far fewer line up than elsewhere the words are not.
        if len(taken) == MOST_WINDOWS or 4 * count < most:
            return
        if taken.isdisjoint((band - 1, band, band + 1)):
            taken.add(band)
            start = (band - 1) * width - allowed
            yield max(0, start), (band + 2) * width + size + allowed


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without a torn word at either end, as far as one word may reach."""
    for _ in range(CONTEXT):
        if start == 0 or not text[start - 1 : start + 1].isalnum():
            break
        start -= 1
    for _ in range(CONTEXT):
        if end == len(text) or not text[end - 1 : end + 1].isalnum():
            break
        end += 1
    return start, end
