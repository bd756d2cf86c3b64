"""Telling words: what two texts may share besides the subject of the whole page."""

from collections import Counter
from collections.abc import Iterable

_LONGEST_STEM = 6
_MOST_BLOCKS = 3


def common_words(texts: list[str]) -> frozenset[str]:
    """Words of the page's subject: in a tenth of its blocks, and in more than three."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_content_words(text))
    limit = max(_MOST_BLOCKS, len(texts) // 10)
    return frozenset(word for word, count in counts.items() if count > limit)


def share_subject(one: str, other: str, common: Iterable[str]) -> bool:
    """Whether two texts share a telling word, not one that the whole page is about."""
    return bool((_content_words(one) & _content_words(other)).difference(common))


def _content_words(plain: str) -> set[str]:
    """The longer words, cut to the letters that their inflections share."""
    return {
        word[:_LONGEST_STEM]
        for word in (each.strip("\"'“”‘’().,;:?!").lower() for each in plain.split())
        if len(word) >= _LONGEST_STEM and word.isalpha()
    }
