"""How much a comment's words speak for each question: BM25 over weighted fields."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from apps.comments.assigning.outline import Asked
from apps.comments.assigning.spelling import Spelling
from apps.lib.words import words

# What a word counts for by where it stands.
QUESTION, CONSIDERATION, HEADING = 4.0, 1.4, 1.2
ABOVE, BELOW, ANSWER = 0.4, 0.4, 0.5
# After so much of one word, more of it adds little.
ENOUGH = 2.0
# How far long questions are held against themselves: 0 not at all, 1 wholly.
LENGTH = 0.4
SHOWN_WORDS = 8


@dataclass(slots=True)
class Tally:
    """What speaks for one question: the sum, and how much each word gave to it."""

    score: float = 0.0
    by_word: dict[str, float] = field(default_factory=dict)

    def words(self) -> tuple[str, ...]:
        ordered = sorted(self.by_word.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(word for word, _ in ordered[:SHOWN_WORDS])


class Ranking:
    """The words of an essay by question; built once, asked often."""

    def __init__(self, questions: Sequence[Asked], spelling: Spelling) -> None:
        self._spelling = spelling
        self._postings: dict[str, list[tuple[str, float]]] = defaultdict(list)
        above = {asked.key: asked for asked in questions}
        below: dict[str, list[Asked]] = defaultdict(list)
        for asked in questions:
            below[asked.parent].append(asked)
        bags = {
            asked.key: self._bag(_fields(asked, above.get(asked.parent), below))
            for asked in questions
        }
        lengths = {key: sum(bag.values()) for key, bag in bags.items()}
        usual = sum(lengths.values()) / len(lengths) if lengths else 1.0
        for key, bag in bags.items():
            stretch = 1 - LENGTH + LENGTH * lengths[key] / usual
            for term, count in bag.items():
                self._postings[term].append((key, count / (count + ENOUGH * stretch)))
        self._rarity = {
            term: math.log(1 + len(bags) / (0.5 + len(found)))
            for term, found in self._postings.items()
        }

    def tallies(self, text: str) -> dict[str, Tally]:
        """What speaks for each question that shares a telling word with the text."""
        found: dict[str, Tally] = defaultdict(Tally)
        for word, count in Counter(words(text)).items():
            for term, worth in self._spelling.terms(word):
                weight = worth * (1 + math.log(count)) * self._rarity.get(term, 0.0)
                for key, strength in self._postings.get(term, ()):
                    tally = found[key]
                    gain = weight * strength
                    tally.score += gain
                    tally.by_word[word] = tally.by_word.get(word, 0.0) + gain
        return found

    def _bag(self, fields: Iterable[tuple[float, str]]) -> dict[str, float]:
        bag: dict[str, float] = defaultdict(float)
        for weight, text in fields:
            for word in words(text):
                for term, worth in self._spelling.terms(word):
                    bag[term] += weight * worth
        return bag


def _fields(
    asked: Asked, parent: Asked | None, below: Mapping[str, Sequence[Asked]]
) -> Iterator[tuple[float, str]]:
    yield QUESTION, asked.text
    yield from ((CONSIDERATION, text) for text in asked.considerations)
    yield from ((HEADING, title) for title in asked.headings[-1:])
    yield from ((ANSWER, text) for text in asked.answers)
    if parent:
        yield ABOVE, parent.text
        yield from ((ABOVE / 2, text) for text in parent.considerations)
    yield from ((BELOW, other.text) for other in below.get(asked.key, ()))
