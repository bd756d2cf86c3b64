"""Inline patterns for Python-Markdown: short looks ahead, only permitted addresses.

For every bracket and backtick the library looks for its end to the end of the text,
which takes quadratic time on hostile input (its issue 798). Here each looks a few
hundred characters ahead. Links that are not permitted stay as typed.
"""

import re
from typing import TYPE_CHECKING, cast
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import (
    BACKTICK_RE,
    BacktickInlineProcessor,
    InlineProcessor,
)
from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import STX, AtomicString

from apps.lib.hrefs import BARE_ADDRESS, LONGEST, is_permitted

if TYPE_CHECKING:
    from markdown import Markdown

LONGEST_LABEL = 600
LONGEST_CODE = 2_000

# The library's names and priorities of everything that makes a link or an image.
_LINK_PRIORITIES = {
    "reference": 170,
    "link": 160,
    "image_link": 150,
    "image_reference": 140,
    "short_reference": 130,
    "short_image_ref": 125,
    "autolink": 120,
}
_BRACKET = re.compile(r"[\[\]]")
_MAIL_ADDRESS = r"<([\w.+\-]{1,64}@[\w.\-]{1,255})>"
# Long runs are decoration or blanks to fill in; the library tries every part of them.
_LONG_RUN = r"\*{9,}|_{9,}|~{9,}"
# Pandoc's rule: "$5 and $10" is money, "$a_1$" is mathematics.
_MATHS = (
    rf"(?<![\\$])(?:\$\$[^${STX}]{{1,2000}}\$\$"
    rf"|\$(?! )[^$\n{STX}]{{1,300}}(?<! )\$(?![\w$]))"
)

_Found = tuple[Element | str | None, int | None, int | None]


def guard_inline(md: "Markdown") -> None:
    for name, priority in _LINK_PRIORITIES.items():
        library_link = cast(InlineProcessor, md.inlinePatterns[name])
        md.inlinePatterns.register(_GuardedLink(library_link, md), name, priority)
    md.inlinePatterns.register(_CodeSpan(BACKTICK_RE), "backtick", 190)
    md.inlinePatterns.register(_MailLink(_MAIL_ADDRESS, md), "automail", 110)
    md.inlinePatterns.register(_Verbatim(_MATHS, md), "maths", 185)
    # Linked later, by the sanitiser; until then its "_" and "*" are no emphasis.
    bare_address = _Verbatim(BARE_ADDRESS.pattern, md)
    md.inlinePatterns.register(bare_address, "bare_address", 65)
    md.inlinePatterns.register(_Verbatim(_LONG_RUN, md), "long_run", 64)


class _GuardedLink(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, library_link: InlineProcessor, md: "Markdown") -> None:
        super().__init__(library_link.pattern, md)
        self.library_link = library_link

    def handleMatch(self, m: re.Match[str], data: str) -> _Found:  # type: ignore[override]  # as the library's own
        if m.group().endswith("[") and not self.has_near_end(m, data):
            return None, None, None
        window = data[: m.end() + LONGEST_LABEL + LONGEST]
        found, start, end = self.library_link.handleMatch(m, window)
        # An end before the start ('[a](b "(') would send the library in circles.
        if end is not None and end < m.end():
            return None, None, None
        if not isinstance(found, Element):
            return found, start, end
        return self.permitted(found), start, end

    def has_near_end(self, m: re.Match[str], data: str) -> bool:
        depth = 1
        for bracket in _BRACKET.finditer(data, m.end(), m.end() + LONGEST_LABEL):
            depth += 1 if bracket.group() == "[" else -1
            if depth == 0:
                return True
        return False

    def permitted(self, found: Element) -> Element | None:
        """The link, or for an image a link to it: readers' pages load no images."""
        address = self.as_typed(found.get("href") or found.get("src") or "")
        if not is_permitted(address):
            return None
        if found.tag == "img":
            link = Element("a")
            link.text = found.get("alt") or "image"
            found = link
        found.set("href", address)
        return found

    def as_typed(self, address: str) -> str:
        return UnescapeTreeprocessor.RE.sub(lambda code: chr(int(code[1])), address)


class _MailLink(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> _Found:  # type: ignore[override]  # as the library's own
        address = f"mailto:{m[1]}"
        if not is_permitted(address):
            return None, m.start(), m.end()
        link = Element("a", href=address)
        link.text = AtomicString(m[1])
        return link, m.start(), m.end()


class _CodeSpan(BacktickInlineProcessor):
    def find_code_spans(self, start: int, text: str) -> tuple[int, int | None]:  # type: ignore[override]  # the stub forgets None
        """Where the code begins and ends; without an end, where to go on looking."""
        after = start
        while text[after : after + 1] == "`":
            after += 1
        ticks = re.compile(rf"(?<!`)`{{{after - start}}}(?!`)")
        closing = ticks.search(text, after, after + LONGEST_CODE)
        return after, closing.start() if closing else None


class _Verbatim(InlineProcessor):
    """Text that the patterns after this one may not touch."""

    def handleMatch(self, m: re.Match[str], data: str) -> _Found:  # type: ignore[override]  # as the library's own
        return m.group(), m.start(), m.end()
