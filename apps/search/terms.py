"""The words of a text as the index knows them: the same on every database.

The engines are given these and told to change nothing about them. So both find the
same texts: neither has rules of its own about case, accents, endings or scripts.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from apps.lib.words import STOPWORDS, stem

# Longer than any word; PostgreSQL refuses to index what is over 2 kB.
LONGEST = 40
# Scripts that put no blank between words are known by their single characters.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Vowel signs and accents that stand inside words: Latin, Hebrew, Arabic, India, Thai.
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f"
    "\u0981-\u0983\u09bc-\u09cd\u0b82-\u0bcd\u0e31\u0e34-\u0e4e"
)
_LETTER = f"(?:(?![{_UNSPACED}])[^\\W_]|[{_MARKS}])"
_WORD = re.compile(f"[{_UNSPACED}]|{_LETTER}+(?:['’]{_LETTER}+)*")
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_NO_LETTER = re.compile(f"[^{_MARKS}\\w]|_")


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands in its text: `text[start:end]`."""

    term: str
    start: int
    end: int
    is_common: bool


def words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        typed = match.group().casefold().replace("’", "'")
        term = stem(_folded(typed))[:LONGEST]
        if term:
            yield Word(term, match.start(), match.end(), typed in STOPWORDS)


def terms(text: str) -> list[str]:
    """In the order of the text, repeated where it repeats them."""
    return [word.term for word in words(text)]


def row_of(text: str) -> str:
    """The terms as they are stored: a blank on either side of each."""
    return f" {' '.join(terms(text))} "


def _folded(word: str) -> str:
    """Without case, the accents of Latin, Greek and Cyrillic, and apostrophes."""
    compatible = unicodedata.normalize("NFKC", word).casefold()
    bare = _LATIN_MARKS.sub("", unicodedata.normalize("NFD", compatible))
    # Compatibility forms such as "½" and "℅" hold signs that are no letters.
    return _NO_LETTER.sub("", unicodedata.normalize("NFC", bare))


# What says nothing of what a text is about, as it stands in the index.
COMMON_TERMS = frozenset(terms(" ".join(STOPWORDS)))
