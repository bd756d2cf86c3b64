"""A comment's text with the words that matched, for a page to mark."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from apps.lib.words import WORD, words

_BLANK_LINES = re.compile(r"\n\s*\n")
_QUOTE = re.compile(r"^[ \t]*>[> \t]*", re.MULTILINE)

Run = tuple[str, bool]  # the text, and whether it matched


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    is_quote: bool = False


def marked(text: str, matched: Iterable[str]) -> list[Paragraph]:
    """Paragraphs of the text, quoted ones without their marks."""
    wanted = frozenset(matched)
    return [
        Paragraph(
            tuple(_runs(_QUOTE.sub("", block), wanted)), bool(_QUOTE.match(block))
        )
        for block in _BLANK_LINES.split(text.strip())
        if block.strip()
    ]


def _runs(text: str, wanted: frozenset[str]) -> Iterator[Run]:
    done = 0
    for found in WORD.finditer(text):
        if "".join(words(found.group())) in wanted:
            if found.start() > done:
                yield text[done : found.start()], False
            yield found.group(), True
            done = found.end()
    if done < len(text):
        yield text[done:], False
