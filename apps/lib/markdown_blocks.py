"""Block habits from GitHub, rewritten into what Python-Markdown reads.

Python-Markdown wants four blanks per list level, a blank line before a list, and
fences at the margin. Readers write two blanks, no blank line, fences in a list.
This module rewrites the lines; it knows nothing of HTML.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from apps.lib.fences import Fence, segments
from apps.lib.list_items import Item, OpenItems
from apps.lib.shape import is_delimiter_row

_RULE = re.compile(r" *(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})")
_QUOTED = re.compile(r" *> ?(.*)")
_HEADING = re.compile(r" {0,3}#{1,6} ")
_TASK = re.compile(r"\[([ xX])\] ")
_BOXES = {" ": "☐ ", "x": "☑ ", "X": "☑ "}


def normalise(lines: Iterable[str], stash: Callable[[Fence], str]) -> list[str]:
    """The lines with lists, quotes and tables where Python-Markdown finds them.

    ``stash`` is given each fenced block and returns the one line to put in its place.
    An empty line comes last.
    """
    return _Normaliser(stash).run(lines)


@dataclass
class _Normaliser:
    stash: Callable[[Fence], str]
    out: list[str] = field(default_factory=list)
    items: OpenItems = field(default_factory=OpenItems)
    quoted: list[str] = field(default_factory=list)
    quote_margin: str = ""

    def run(self, lines: Iterable[str]) -> list[str]:
        for segment in segments(lines):
            if isinstance(segment, Fence):
                self.end_quote()
                self.add_block(self.stash(segment), segment.indent)
            else:
                self.add_line(segment)
        self.end_quote()
        while self.out and not self.out[-1]:
            self.out.pop()
        return [*self.out, ""]

    def add_line(self, line: str) -> None:
        if self.quoted and self.continues_quote(line):
            return
        if not line.strip():
            self.out.append("")
        elif self.is_indented_code(line):
            self.add_text(line)
        elif quote := _QUOTED.fullmatch(line):
            self.begin_quote(line, quote[1])
        elif _RULE.fullmatch(line):
            self.add_rule(line)
        elif (item := Item.on(line)) and self.may_start(item):
            self.add_item(item)
        else:
            self.add_text(line)

    def may_start(self, item: Item) -> bool:
        """CommonMark 5.3: only some markers may interrupt a paragraph."""
        if not item.text and not self.items:
            return False
        may_interrupt = item.number in (None, "1")
        return may_interrupt or self.items.have_numbers() or self.after_blank()

    def add_item(self, item: Item) -> None:
        was_in_list = bool(self.items)
        elder = self.items.close(item.indent)
        self.items.limit_depth()
        if not was_in_list or (elder and elder.is_numbered != item.is_numbered):
            self.blank_line()
        # "+" can be taken neither for a rule nor for the line under a heading.
        bullet = f"{item.number}." if item.is_numbered else "+"
        text = _TASK.sub(lambda task: _BOXES[task[1]], item.text, count=1)
        self.out.append(f"{self.items.margin()}{bullet} {text}")
        self.items.open(item)

    def add_text(self, line: str) -> None:
        indent = indent_of(line)
        is_heading = _HEADING.match(line) is not None
        if is_heading:
            line = without_closing_hashes(line)
        if self.after_blank() or is_heading:
            self.items.close(indent)
        if not self.items:
            self.out.append(line)
            if is_delimiter_row(line):
                self.part_table_from_text()
            return
        margin = self.items.margin()
        if self.after_blank():
            margin += self.items.code_margin(indent)
        elif Item.on(line):
            # "1986. Then" with a margin would become a list of its own.
            margin = ""
        self.out.append(margin + line.lstrip())

    def part_table_from_text(self) -> None:
        if len(self.out) > 2 and self.out[-3].strip() and "|" not in self.out[-3]:
            self.out.insert(-2, "")

    def add_rule(self, line: str) -> None:
        # Under a paragraph, dashes make it a heading: Python-Markdown sees to that.
        if not self.items and not line.strip().strip("-"):
            self.add_text(line)
        else:
            self.add_block(line.strip(), indent_of(line))

    def add_block(self, line: str, indent: int) -> None:
        self.items.close(indent)
        self.blank_line()
        self.out += [f"{self.items.margin()}{line}", ""]

    def begin_quote(self, line: str, text: str) -> None:
        self.items.close(indent_of(line))
        self.quote_margin = self.items.margin()
        self.quoted.append(text)

    def continues_quote(self, line: str) -> bool:
        """Take the line into the open quote, or end that quote."""
        quote = _QUOTED.fullmatch(line)
        if quote is None and not self.is_lazy(line):
            self.end_quote()
            return False
        self.quoted.append(quote[1] if quote else line.lstrip())
        return True

    def is_lazy(self, line: str) -> bool:
        """CommonMark 5.1: text under a quoted paragraph still belongs to it."""
        is_paragraph = bool(line.strip() and self.quoted[-1].strip())
        begins_block = Item.on(line) or _RULE.fullmatch(line) or _HEADING.match(line)
        return is_paragraph and not begins_block

    def end_quote(self) -> None:
        if self.quoted:
            inner = normalise(self.quoted, self.stash)
            self.quoted = []
            self.blank_line()
            self.out += [f"{self.quote_margin}> {line}".rstrip() for line in inner[:-1]]
            self.out.append("")

    def is_indented_code(self, line: str) -> bool:
        return not self.items and indent_of(line) >= 4

    def after_blank(self) -> bool:
        return not self.out or not self.out[-1].strip()

    def blank_line(self) -> None:
        if not self.after_blank():
            self.out.append("")


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def without_closing_hashes(heading: str) -> str:
    text = heading.rstrip(" #")
    return text if heading[len(text) :].startswith(" ") else heading
