"""The part of a text that a query is about, with its words marked. No HTML here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from apps.search.query import Query
from apps.search.terms import Word, words

LENGTH = 36
# Words before the first that is looked for, so that it is read in its sentence.
_LEAD = 8


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_marked: bool = False


def marked(text: str, query: Query) -> list[Piece]:
    """The whole text."""
    return _pieces(text, 0, len(text), _hits(words(text), query))


def snippet(text: str, query: Query) -> list[Piece]:
    """About `LENGTH` words around where most of the query stands; else the beginning."""
    text = " ".join(text.split())
    found = list(words(text))
    if not found:
        return [Piece(text[: LENGTH * 6])] if text else []
    hits = _hits(found, query)
    first = _best_start(found, hits)
    last = min(len(found), first + LENGTH) - 1
    start = found[first].start if first else 0
    end = found[last].end if last < len(found) - 1 else len(text)
    pieces = _pieces(text, start, end, hits)
    before = [Piece("… ")] if start else []
    after = [Piece(" …")] if end < len(text) else []
    return [*before, *pieces, *after]


def _hits(found: Iterable[Word], query: Query) -> list[Word]:
    terms = {term for phrase in query.phrases() for term in phrase}
    hits = [word for word in found if word.term in terms]
    telling = [word for word in hits if not word.is_common]
    # "who pays" between quotes: a "who" elsewhere is not what was meant.
    return telling or hits


def _best_start(found: Sequence[Word], hits: Sequence[Word]) -> int:
    """The word to begin with, such that most of what was looked for follows."""
    places = {word.start: place for place, word in enumerate(found)}
    at = [(places[hit.start], hit.term) for hit in hits]
    best = most = 0
    begin = 0
    for end, (place, _) in enumerate(at):
        while place - at[begin][0] > LENGTH - _LEAD:
            begin += 1
        different = len({term for _, term in at[begin : end + 1]})
        if different > most:
            best, most = at[begin][0], different
    return max(0, min(best - _LEAD, len(found) - LENGTH))


def _pieces(text: str, start: int, end: int, hits: Sequence[Word]) -> list[Piece]:
    pieces: list[Piece] = []
    position = start
    for hit in hits:
        if start <= hit.start and hit.end <= end:
            pieces.append(Piece(text[position : hit.start]))
            pieces.append(Piece(text[hit.start : hit.end], is_marked=True))
            position = hit.end
    pieces.append(Piece(text[position:end]))
    return [piece for piece in pieces if piece.text]
