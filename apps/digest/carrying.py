"""An excerpt found again in a newer version of the same answer."""

from dataclasses import dataclass

from apps.digest.cuts import joined
from apps.digest.excerpts import Excerpt, ExcerptBroken, sentences, whole
from apps.digest.marking import Placed, Spans, composed, placed
from apps.digest.quotations import quote_of
from apps.lib.passages import find, select


@dataclass(frozen=True, slots=True)
class Carried:
    """The excerpt of the newer text, and the kept passages that it no longer has."""

    excerpt: Excerpt
    lost: tuple[str, ...] = ()


def carry(source: str, excerpt: Excerpt, newer: str) -> Carried:
    """What was kept of `source`, kept of `newer`; insertions stay before their words.

    What was quoted whole is quoted whole. A sentence that was reworded is kept as it is
    now. Where nothing is found again, or what is found cannot be quoted so, it is
    the whole newer text, and everything counts as lost.
    """
    spans = joined(source, excerpt)
    if spans == joined(source, whole(source)):
        return Carried(whole(newer))
    found: Spans = []
    moved: dict[int, int] = {}
    lost = []
    for start, end in _passages(source, spans):
        place = _find(source, start, end, newer, found[-1][1] if found else 0)
        if place is None:
            lost.append(source[start:end])
        else:
            found.append(place)
            moved[start] = place[0]
    carried = composed(newer, found, _follow(placed(source, excerpt), moved, found))
    try:
        quote_of(newer, carried)
    except ExcerptBroken:
        return Carried(whole(newer), tuple(source[start:end] for start, end in spans))
    return Carried(carried, tuple(lost))


def _passages(source: str, spans: Spans) -> Spans:
    """The spans, parted at the ends of sentences: one of them may have been changed."""
    return [
        (max(start, first), min(end, last))
        for first, last in spans
        for start, end, _ in sentences(source)
        if start < last and first < end
    ]


def _find(
    source: str, start: int, end: int, newer: str, after: int
) -> tuple[int, int] | None:
    place = find(select(source, start, end), newer)
    if place is None:
        return None
    if place.is_exact:
        first, last = place.start, place.end
    else:
        around = [
            (begin, stop)
            for begin, stop, _ in sentences(newer)
            if begin < place.end and place.start < stop
        ]
        if not around:
            return None
        first, last = around[0][0], around[-1][1]
    return (first, last) if first >= after else None


def _follow(insertions: Placed, moved: dict[int, int], found: Spans) -> Placed:
    """To where the words went that they stood before; else to before the next ones."""
    followed = []
    for place, text in insertions:
        ahead = [start for start in sorted(moved) if start >= place]
        within = [start for start in sorted(moved) if start <= place]
        if place in moved:
            followed.append((moved[place], text))
        elif ahead:
            followed.append((moved[ahead[0]], text))
        elif within and found:
            followed.append((found[-1][1], text))
    return followed
