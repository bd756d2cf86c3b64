"""An excerpt as an editor marks it: sentence by sentence, or by typing the words."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence

from apps.digest.cuts import joined
from apps.digest.excerpts import (
    CUT,
    Excerpt,
    ExcerptBroken,
    Insert,
    Keep,
    Segment,
    sentences,
    ticked,
)
from apps.digest.sentences import trimmed

Spans = list[tuple[int, int]]
Placed = list[tuple[int, str]]  # insertions, each before the word at that offset
BRACKETED = re.compile(r"\\?\[([^\[\]\n]{1,300}?)\\?\]")
CUTS_BY_HAND = {CUT, "...", ". . ."}
CLOSERS, OPENERS = ".,;:!?…\"'”’»)]", "\"'“‘«(["
# Places that are compared where a word stands often.
MOST_PLACES = 50


def with_ticks(
    source: str, excerpt: Excerpt, ticks: Collection[int], dropped: Collection[int] = ()
) -> Excerpt:
    """The excerpt with exactly these units of `sentences(source)` kept whole.

    A unit that was kept in part and has no tick stays so, unless it is among `dropped`.
    Insertions stay before the words that they stood before, or go with them.
    """
    units = sentences(source)
    if not set(ticks) <= set(range(len(units))):
        raise ExcerptBroken("The answer has no such sentence; it may have been edited.")
    were, kept = ticked(source, excerpt), joined(source, excerpt)
    spans: Spans = []
    for number, (start, end, _) in enumerate(units):
        if number in ticks:
            spans.append((start, end))
        elif number not in were and number not in dropped:
            spans += [
                (max(start, first), min(end, last))
                for first, last in kept
                if first < end and start < last
            ]
    stays = [
        (place, text)
        for place, text in placed(source, excerpt)
        if any(first <= place <= last for first, last in spans)
    ]
    return composed(source, spans, stays)


def placed(source: str, excerpt: Excerpt) -> Placed:
    """Where the insertions stand: before the next kept word, else behind the last."""
    found: Placed = []
    place = len(source)
    for segment in reversed(excerpt):
        if isinstance(segment, Insert):
            if place == len(source):
                spans = joined(source, excerpt)
                place = spans[-1][1] if spans else 0
            found.append((place, segment.text))
        elif source[segment.start : segment.end].strip():
            place = trimmed(source, segment.start, segment.end)[0]
    return found[::-1]


def composed(source: str, spans: Spans, insertions: Placed) -> Excerpt:
    """The excerpt of these spans, with neighbours joined and insertions in between."""
    waiting = sorted(insertions, key=lambda one: one[0])
    segments: list[Segment] = []
    for start, end in sorted(spans):
        last = segments[-1] if segments else None
        if isinstance(last, Keep) and not source[last.end : start].strip():
            segments.pop()
            start = last.start
        while waiting and waiting[0][0] < end:
            place, text = waiting.pop(0)
            if start < place:
                segments.append(Keep(*trimmed(source, start, place)))
                start = place
            segments.append(Insert(text))
        segments.append(Keep(start, end))
    return (*segments, *(Insert(text) for _, text in waiting))


def from_typing(source: str, typed: str) -> Excerpt:
    """The excerpt that reads as `typed`: words of `source`, […] and [insertions].

    Words that are left out are cut, with or without a mark. Raises ExcerptBroken for a
    word that is not in the answer at its place.
    """
    reader = _Typed(source)
    for words, label in _pieces(source, typed):
        reader.read(words.split())
        if label and label not in CUTS_BY_HAND:
            reader.waiting.append(label)
    return reader.excerpt()


def _pieces(source: str, typed: str) -> list[tuple[str, str]]:
    """Words with the label of the bracket that follows them, "" at the end."""
    pieces, start = [], 0
    for match in BRACKETED.finditer(typed):
        label = " ".join(match.group(1).split())
        if f"[{label}]" in source and label not in CUTS_BY_HAND:
            continue  # the writer's own
        pieces.append((typed[start : match.start()], label))
        start = match.end()
    return [*pieces, (typed[start:], "")]


class _Typed:
    """How far the source has been read, and what of it is kept."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = [
            (word.start(), word.group()) for word in re.finditer(r"\S+", source)
        ]
        self.starts = [start for start, _ in self.tokens]
        self.at: dict[str, list[int]] = defaultdict(list)
        for number, (_, word) in enumerate(self.tokens):
            for form in {word, word.rstrip(CLOSERS), word.lstrip(OPENERS)} - {""}:
                self.at[form].append(number)
        self.place = 0
        self.spans: Spans = []
        self.waiting: list[str] = []
        self.insertions: Placed = []

    def read(self, words: Sequence[str]) -> None:
        """Keep these words: in one piece where they stand so, else in long runs."""
        pattern = r"\s+".join(map(re.escape, words))
        whole = re.compile(rf"(?<!\w){pattern}(?!\w)").search(self.source, self.place)
        if whole and words:
            self._keep(*whole.span())
            return
        while words:
            words = words[self._take(words) :]

    def excerpt(self) -> Excerpt:
        end = self.spans[-1][1] if self.spans else 0
        self._insert(end)
        return composed(self.source, self.spans, self.insertions)

    def _take(self, words: Sequence[str]) -> int:
        """Keep the longest run of them that stands somewhere ahead; how many it is."""
        first = bisect_left(self.starts, self.place)
        known = self.at.get(words[0], [])
        places = known[bisect_left(known, first) :][:MOST_PLACES]
        if not places:
            raise ExcerptBroken(
                f"“{words[0][:60]}” does not stand in the answer at this place. Only "
                "take words out; put your own in [brackets]."
            )
        run, number = max((self._run(words, at), -at) for at in places)
        self._keep(*self._span(words, -number, run))
        return run

    def _run(self, words: Sequence[str], at: int) -> int:
        run = 1
        while (
            run < min(len(words), len(self.tokens) - at)
            and self.tokens[at + run][1] == words[run]
        ):
            run += 1
        return run

    def _span(self, words: Sequence[str], at: int, run: int) -> tuple[int, int]:
        start, word = self.tokens[at]
        if word != words[0]:
            start += word.index(words[0])
        end, last = self.tokens[at + run - 1]
        return start, (start + len(words[0]) if run == 1 else end + len(last))

    def _keep(self, start: int, end: int) -> None:
        self._insert(start)
        self.spans.append((start, end))
        self.place = end

    def _insert(self, place: int) -> None:
        self.insertions += [(place, text) for text in self.waiting]
        self.waiting = []
