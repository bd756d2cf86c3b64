"""How alike two short texts are: by the words they share, the rare ones most."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping

Bag = frozenset[str]

# A word that only the other text has is taken to be in one text of so many. How common
# it really is would be a question to the index for each word of each candidate.
_ONE_IN = 50


def weights(
    counts: Mapping[str, int], candidates: Iterable[Bag], total: int
) -> dict[str, float]:
    """By term: more for a rarer one. `counts` are known for the terms asked about."""
    seen = Counter(term for bag in candidates for term in bag)
    supposed = {term: max(seen[term], total // _ONE_IN) for term in seen}
    return {
        term: math.log1p(total / (1 + min(count, total))) ** 2
        for term, count in (supposed | dict(counts)).items()
    }


def likeness(asked: Bag, other: Bag, weight: Mapping[str, float]) -> float:
    """The cosine of the two: from 0, nothing shared, to 1, the same words."""
    # fsum, for sets come in any order and a plain sum would differ in the last bit.
    shared = math.fsum(weight[term] for term in asked & other)
    lengths = _length(asked, weight) * _length(other, weight)
    return min(1.0, shared / math.sqrt(lengths)) if shared else 0.0


def _length(bag: Bag, weight: Mapping[str, float]) -> float:
    return math.fsum(weight[term] for term in bag)
