"""Texts as small numbers: which runs of words they hold, and a sample of these.

The numbers are the same on every machine and run, and small enough that those of a
hundred thousand texts stand in memory together.
"""

import re
from array import array
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from apps.lib.words import STOPWORDS, stem, words

# "Yes, I agree." twice is no repetition worth reporting.
MIN_WORDS = 6
# What two texts share of their samples tells what they share of all.
SAMPLE = 24
# CRC keeps neighbours near; an odd factor spreads them over all numbers, so that the
# least ones are a fair sample.
_SPREAD, _LARGEST = 0x9E3779B1, 0xFFFFFFFF
# A quotation in running text; shorter ones are titles and turns of phrase.
_QUOTED = re.compile('“[^“”]{30,}”|«[^«»]{30,}»|"[^"\n]{30,}"')


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """`runs` of three words and the telling words, `terms`, as sorted, distinct numbers.

    `sample` is of the runs and of the pairs of neighbouring telling words.
    """

    runs: "array[int]"
    terms: "array[int]"
    sample: "array[int]"


def fingerprint(text: str) -> Fingerprint | None:
    """None for a text too short to repeat another."""
    said = words(spoken(text))
    if len(said) < MIN_WORDS:
        return None
    numbers = [_number(word) for word in said]
    telling = [_number(word) for word in said if word not in STOPWORDS]
    runs = sorted(
        {
            (one * 31 + two * 17 + three) * _SPREAD & _LARGEST
            for one, two, three in zip(numbers, numbers[1:], numbers[2:], strict=False)
        }
    )
    pairs = sorted({(one + two) * _SPREAD & _LARGEST for one, two in pairwise(telling)})
    return Fingerprint(
        array("I", runs),
        array("I", sorted({*telling})),
        array("I", [*runs[:SAMPLE], *pairs[:SAMPLE]]),
    )


def spoken(text: str) -> str:
    """The text without what it quotes, or whole where it is nothing but a quotation."""
    own = _QUOTED.sub(" ", text)
    return own if any(map(str.isalnum, own)) else text


@lru_cache(maxsize=50_000)
def _number(word: str) -> int:
    """The same for all forms of a word."""
    return crc32(stem(word).encode())
