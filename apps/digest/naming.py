"""People's names in the author's own words: finding them, and saying others instead."""

import re
from collections.abc import Iterable, Iterator, Mapping

from apps.lib.words import STOPWORDS

A_READER = "a reader"
# Shorter names are too often words.
SHORTEST_NAME = 4
# Of a part of a name an editor is told from here on.
SHORTEST_PART = 3
ENTITIES = {"&": "&(?:amp;)?", "<": "(?:<|&lt;)", ">": "(?:>|&gt;)"}
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
    if len(part) < SHORTEST_NAME or part.lower() in STOPWORDS:
        return False
    named = re.compile(rf"(?<!\w){re.escape(part)}(?!\w)", re.IGNORECASE)
    if any(named.search(other) for other in others):
        return False
    word = re.compile(rf"(?<!\w){re.escape(part.lower())}(?!\w)")
    return not any(word.search(text) for text in texts)


class Rewording:
    """Says new names for old ones, and for parts of them that are telling."""

    def __init__(
        self, instead: Mapping[str, str], others: Iterable[str], texts: Iterable[str]
    ) -> None:
        """`instead` are new names by old, "" where there is none any more."""
        others, texts = list(others), list(texts)
        new = {
            old: name or A_READER
            for old, name in instead.items()
            if len(old) >= SHORTEST_NAME and old != A_READER
        }
        known = [(old, name, False) for old, name in new.items()]
        known += [
            (part, name, True)
            for part, name in _parts_of(new)
            if is_telling(part, others=others, texts=texts)
        ]
        # The longest first: a whole name before a part of it.
        self.known = sorted(known, key=lambda one: -len(one[0]))
        self.pattern = re.compile(
            "|".join(
                f"({_as_written(name) if is_part else _whole(name)})"
                for name, _, is_part in self.known
            )
        )

    def __call__(self, text: str) -> str:
        return self.pattern.sub(self._said, text) if self.known else text

    def _said(self, found: re.Match[str]) -> str:
        _, name, is_part = self.known[(found.lastindex or 1) - 1]
        if is_part and not _is_alone(found.string, found.start(), found.end()):
            return found[0]
        if name == A_READER and _BEGINNING.search(found.string, 0, found.start()):
            return A_READER.capitalize()
        return name


def _parts_of(new: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Parts of old names that stand for one of them only."""
    owners: dict[str, set[str]] = {}
    for old in new:
        for part in parts(old):
            owners.setdefault(part, set()).add(new[old])
    for part, names in owners.items():
        yield part, names.pop() if len(names) == 1 else A_READER


def _whole(name: str) -> str:
    """A pattern for it as Markdown may write it.

    A name of several words, and a handle, are known in any case; a plain word only as
    it is written, or in capitals.
    """
    plain = re.fullmatch(r"[^\W\d_]+", name)
    if plain and name != name.upper():
        return f"(?:{_as_written(name)}|{_as_written(name.upper())})"
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
