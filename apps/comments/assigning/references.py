"""Where a comment says which question it means: by number, or by a heading."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from apps.comments.assigning.outline import Asked
from apps.lib.words import STOPWORDS, stem, words

_NUMBER = re.compile(
    r"(?<!\w)(?:questions?|q|no\.?|number|point|#)\s*#?(\d{1,3})\b(?![.,]\d)",
    re.IGNORECASE,
)
# "Re: Chips", "on Chips:", "the Chips section", "“Chips”".
_BEFORE = r"(?:\bre\b:?|\b(?:on|about|regarding|under|in|section|heading|as for)\b:?)"
_AFTER = r"(?:section|part|heading|chapter|questions?)\b"
# A heading this long is nothing anyone says by chance.
NOT_BY_CHANCE = 3
BY_NUMBER, BY_HEADING = 1.0, 1.0


class References:
    """The names that an essay's questions go by."""

    def __init__(self, questions: Sequence[Asked]) -> None:
        self._numbered: dict[int, set[str]] = defaultdict(set)
        outermost = [asked for asked in questions if not asked.parent]
        # Some readers count every question, some only those at the margin.
        for counted in (questions, outermost):
            for number, asked in enumerate(counted, 1):
                self._numbered[number].add(asked.key)
        under: dict[str, set[str]] = defaultdict(set)
        for asked in questions:
            for title in asked.headings:
                under[title].add(asked.key)
        self._headings = [
            (words(title)[0], _pattern(title), frozenset(keys))
            for title, keys in under.items()
            if words(title)
        ]

    def meant(self, text: str) -> Mapping[str, float]:
        """By question, how surely the text names it: a share of 1 each time."""
        found: dict[str, float] = defaultdict(float)
        for number in _NUMBER.finditer(text):
            for key in self._numbered.get(int(number[1]), ()):
                found[key] = max(found[key], BY_NUMBER)
        folded = text.casefold()
        for word, pattern, keys in self._headings:
            # Most headings are ruled out by one look.
            if word in folded and pattern.search(text):
                for key in keys:
                    found[key] = max(found[key], BY_HEADING)
        return found


def _pattern(title: str) -> re.Pattern[str]:
    spelt = r"\W+".join(re.escape(word) for word in words(title)).replace("'", "['’]")
    telling = [stem(word) for word in words(title) if word not in STOPWORDS]
    if len(words(title)) >= NOT_BY_CHANCE and len(telling) > 1:
        return re.compile(rf"\b{spelt}\b", re.IGNORECASE)
    mark = "[\"“”'‘’«»*_]"
    return re.compile(
        rf"{_BEFORE}\s+(?:the\s+)?{mark}?{spelt}\b{mark}?\s*(?:[:.,;)\n–—-]|{_AFTER}|$)"
        rf"|{mark}{spelt}{mark}|^\W*{spelt}\s*:|\b{spelt}\W+{_AFTER}",
        re.IGNORECASE | re.MULTILINE,
    )
