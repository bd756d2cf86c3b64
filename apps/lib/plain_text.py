"""The words of our own HTML, laid out for reading without tags."""

import html
import re
from dataclasses import dataclass, field

# Enough only because the converter quotes attributes and escapes "<" in text.
_TAG = re.compile(r"""<(/?)([a-z0-9]+)((?: [a-z]+="[^"]*")*)>""")
_START = re.compile(r'start="(\d+)"')
_BLANKS = re.compile(r"\s+")
_QUOTATION = re.compile(
    r"<blockquote>(?:[^<]|<(?!/?blockquote>))*+</blockquote>",
)
_ITEM = re.compile(r"^(?:[-•]|\d+\.) ")
_ENDS_A_SENTENCE = re.compile(r"[.!?…:;][\"'”’)]*$")
_TRAILING_BLANKS = re.compile(r"[ \t]++\n")
_EMPTY_LINES = re.compile(r"\n{3,}")
_STANDS_ALONE = frozenset(
    ["p", "pre", "blockquote", "table", "hr", "h3", "h4", "h5", "h6"]
)


def text_of(markup: str) -> str:
    """Plain text: paragraphs apart, list items marked, table cells between bars."""
    return _Reader().read(markup)


def own_words(html: str) -> str:
    """The text of rendered HTML without quotations: what its author says.

    An answer must not look like what it rebuts. One that is nothing but a quotation
    is left whole.
    """
    own, quotations = html, 1
    while quotations:  # from the inside out; the renderer bounds the nesting
        own, quotations = _QUOTATION.subn("", own)
    return text_of(own) or text_of(html)


def in_short(html: str) -> str:
    """Own words in one line, with a mark where a new block would not show otherwise."""
    line, last = "", ""
    for row in filter(None, map(str.strip, own_words(html).split("\n"))):
        item = _ITEM.match(row)
        parted = bool(item) or bool(_ITEM.match(last))
        flows = not parted and _ENDS_A_SENTENCE.search(line)
        said = row.removeprefix(item[0]) if item else row
        line = f"{line}{' ' if flows else ' / '}{said}" if line else said
        last = row
    return " ".join(line.split())


@dataclass
class _Reader:
    text: list[str] = field(default_factory=list)
    # For each open list the number its next item gets, None for bullets.
    lists: list[int | None] = field(default_factory=list)
    code_depth: int = 0
    is_new_item: bool = False

    def read(self, markup: str) -> str:
        position = 0
        for tag in _TAG.finditer(markup):
            self.add(markup[position : tag.start()])
            self.close(tag[2]) if tag[1] else self.open(tag[2], tag[3])
            position = tag.end()
        self.add(markup[position:])
        text = _TRAILING_BLANKS.sub("\n", "".join(self.text))
        return _EMPTY_LINES.sub("\n\n", text).strip()

    def add(self, escaped: str) -> None:
        words = html.unescape(escaped)
        if not self.code_depth:
            words = _BLANKS.sub(" ", words)
            if self.is_new_item or self.is_at_line_start():
                words = words.lstrip()
        # The converter puts a newline between blocks; in text it writes <br> first.
        if words and not (escaped.isspace() and escaped[0] == "\n"):
            self.text.append(words)
            self.is_new_item = False

    def open(self, tag: str, attributes: str) -> None:
        self.code_depth += tag == "pre"
        if tag in ("ul", "ol"):
            self.open_list(tag, attributes)
        elif tag == "li":
            self.open_item()
        elif tag in ("td", "th"):
            self.text += [] if self.is_at_line_start() else [" | "]
        elif tag in ("br", "tr"):
            self.end_line()
        elif tag in _STANDS_ALONE and not self.is_new_item:
            self.end_paragraph()

    def close(self, tag: str) -> None:
        self.code_depth -= tag == "pre"
        if tag in ("ul", "ol"):
            self.lists.pop()
        ends_list = tag in ("ul", "ol") and not self.lists
        # The paragraphs of a loose list's items stay together like a tight one's.
        ends_block = tag in _STANDS_ALONE and not (tag == "p" and self.lists)
        if ends_list or ends_block:
            self.end_paragraph()

    def open_list(self, tag: str, attributes: str) -> None:
        if not self.lists:
            self.end_paragraph()
        start = _START.search(attributes)
        first = int(start[1]) if start else 1
        self.lists.append(first if tag == "ol" else None)

    def open_item(self) -> None:
        self.end_line()
        number = self.lists[-1]
        marker = "- " if number is None else f"{number}. "
        self.text.append("  " * (len(self.lists) - 1) + marker)
        if number is not None:
            self.lists[-1] = number + 1
        self.is_new_item = True

    def end_line(self) -> None:
        if self.text and not self.is_at_line_start():
            self.text.append("\n")

    def end_paragraph(self) -> None:
        self.end_line()
        self.text.append("\n")

    def is_at_line_start(self) -> bool:
        return not self.text or self.text[-1].endswith("\n")
