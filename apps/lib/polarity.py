"""Whether one text denies what another says in nearly the same words.

Two texts may share nine words in ten and mean the opposite. What tells them apart is
small: a "not", a "never", an "impossible". So each pair of neighbouring telling words
is noted with its sense, denied or not, and two texts that give one pair different
senses contradict each other.
"""

from collections import defaultdict
from collections.abc import Mapping

from apps.lib.words import STOPWORDS, stem, words

_DENIALS = frozenset(
    [
        "not",
        "no",
        "never",
        "neither",
        "nor",
        "none",
        "nobody",
        "nothing",
        "nowhere",
        "without",
        "cannot",
        "hardly",
    ]
)
# Each means the denial of another word; both count as one word with two senses.
_OPPOSITES = {
    "impossible": "possible",
    "unlikely": "likely",
    "unable": "able",
    "false": "true",
    "wrong": "right",
    "worse": "better",
    "worst": "best",
    "bad": "good",
    "fewer": "more",
    "less": "more",
    "least": "most",
    "lower": "higher",
    "decrease": "increase",
    "decreased": "increased",
    "decreases": "increases",
    "fell": "rose",
    "falls": "rises",
    "falling": "rising",
    "disagree": "agree",
    "oppose": "support",
    "opposed": "supported",
    "against": "for",
    "although": "because",
}
_MEANT = frozenset(_OPPOSITES.values())
# What comes and goes with a "not" and says nothing by itself.
_FILLING = (STOPWORDS | {"any", "ever", "anyone", "anybody", "anything"}) - _MEANT
# A denial reaches this many telling words at most, such as "not cheap in any town".
_SAID, _DENIED = 1, 2

Senses = Mapping[tuple[str, str], int]


def contradicts(left: str, right: str) -> bool:
    """Whether a pair of neighbouring telling words is denied by one text alone."""
    here, there = senses(left), senses(right)
    return any(sense & there.get(pair, sense) == 0 for pair, sense in here.items())


def senses(text: str) -> Senses:
    """For each pair of neighbouring telling words how it is meant: 1, 2, or 3 for both."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    previous, is_denied = "", False
    for word in words(text):
        if word in _DENIALS or word.endswith("n't"):
            is_denied = not is_denied
            continue
        meant = _OPPOSITES.get(word, word)
        if meant is not word:
            is_denied = not is_denied
        if meant in _FILLING:
            continue
        telling = stem(meant)
        found[previous, telling] |= _DENIED if is_denied else _SAID
        previous, is_denied = telling, False
    return found
