"""What answers to different questions have in common, named by its telling words.

A suggestion for the editor: a group across questions. Local and deterministic: words
weighted by how rare they are among the answers, and answers joined while they are more
like each other than like the rest.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from apps.digest.scoring import Entry
from apps.lib.words import STOPWORDS, stem, words

# A theme joins at least so many answers, from at least so many questions.
FEWEST_ANSWERS = 3
FEWEST_QUESTIONS = 2
LIKE_ENOUGH = 0.12
MOST_THEMES = 8
MOST_IN_A_THEME = 8
WORDS_IN_A_NAME = 3
_SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True)
class Theme:
    name: str
    keys: tuple[str, ...]


Bag = Mapping[str, float]


def themes(entries: Sequence[Entry]) -> tuple[Theme, ...]:
    """Suggested groups among these answers, the closest first; n² for n answers.

    Give it what is in the tray, not everything there is. An answer is in one theme at
    most.
    """
    ordered = sorted(entries, key=lambda entry: entry.key)
    texts = [_telling(entry.text) for entry in ordered]
    spread = Counter(term for text in texts for term in set(text))
    bags = [_bag(text, spread, len(texts)) for text in texts]
    found = []
    for members in _joined(bags):
        questions = {ordered[place].question for place in members}
        if len(members) >= FEWEST_ANSWERS and len(questions) >= FEWEST_QUESTIONS:
            name = _name(
                [bags[place] for place in members], [ordered[p] for p in members]
            )
            found.append(
                (
                    -_closeness(members, bags),
                    Theme(name, tuple(ordered[place].key for place in members)),
                )
            )
    found.sort(key=lambda pair: (pair[0], pair[1].keys))
    return tuple(theme for _, theme in found[:MOST_THEMES] if theme.name)


def _telling(text: str) -> list[str]:
    return [
        stem(word)
        for word in words(text)
        if word not in STOPWORDS and len(word) >= _SHORTEST_WORD
    ]


def _bag(text: Sequence[str], spread: Counter[str], total: int) -> Bag:
    """Weights of length 1 together; a word that everybody uses weighs next to nothing."""
    weights = {
        # A word used twice is no accident, a word used ten times is no five times more.
        term: (1 + math.log(times)) * math.log((1 + total) / spread[term])
        for term, times in sorted(Counter(text).items())
        if spread[term] > 1
    }
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()} if length else {}


def _joined(bags: Sequence[Bag]) -> list[list[int]]:
    """Groups by average likeness: the two most alike are joined, again and again."""
    alike = {
        (one, two): likeness
        for two in range(len(bags))
        for one in range(two)
        if (likeness := _cosine(bags[one], bags[two]))
    }
    groups = {place: [place] for place in range(len(bags))}
    while alike:
        (one, two), likeness = max(
            alike.items(),
            key=lambda pair: (round(pair[1], 9), -pair[0][0], -pair[0][1]),
        )
        if likeness < LIKE_ENOUGH:
            break
        del alike[one, two]
        if len(groups[one]) + len(groups[two]) > MOST_IN_A_THEME:
            continue
        _join(one, two, groups, alike)
    return [sorted(members) for _, members in sorted(groups.items())]


def _join(
    one: int,
    two: int,
    groups: dict[int, list[int]],
    alike: dict[tuple[int, int], float],
) -> None:
    sizes = len(groups[one]), len(groups[two])
    groups[one] += groups.pop(two)
    for other in groups:
        if other == one:
            continue
        first, second = _pair(one, other), _pair(two, other)
        parts = (alike.pop(first, 0.0), alike.pop(second, 0.0))
        average = (parts[0] * sizes[0] + parts[1] * sizes[1]) / sum(sizes)
        if average:
            alike[first] = average


def _pair(one: int, two: int) -> tuple[int, int]:
    return (one, two) if one < two else (two, one)


def _cosine(left: Bag, right: Bag) -> float:
    return math.fsum(
        weight * right[term] for term, weight in left.items() if term in right
    )


def _closeness(members: Sequence[int], bags: Sequence[Bag]) -> float:
    pairs = [
        _cosine(bags[one], bags[two])
        for place, two in enumerate(members)
        for one in members[:place]
    ]
    return round(math.fsum(pairs) / len(pairs), 9)


def _name(bags: Sequence[Bag], entries: Sequence[Entry]) -> str:
    """Its weightiest words that at least two answers share, as they wrote them."""
    weight: dict[str, float] = defaultdict(float)
    holders = Counter(term for bag in bags for term in bag)
    for bag in bags:
        for term, share in bag.items():
            weight[term] += share
    shared = [term for term in weight if holders[term] > 1]
    best = sorted(shared, key=lambda term: (-round(weight[term], 9), term))
    written = [_as_written(term, entries) for term in best[:WORDS_IN_A_NAME]]
    listed = " and ".join(
        part for part in (", ".join(written[:-1]), *written[-1:]) if part
    )
    return listed[:1].upper() + listed[1:]


def _as_written(term: str, entries: Sequence[Entry]) -> str:
    forms = Counter(
        word for entry in entries for word in words(entry.text) if stem(word) == term
    )
    return min(forms, key=lambda form: (-forms[form], form))
