"""From any safe HTML to the few blocks that editors keep when text is pasted.

Code becomes plain text, tables become lines, nested lists become flat, headings inside
a quote become strong paragraphs, and a quote inside a quote or a list becomes an
italic line that starts with ">".
"""

from dataclasses import replace
from html.parser import HTMLParser

from apps.digest.exports.lines import LineReader, absolute, joined
from apps.digest.exports.post import (
    Block,
    Heading,
    Line,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Run,
)

STRONG = frozenset({"strong", "b"})
EM = frozenset({"em", "i"})
LISTS = frozenset({"ul", "ol"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
APART = HEADINGS | LISTS | {"p", "div", "table", "pre", "li", "blockquote"}
EMPTY = frozenset({"br", "hr", "img"})


def reduce(html: str, *, base: str, quoted: bool = False) -> tuple[Block, ...]:
    """The blocks of well-formed `html`, links made absolute from `base`.

    With `quoted` they are meant for a Quote: only paragraphs and lists come out.
    """
    reader = _Reader(base, quoted=quoted)
    reader.feed(html)
    reader.close()
    reader.end_block()
    return tuple(reader.blocks)


class _Reader(HTMLParser):
    def __init__(self, base: str, *, quoted: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.base = base
        self.quoted = quoted
        self.blocks: list[Block] = []
        self.quote: list[Paragraph | Listing] = []
        self.items: list[Line] = []
        self.first: int | None = None
        self.is_new_item = False
        self.line = LineReader()
        self.href = ""
        # Tags that are open now, outermost first: what the text is part of.
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in APART:
            self.end_block()
        if tag in LISTS and not self.is_in(LISTS):
            self.first = _number(given.get("start", "")) if tag == "ol" else None
        if tag == "li":
            self.is_new_item = True
        elif tag == "a":
            self.href = absolute(given.get("href", ""), self.base)
        elif tag in {"td", "th"} and not self.line.is_at_start:
            self.add(" | ")
        elif tag in EMPTY | {"tr"}:
            self.handle_mark(tag, given)
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_mark(self, tag: str, given: dict[str, str]) -> None:
        if tag == "hr":
            self.end_block()
            self.put(Rule())
        elif tag == "img":
            alt = given.get("alt", "").strip() or "image"
            self.add(alt, src=absolute(given.get("src", ""), self.base))
        else:
            self.line.end_line()

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.open:
            return
        if tag in APART:
            self.end_block()
        while self.open.pop() != tag:
            pass
        if tag == "a":
            self.href = ""
        elif tag in LISTS:
            self.end_list()
        elif tag == "blockquote" and self.quote and "blockquote" not in self.open:
            self.blocks.append(Quote(tuple(self.quote)))
            self.quote = []

    def handle_data(self, data: str) -> None:
        lines = data.split("\n") if "pre" in self.open else [data]
        for number, line in enumerate(lines):
            if number:
                self.line.end_line()
            self.add(line)

    def is_in(self, tags: frozenset[str]) -> bool:
        return not tags.isdisjoint(self.open)

    def add(self, text: str, src: str = "") -> None:
        strong, em = self.is_in(STRONG), self.is_in(EM)
        self.line.add(Run(text, strong=strong, em=em, href=self.href, src=src))

    def end_block(self) -> None:
        line = self.line.take()
        if not line:
            return
        if self.is_passage():
            italic = [replace(run, em=True) for run in (Run("> "), *line)]
            line = tuple(joined(italic))
        if self.is_in(LISTS):
            self.add_to_list(line)
        elif not self.is_in(HEADINGS):
            self.put(Paragraph(line))
        elif self.quoted or "blockquote" in self.open:
            self.put(Paragraph(tuple(replace(run, strong=True) for run in line)))
        else:
            self.put(Heading(3, line))

    def is_passage(self) -> bool:
        """Whether this is quoted at a place where no quote of its own can stand."""
        nested = self.quoted
        for tag in self.open:
            if tag == "blockquote" and nested:
                return True
            nested = nested or tag == "blockquote" or tag in LISTS
        return False

    def add_to_list(self, line: Line) -> None:
        if self.is_new_item or not self.items:
            self.items.append(line)
        else:
            self.items[-1] = tuple(joined([*self.items[-1], Run("\n"), *line]))
        self.is_new_item = False

    def end_list(self) -> None:
        # What follows a nested list in its item cannot join the nested list's last.
        self.is_new_item = True
        if not self.is_in(LISTS) and self.items:
            self.put(Listing(tuple(self.items), self.first))
            self.items = []

    def put(self, block: Paragraph | Heading | Listing | Rule) -> None:
        if not self.quoted and "blockquote" not in self.open:
            self.blocks.append(block)
        elif isinstance(block, Paragraph | Listing):
            (self.blocks if self.quoted else self.quote).append(block)


def _number(start: str) -> int:
    return int(start) if start.isdecimal() and len(start) < 10 else 1
