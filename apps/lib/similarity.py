"""Which texts say the same thing, and which question was asked before.

Standard library only, and the same result on every machine and run: words are
compared as words, never through the built-in hash, and every tie has an order.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from apps.lib.words import stem, telling, words

SHINGLE = 3
# A tenth of the words changed leaves about half of the shingles shared; two answers
# on one topic by different people share under a tenth.
ALIKE = 0.35
# A short text inside a longer one cannot reach ALIKE. It still says the same if most
# of it is there and the longer one does not go on to say much more.
CONTAINED = 0.6
LONGER = 3
# From here up a member adds nothing to its leader's reach.
CLOSE = 0.6
# "Yes, I agree." twice is no repetition worth reporting.
MIN_WORDS = 6
# How many texts one shingle may name. Only phrases everybody uses reach it, and a
# real pair shares rarer ones too.
MAX_POSTINGS = 64

Shingles = frozenset[tuple[str, ...]]


def clusters(texts: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Groups of near-duplicates among (key, plain text), as keys, two or more each.

    Texts are taken longest first. Each joins the group it is most like or leads a new
    one, so a text pasted a thousand times costs a thousand look-ups. Members are at
    most two steps from their leader: no chain of small changes links unlike texts.
    A group begins with its leader; groups follow their leaders' order.
    """
    ordered = sorted(
        ((key, shingles(text)) for key, text in texts),
        key=lambda pair: (-len(pair[1]), pair[0]),
    )
    groups: list[list[str]] = []
    voices = _Voices()
    for key, found in ordered:
        if not found:
            continue
        likeness, near = voices.nearest(found)
        if near is None:
            voices.add(found, group=len(groups), leads=True)
            groups.append([key])
            continue
        groups[near.group].append(key)
        # Somebody further off may be like this text and not like its leader.
        if near.leads and likeness < CLOSE:
            voices.add(found, group=near.group, leads=False)
    return [keys for keys in groups if len(keys) > 1]


def shingles(text: str) -> Shingles:
    """Every run of three stemmed words; none for a text too short to repeat another."""
    stems = [stem(word) for word in words(text)]
    if len(stems) < MIN_WORDS:
        return frozenset()
    return frozenset(zip(*(stems[start:] for start in range(SHINGLE)), strict=False))


def alike(left: Shingles, right: Shingles) -> float:
    """How alike two texts are, 0 to 1; 0 unless they count as near-duplicates."""
    short, long = sorted((left, right), key=len)
    shared = len(short & long)
    jaccard = shared / (len(short) + len(long) - shared)
    inside = shared >= CONTAINED * len(short) and len(long) <= LONGER * len(short)
    return jaccard if jaccard >= ALIKE or inside else 0.0


@dataclass(frozen=True, slots=True)
class _Voice:
    found: Shingles
    group: int
    leads: bool


class _Voices:
    """The texts that speak for a group, found by the shingles they hold."""

    def __init__(self) -> None:
        self._voices: list[_Voice] = []
        self._holding: dict[tuple[str, ...], list[int]] = defaultdict(list)

    def add(self, found: Shingles, *, group: int, leads: bool) -> None:
        for shingle in found:
            if len(self._holding[shingle]) < MAX_POSTINGS:
                self._holding[shingle].append(len(self._voices))
        self._voices.append(_Voice(found, group, leads))

    def nearest(self, found: Shingles) -> tuple[float, _Voice | None]:
        """The voice most like `found`, the earliest of equals, and how alike it is."""
        shared: Counter[int] = Counter()
        for shingle in found:
            shared.update(self._holding.get(shingle, ()))
        # Alike texts share half of the shorter one or more. Full postings may hide
        # some of that, so a quarter is enough to be worth the exact comparison.
        worth = (place for place, count in shared.items() if 4 * count >= len(found))
        likeness, place = max(
            ((alike(found, self._voices[place].found), -place) for place in worth),
            default=(0.0, 0),
        )
        return likeness, self._voices[-place] if likeness else None


def closest(
    query: str, candidates: Sequence[tuple[str, str]], limit: int = 5
) -> list[tuple[str, float]]:
    """The candidates (key, text) that share the query's telling words, best first.

    The score is the cosine of the two texts' stems, each weighted by how rare it is
    among the candidates: over 0 (else left out) to 1 (the same words). Ties go by key.
    """
    asked = telling(query)
    bags = [(key, telling(text)) for key, text in candidates]
    holding = Counter(term for _, bag in bags for term in bag)
    weight = {
        term: math.log1p(len(bags) / (1 + holding[term])) ** 2
        for term in asked.union(holding)
    }
    scored = ((key, _cosine(asked, bag, weight)) for key, bag in bags if asked & bag)
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:limit]


def _cosine(
    left: frozenset[str], right: frozenset[str], weight: dict[str, float]
) -> float:
    # fsum, because sets come in any order and a plain sum would differ in the last bit.
    shared = math.fsum(weight[term] for term in left & right)
    lengths = math.fsum(weight[term] for term in left) * math.fsum(
        weight[term] for term in right
    )
    return min(1.0, shared / math.sqrt(lengths))
