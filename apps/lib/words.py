"""Text as words: folded, lightly stemmed, the same on every machine."""

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Words that say nothing about what a question is about.
COMMON = (
    "a about after all also an and any are as at be because been but by can could did"
    " do does for from get had has have how i if in into is it its just may might more"
    " most much my no not of on one or our out over own s should so some such than that"
    " the their them then there these they this those to too up us very was we were"
    " what when where which who why will with would you your"
)
STOPWORDS = frozenset(COMMON.split())
ENDINGS = (
    ("ational", "ate"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("ization", "ize"),
    ("isation", "ize"),
    ("ations", "ate"),
    ("ation", "ate"),
    ("ingly", ""),
    ("edly", ""),
    ("ments", ""),
    ("ment", ""),
    ("ness", ""),
    ("ings", ""),
    ("ing", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("ers", ""),
    ("ely", ""),
    ("ed", ""),
    ("er", ""),
    ("ly", ""),
    ("es", ""),
    ("s", ""),
    ("e", ""),
)


def words(text: str) -> list[str]:
    """The words of `text` without case, accents of writing style or punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return WORD.findall(folded)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A light stem: enough that "predicts" meets "predicting", never under 3 letters."""
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2]:
        return word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


def telling(text: str) -> frozenset[str]:
    """The stems of the words in `text` that say what it is about."""
    return frozenset(stem(word) for word in words(text) if word not in STOPWORDS)
