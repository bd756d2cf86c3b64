"""Cuts HTML into tags and text, in linear time whatever the input.

The standard library's parser takes quadratic time on some broken pages (CVE-2025-6069)
and this is all the importer needs: no tree, no validity, positions for line numbers.
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from html import unescape

# A "<" that begins no tag, comment or declaration is text.
_MARKUP = re.compile(r"<(?:!--|[!?]|/?(?P<name>[a-zA-Z][a-zA-Z0-9:-]{0,30}))")
_ATTRIBUTE = re.compile(
    r"(?<![\w:.-])([a-zA-Z_:][\w:.-]*+)\s*+=\s*+(\"[^\"]*\"|'[^']*'|[^\s\"'>]++)"
)
_RAW_TEXT = ("script", "style", "textarea", "title", "template", "noscript")
_RAW_END = {
    name: re.compile(rf"</{name}\b[^>]*>?", re.IGNORECASE) for name in _RAW_TEXT
}
_LONGEST_ATTRIBUTES = 20_000  # characters; a value with ">" in it is looked for so far


@dataclass(frozen=True, slots=True)
class Token:
    """A tag ("open" or "close" and its name), or a run of text, entities resolved.

    ``at`` is its offset in the source. The content of a raw element such as a script is
    the ``text`` of its opening tag.
    """

    what: str
    at: int
    name: str = ""
    text: str = ""

    @property
    def attributes(self) -> dict[str, str]:
        return {
            name.lower(): unescape(value.strip("\"'"))
            for name, value in _ATTRIBUTE.findall(self.text)
        }


def tokens(page: str) -> Iterator[Token]:
    position = 0
    while position < len(page):
        opening = _MARKUP.search(page, position)
        start = opening.start() if opening else len(page)
        if start > position:
            yield Token("text", position, text=unescape(page[position:start]))
        if opening is None:
            return
        token, position = _markup(page, opening)
        if token:
            yield token
        if token and token.what == "open" and token.name in _RAW_END:
            position = yield from _raw(page, position, token)


def _markup(page: str, opening: re.Match[str]) -> tuple[Token | None, int]:
    """The tag that begins here, if it is one, and where it ends."""
    at, name = opening.start(), opening["name"]
    if name is None:
        mark = "-->" if page.startswith("<!--", at) else ">"
        end = page.find(mark, opening.end())
        return None, len(page) if end < 0 else end + len(mark)
    end = _tag_end(page, opening.end())
    what = "close" if page[at + 1] == "/" else "open"
    return Token(what, at, name.lower(), page[opening.end() : end - 1]), end


def _tag_end(page: str, start: int) -> int:
    """Past the ">" that closes a tag: the first one outside quoted values, if near."""
    end = page.find(">", start)
    if end < 0:
        return len(page) + 1
    for _ in range(4):
        if page.count('"', start, end) % 2 == 0:
            break
        quote = page.find('"', end, end + _LONGEST_ATTRIBUTES)
        beyond = page.find(">", quote, quote + _LONGEST_ATTRIBUTES) if quote > 0 else -1
        if beyond < 0:
            break
        end = beyond
    return end + 1


def _raw(page: str, start: int, opening: Token) -> Generator[Token, None, int]:
    """The text of a raw element; returns where the page goes on."""
    closing = _RAW_END[opening.name].search(page, start)
    end = closing.start() if closing else len(page)
    yield Token("raw", start, opening.name, unescape(page[start:end]))
    return closing.end() if closing else len(page)
