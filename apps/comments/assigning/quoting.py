"""Where a comment repeats words of the essay."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from apps.comments.assigning.marks import Span, quotations
from apps.comments.assigning.outline import Node, Quoted
from apps.lib.words import STOPWORDS, WORD, words

RUN = 3
# How many places three words in a row may name. What everybody says names more.
MAX_POSTINGS = 40
# A word or a few may be left out or changed inside one quotation.
GAP = 4
# So much of what stands in quotation marks must stand in the essay. Without marks it
# takes this many words in a row, of which so many say something.
MARKED_SHARE = 0.6
UNMARKED, UNMARKED_TELLING = 7, 3
_SAME = str.maketrans("’‘“”„«»", '\'\'"""""')


class Token(NamedTuple):
    word: str
    start: int
    end: int


@dataclass(slots=True)
class _Run:
    """Words `first` to `last` of the comment, at `at` to `until` of the node."""

    node: int
    first: int
    last: int
    at: int
    until: int
    matched: int

    def continues(self, before: "_Run") -> bool:
        return (
            self.node == before.node
            and 0 <= self.first - before.last <= GAP
            and 0 <= self.at - before.until <= GAP
        )


class Quoting:
    """An index over every run of three words of an essay; built once, asked often."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._nodes = list(nodes)
        self._tokens = [tokens(node.text) for node in self._nodes]
        self._places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        for number, found in enumerate(self._tokens):
            for at, run in enumerate(_runs_of([token.word for token in found])):
                if len(self._places[run]) < MAX_POSTINGS:
                    self._places[run].append((number, at))

    def quoted(self, text: str) -> list[Quoted]:
        """What the text quotes, the most words first."""
        said = tokens(text)
        runs = _joined(self._runs([token.word for token in said]))
        if not runs:
            return []
        marked = quotations(text)
        found = (self._quoted(text, said, run, marked) for run in runs)
        return sorted(
            (each for each in found if each),
            key=lambda each: (-each.likeness * len(each.words), each.node, each.start),
        )

    def _runs(self, said: Sequence[str]) -> Iterator[_Run]:
        first = 0
        before: _Run | None = None
        while first <= len(said) - RUN:
            places = self._places.get(tuple(said[first : first + RUN]), ())
            options = [self._longest(said, first, *place) for place in places]
            if not options:
                first += 1
                continue
            previous = before
            before = max(
                options,
                key=lambda run: (
                    previous is not None and run.continues(previous),
                    run.matched,
                    -run.node,
                    -run.at,
                ),
            )
            yield before
            first = before.last

    def _longest(self, said: Sequence[str], first: int, node: int, at: int) -> _Run:
        there = self._tokens[node]
        length = RUN
        while (
            first + length < len(said)
            and at + length < len(there)
            and said[first + length] == there[at + length].word
        ):
            length += 1
        return _Run(node, first, first + length, at, at + length, length)

    def _quoted(
        self, text: str, said: Sequence[Token], run: _Run, marked: Sequence[Span]
    ) -> Quoted | None:
        likeness = _likeness(said, run, marked)
        node = self._nodes[run.node]
        there = self._tokens[run.node]
        if not likeness:
            return None
        start, end = there[run.at].start, there[run.until - 1].end
        end += _same_marks(text[said[run.last - 1].end :], node.text[end:])
        return Quoted(
            node=node.key,
            question=node.question,
            start=start,
            end=end,
            exact=node.text[start:end],
            likeness=likeness,
            words=tuple(token.word for token in said[run.first : run.last]),
        )


def tokens(text: str) -> list[Token]:
    """The words of a text as they are compared, with where they stand."""
    return [
        Token("".join(words(found.group())), found.start(), found.end())
        for found in WORD.finditer(text)
    ]


def _runs_of(said: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(said[start:] for start in range(RUN)), strict=False)


def _joined(runs: Iterable[_Run]) -> list[_Run]:
    """Runs of one node that follow each other closely, here and there, are one."""
    found: list[_Run] = []
    for run in runs:
        if found and run.continues(found[-1]):
            found[-1].last, found[-1].until = run.last, run.until
            found[-1].matched += run.matched
        else:
            found.append(run)
    return found


def _likeness(said: Sequence[Token], run: _Run, marked: Sequence[Span]) -> float:
    """How surely the run is a quotation; 0 for words that anyone might use."""
    here = said[run.first : run.last]
    telling = sum(token.word not in STOPWORDS for token in here)
    if not telling:
        return 0.0
    for start, end in marked:
        if start <= here[0].start and here[-1].end <= end + GAP:
            inside = sum(start <= token.start and token.end <= end for token in said)
            share = run.matched / max(inside, run.matched)
            if share >= MARKED_SHARE:
                return share
    if run.matched >= UNMARKED and telling >= UNMARKED_TELLING:
        return run.matched / len(here)
    return 0.0


def _same_marks(left: str, right: str) -> int:
    """How many marks after the last word are the same in both, without blanks."""
    length = 0
    for mine, theirs in zip(left[:GAP], right[:GAP], strict=False):
        if (
            mine.isspace()
            or mine.isalnum()
            or mine.translate(_SAME) != theirs.translate(_SAME)
        ):
            break
        length += 1
    return length
