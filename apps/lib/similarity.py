"""Which question was asked before.

Standard library only, and the same result on every machine and run: words are
compared as words, never through the built-in hash, and every tie has an order.
"""

import math
from collections import Counter
from collections.abc import Sequence

from apps.lib.words import telling


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
