"""Questions that were reworded: pairs of texts that share most of their words."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import pairwise

from apps.lib.words import STOPWORDS, stem, words
from apps.questions.revising.version import Asking

# Shared words are worth nothing below this, whatever stands around them.
ALIKE = 0.4
# ALIKE and these hints must come to this: half of the words, or a bit less of them in
# the same section, under the same parent, after the same question.
NEAR = 0.5
SAME_SECTION, SAME_PARENT, SAME_NEIGHBOUR = 0.06, 0.02, 0.04
# "How is the…?" is no likeness: a word that says little counts for a quarter.
COMMON = 0.25
# A word in more questions than this finds nothing that rarer ones do not, and how many
# of the questions it finds are compared in full.
MOST_HOLDING = 64
COMPARED = 8

Bag = Mapping[str, float]


def near_pairs(
    old: Sequence[Asking],
    new: Sequence[Asking],
    paired: Mapping[str, str],
    sections: Mapping[str, str],
) -> dict[str, str]:
    """New keys with the old keys of their earlier wording; the nearest pairs first.

    `paired` are the questions found already, `sections` the sections.
    """
    before = _neighbours(old, new, paired)
    settled = set(paired.values())
    waiting = [row for row in old if row.key not in settled]
    asked = [row for row in new if row.key not in paired]
    scored: list[tuple[float, int, int]] = []
    for place, other, alike in _alike(waiting, asked):
        row, was = asked[place], waiting[other]
        hints = SAME_SECTION * (sections.get(row.section, "") == was.section)
        hints += SAME_PARENT * (paired.get(row.parent, "") == was.parent)
        hints += SAME_NEIGHBOUR * ((row.key, was.key) in before)
        if alike >= ALIKE and alike + hints >= NEAR:
            scored.append((-alike - hints, place, other))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, place, other in sorted(scored):
        if place not in found and other not in taken:
            found[place] = other
            taken.add(other)
    return {asked[place].key: waiting[other].key for place, other in found.items()}


def likeness(left: Bag, right: Bag) -> float:
    """Twice the shared weight by the whole weight (Dice), 0 to 1."""
    shared = sum(min(weight, right.get(word, 0)) for word, weight in left.items())
    whole = sum(left.values()) + sum(right.values())
    return 2 * shared / whole if whole else 0.0


def bag(text: str) -> Bag:
    """The stems of a text, weighted by how much they say and how often they stand."""
    counted: Counter[str] = Counter()
    found: dict[str, float] = {}
    for word in words(text):
        counted[stem(word)] += 1
        worth = COMMON if word in STOPWORDS else 1.0
        found[stem(word)] = max(worth, found.get(stem(word), 0.0))
    return {word: found[word] * number for word, number in counted.items()}


def _alike(
    old: Sequence[Asking], new: Sequence[Asking]
) -> Iterator[tuple[int, int, float]]:
    """Places in `new` and `old` worth a look, and how alike the texts are."""
    bags = [bag(row.text) for row in old]
    holding: dict[str, list[int]] = defaultdict(list)
    for place, held in enumerate(bags):
        for word, weight in held.items():
            # Texts that share no telling word are never alike.
            if weight >= 1:
                holding[word].append(place)
    for place, row in enumerate(new):
        wanted = bag(row.text)
        shared: dict[int, float] = defaultdict(float)
        for word, weight in wanted.items():
            if len(holding.get(word, ())) <= MOST_HOLDING:
                for other in holding.get(word, ()):
                    shared[other] += weight
        for other in nlargest(COMPARED, shared, key=lambda o: (shared[o], -o)):
            yield place, other, likeness(wanted, bags[other])


def _neighbours(
    old: Sequence[Asking], new: Sequence[Asking], paired: Mapping[str, str]
) -> set[tuple[str, str]]:
    """Pairs of a new and an old key that follow the same question."""
    after = {previous.key: row.key for previous, row in pairwise(old)}
    return {
        (row.key, after[paired[previous.key]])
        for previous, row in pairwise(new)
        if paired.get(previous.key) in after
    }
