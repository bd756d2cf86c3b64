"""People's names in the author's own words: finding them, and leaving them out."""

import re
from collections.abc import Iterable

from apps.lib.words import STOPWORDS

A_READER = "a reader"
# Shorter names are too often words.
SHORTEST_NAME = 4
# Of a part of a name an editor is told from here on.
SHORTEST_PART = 3
ENTITIES = {"&": "&(?:amp;)?", "<": "(?:<|&lt;)", ">": "(?:>|&gt;)"}
# An address of a link or of its own, and code: words there are not said of anybody.
_KEPT = r"\]\([^)\n]*\)|https?://[^\s)>\]]+|```[\s\S]*?```|`[^`\n]*`"
_WORD = r"[^\W\d_][\w'’]*"
_AFTER = re.compile(rf"(?:[ \t]*\n?[ \t]*|-)({_WORD})")
_BEFORE = re.compile(rf"({_WORD})(?:[ \t]*\n?[ \t]*|-)\Z")
_BEGINNING = re.compile(r"(?:\A|[.!?…]['\"”’)\]]*\s+|\n\s*\n|\n[ \t]*[-*>#]+[ \t]+)\Z")


def mentions(text: str, name: str) -> bool:
    """Whether a text says this name, in whatever way Markdown writes it."""
    return bool(re.search(_whole(name), text))


def parts(name: str) -> tuple[str, ...]:
    """Words of a name of several that may stand for all of it: "Rosa", "Lindqvist"."""
    found = re.findall(_WORD, name)
    if len(found) < 2:
        return ()
    return tuple(
        part for part in found if len(part) >= SHORTEST_PART and part[0].isupper()
    )


def says_part(text: str, part: str) -> bool:
    """Whether it stands there by itself, not as a part of somebody's longer name."""
    found = re.finditer(rf"(?<!\w){re.escape(part)}(?!\w)", text)
    return any(_is_alone(text, one.start(), one.end()) for one in found)


def is_telling(part: str, *, others: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether the part can mean nobody and nothing else in a post.

    No other person of the post, `others`, has it in their name, and none of its
    `texts` has it as a word of the language.
    """
    if len(part) < SHORTEST_NAME or not part[0].isupper():
        return False
    if part.lower() in STOPWORDS:
        return False
    named = re.compile(rf"(?<!\w){re.escape(part)}(?!\w)", re.IGNORECASE)
    if any(named.search(other) for other in others):
        return False
    word = re.compile(rf"(?<!\w){re.escape(part.lower())}(?!\w)")
    return not any(word.search(text) for text in texts)


def is_plain(name: str) -> bool:
    """Whether it is one word of letters, and may be a word of the language."""
    return bool(re.fullmatch(r"[^\W\d_]+", name))


class Rewording:
    """Says "a reader" for names, and for parts of them that are telling.

    Never anything else: what stands in the author's words is not a reader's to choose.
    A plain word is taken for a name only where it is telling. Addresses and code stay.
    """

    def __init__(
        self, names: Iterable[str], others: Iterable[str], texts: Iterable[str]
    ) -> None:
        others, texts = list(others), list(texts)
        wanted = {name for name in names if name != A_READER}
        whole = {name for name in wanted if not is_plain(name)}
        words = {part for name in wanted for part in parts(name) or (name,)} - whole
        sure = {one for one in words if is_telling(one, others=others, texts=texts)}
        known = [_whole(name) for name in whole if len(name) >= SHORTEST_NAME]
        # The longest first: a whole name before a part of it.
        patterns = [
            f"(?P<kept>{_KEPT})",
            *sorted(known, key=len, reverse=True),
            *(
                f"(?P<part_{n}>{_as_written(one)})"
                for n, one in enumerate(sorted(sure))
            ),
        ]
        self.is_needed = len(patterns) > 1
        self.pattern = re.compile("|".join(patterns))

    def __call__(self, text: str) -> str:
        return self.pattern.sub(_said, text) if self.is_needed else text


def _said(found: re.Match[str]) -> str:
    kind, text = found.lastgroup or "", found.string
    if kind == "kept":
        return found[0]
    if kind and not _is_alone(text, found.start(), found.end()):
        return found[0]
    begins = _BEGINNING.search(text, 0, found.start())
    return A_READER.capitalize() if begins else A_READER


def _whole(name: str) -> str:
    """A pattern for it in any case, as Markdown may write it."""
    return rf"(?i:{_as_written(name)})"


def _as_written(name: str) -> str:
    letters = "".join(
        r"\s+"
        if letter.isspace()
        else letter
        if letter.isalnum()
        else rf"\\?{ENTITIES.get(letter, re.escape(letter))}"
        for letter in name
    )
    # Markdown's underscores around a name are no part of it.
    return rf"(?<![^\W_]){letters}(?![^\W_])"


def _is_alone(text: str, start: int, end: int) -> bool:
    after, before = _AFTER.match(text, end), _BEFORE.search(text, 0, start)
    if after and after[1][0].isupper() and after[1] != "I":
        return False
    return not (
        before and before[1][0].isupper() and before[1].lower() not in STOPWORDS
    )
