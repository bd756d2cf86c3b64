"""What answers to different questions have in common: the telling words they share.

A suggestion for the editor: a group across questions. Local and deterministic: words
weighted by how rare they are among the answers, and answers joined while they are more
like each other than like the rest.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from apps.digest.scoring import Entry
from apps.lib.words import STOPWORDS, stem, words

# A theme joins at least so many answers, from at least so many questions.
FEWEST_ANSWERS = 3
FEWEST_QUESTIONS = 2
LIKE_ENOUGH = 0.2
# Most of its answers use so many words that others do not: a year or a number that two
# of them mention is no argument.
FEWEST_WORDS = 2
MOST_OF_THEM = 0.75
MOST_THEMES = 8
MOST_IN_A_THEME = 8
MOST_WORDS = 5
_SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True)
class Theme:
    """`words` are what most of the answers share, the most telling first."""

    words: tuple[str, ...]
    keys: tuple[str, ...]


Bag = Mapping[str, float]
Progress = Callable[[int, int], None]


def themes(
    entries: Sequence[Entry], progress: Progress = lambda done, total: None
) -> tuple[Theme, ...]:
    """Suggested groups among these answers, the closest first; n² log n for n answers.

    Give it what is in the tray, not everything there is. An answer is in one theme at
    most. `progress` hears how much of how much is done, and may raise to stop it.
    """
    ordered = sorted(entries, key=lambda entry: entry.key)
    texts = [_telling(entry.text) for entry in ordered]
    spread = Counter(term for text in texts for term in set(text))
    bags = [_bag(text, spread, len(texts)) for text in texts]
    found = []
    for members in _joined(bags, progress):
        questions = {ordered[place].question for place in members}
        if len(members) >= FEWEST_ANSWERS and len(questions) >= FEWEST_QUESTIONS:
            shared = _shared(
                [bags[place] for place in members], [ordered[p] for p in members]
            )
            keys = tuple(ordered[place].key for place in members)
            if len(shared) >= FEWEST_WORDS:
                found.append((-_closeness(members, bags), Theme(shared, keys)))
    found.sort(key=lambda pair: (pair[0], pair[1].keys))
    return tuple(theme for _, theme in found[:MOST_THEMES])


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


def _joined(bags: Sequence[Bag], progress: Progress) -> list[list[int]]:
    """Groups by average likeness: the two most alike are joined, again and again.

    Of two pairs that are equally alike the first is. Pairs wait in a heap; one whose
    likeness has changed since, or that is gone, is passed over when its turn comes.
    """
    total = 2 * len(bags)
    alike: dict[tuple[int, int], float] = {}
    for two, bag in enumerate(bags):
        progress(two, total)
        for one in range(two):
            if likeness := _cosine(bags[one], bag):
                alike[one, two] = likeness
    heap = [_waiting(pair, likeness) for pair, likeness in alike.items()]
    heapify(heap)
    groups = {place: [place] for place in range(len(bags))}
    while heap:
        turn = heappop(heap)
        pair = turn[1:]
        if turn != _waiting(pair, alike.get(pair, 0.0)):
            continue
        if alike.pop(pair) < LIKE_ENOUGH:
            break
        if sum(len(groups[place]) for place in pair) <= MOST_IN_A_THEME:
            for changed in _join(*pair, groups, alike):
                heappush(heap, _waiting(changed, alike[changed]))
            progress(total - len(groups), total)
    progress(total, total)
    return [sorted(members) for _, members in sorted(groups.items())]


def _waiting(pair: tuple[int, int], likeness: float) -> tuple[float, int, int]:
    return -round(likeness, 9), *pair


def _join(
    one: int,
    two: int,
    groups: dict[int, list[int]],
    alike: dict[tuple[int, int], float],
) -> Iterator[tuple[int, int]]:
    """Put `two` into `one`; the pairs that are alike in another way since."""
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
            yield first


def _pair(one: int, two: int) -> tuple[int, int]:
    return (one, two) if one < two else (two, one)


def _cosine(left: Bag, right: Bag) -> float:
    # In whatever order: this sum is exact before it is rounded.
    shared = left.keys() & right.keys()
    return math.fsum(left[term] * right[term] for term in shared)


def _closeness(members: Sequence[int], bags: Sequence[Bag]) -> float:
    pairs = [
        _cosine(bags[one], bags[two])
        for place, two in enumerate(members)
        for one in members[:place]
    ]
    return round(math.fsum(pairs) / len(pairs), 9)


def _shared(bags: Sequence[Bag], entries: Sequence[Entry]) -> tuple[str, ...]:
    """The weightiest words that most of the answers use, as they wrote them."""
    weight: dict[str, float] = defaultdict(float)
    holders = Counter(term for bag in bags for term in bag)
    for bag in bags:
        for term, share in bag.items():
            weight[term] += share
    shared = [term for term in weight if holders[term] >= MOST_OF_THEM * len(bags)]
    best = sorted(shared, key=lambda term: (-round(weight[term], 9), term))
    return tuple(_as_written(term, entries) for term in best[:MOST_WORDS])


def _as_written(term: str, entries: Sequence[Entry]) -> str:
    forms = Counter(
        word for entry in entries for word in words(entry.text) if stem(word) == term
    )
    return min(forms, key=lambda form: (-forms[form], form))
