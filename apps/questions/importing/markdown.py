"""Reads Markdown into blocks: headings, lists at any indentation, quotations.

Own parser, line by line, because indentation is what the author says about who is
whose child, and Markdown libraries read two spaces, four and a tab differently.
"""

import re
from collections import Counter
from dataclasses import replace

from apps.questions.importing import html_names as names
from apps.questions.importing.blocks import Block, Page
from apps.questions.importing.dialects import plain_markdown
from apps.questions.importing.frontmatter import split_front_matter
from apps.questions.importing.html_page import read_fragment
from apps.questions.importing.inline import split_public_id
from apps.questions.importing.labels import read_label
from apps.questions.importing.lists import Nesting, columns, read_marker
from apps.questions.importing.markdown_blocks import (
    OpenBlock,
    paragraphs,
    quotation,
    single,
)
from apps.questions.importing.markdown_tables import table_blocks
from apps.questions.importing.whole import fenced
from apps.questions.importing.wrapping import Wrapping

_HEADING = re.compile(r"(#{1,6})(?:\s+|$)")
_QUOTE_MARKS = re.compile(r"(?:>[ \t]?)+")
_FENCE = re.compile(r"`{3,}|~{3,}")
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]:\s*")
_HTML_BLOCK = re.compile(
    r"</?(?:address|article|aside|blockquote|center|details|div|dl|dd|dt|figure|footer|"
    r"form|h[1-6]|header|iframe|li|main|nav|ol|p|pre|script|section|style|summary|table|"
    r"tbody|td|th|thead|tr|ul)\b",
    re.IGNORECASE,
)
_WRAPPER = re.compile(
    r"<(?:div|section|article|main|center|details)\b[^<>]*>|"
    r"</(?:div|section|article|main|center|details)>",
    re.IGNORECASE,
)
_DEFINES = re.compile(r":[ \t]+(?=\S)")
_TABLE_RULE = re.compile(r"\|?[\s:|-]+\|[\s:|-]*")


def read_markdown(text: str) -> Page:
    lines = plain_markdown(text).split("\n")
    matter, taken = split_front_matter(lines)
    reader = _Reader(Wrapping(lines[taken:]))
    for number, line in enumerate(lines[taken:], start=taken + 1):
        reader.read(number, line)
    reader.close()
    subtitle = matter.get("subtitle", "") or matter.get("description", "")
    return Page(reader.blocks, matter.get("title", ""), subtitle, reader.left_out)


class _Reader:
    def __init__(self, wrapping: Wrapping) -> None:
        self.blocks: list[Block] = []
        self.left_out: Counter[str] = Counter()
        self._wrapping = wrapping
        self._nesting = Nesting()
        self._open: OpenBlock | None = None
        self._after_blank = True
        self._code: OpenBlock | None = None
        self._fence = ""
        self._margin = 0
        self._language = ""
        self._table = OpenBlock("whole", 0)
        self._html: list[str] = []
        self._html_line = 0

    def read(self, number: int, line: str) -> None:
        column, text = columns(line)
        if not text.startswith("|"):
            self._finish_table()
        if self._in_code(number, column, text) or self._in_html(number, line, text):
            return
        if not text:
            self._pause()
            return
        for attempt in (
            self._table_row,
            self._quote,
            self._heading,
            self._rule,
            self._item,
        ):
            if attempt(number, column, text):
                break
        else:
            self._paragraph(number, column, text)
        self._after_blank = False

    def close(self) -> None:
        self._finish_code()
        self._finish_html()
        self._finish_table()
        self._finish()

    def _pause(self) -> None:
        self._finish()
        self._after_blank = True

    def _in_code(self, number: int, column: int, text: str) -> bool:
        fence = _FENCE.match(text)
        if self._code is None:
            if fence is None:
                return False
            self._finish()
            self._fence, self._margin = fence[0], column
            # Below tildes it may hold a backtick, which our own fence may not.
            self._language = text[fence.end() :].partition("`")[0].strip()
            self._code = OpenBlock("whole", self._nesting.depth_at(column))
        elif fence and text.startswith(self._fence) and not text.strip(text[0]):
            self._finish_code(is_closed=True)
        else:
            indent = " " * (column - self._margin)
            self._code.lines.append((number, indent + text))
        return True

    def _finish_code(self, *, is_closed: bool = False) -> None:
        code, self._code = self._code, None
        if code and code.lines:
            block = single(code, code.lines)
            if is_closed:
                lines = [line for _, line in code.lines]
                block = replace(block, text=fenced(lines, self._language), public_id="")
            self.blocks.append(block)

    def _in_html(self, number: int, line: str, text: str) -> bool:
        if not self._html:
            if not _HTML_BLOCK.match(text):
                return False
            self._finish()
            self._html_line = number
        if text and not self._is_wrapped_markdown(text):
            self._html.append(line)
            return True
        self._finish_html()
        return False

    def _is_wrapped_markdown(self, text: str) -> bool:
        """Whether an element that only wraps stands alone, with Markdown inside."""
        return (
            len(self._html) == 1
            and not text.startswith("<")
            and _WRAPPER.fullmatch(self._html[0].strip()) is not None
            and names.WIDGET.search(self._html[0]) is None
        )

    def _finish_html(self) -> None:
        if self._html:
            fragment = read_fragment("\n".join(self._html), self._html_line)
            self.blocks += fragment.blocks
            self.left_out += fragment.left_out
        self._html = []

    def _quote(self, number: int, column: int, text: str) -> bool:
        marks = _QUOTE_MARKS.match(text)
        if marks is None:
            return False
        if self._open is None or self._open.role != "quote":
            self._finish()
            if column == 0 and self._after_blank:
                self._nesting.leave()
            self._open = OpenBlock("quote", self._nesting.depth_at(column))
        self._open.lines.append((number, text[marks.end() :].strip()))
        return True

    def _heading(self, number: int, column: int, text: str) -> bool:
        marks = _HEADING.match(text)
        if marks is None:
            return False
        self._finish()
        words = text[marks.end() :]
        if (shorn := words.rstrip("#")) == "" or shorn.endswith((" ", "\t")):
            words = shorn
        self._add_heading(number, words, len(marks[1]))
        return True

    def _add_heading(self, number: int, words: str, level: int) -> None:
        name, public_id = split_public_id(words.strip())
        self._nesting.leave()
        if name:
            heading = Block(number, name, "heading", level, public_id=public_id)
            self.blocks.append(heading)

    def _rule(self, number: int, column: int, text: str) -> bool:
        signs = set(text.replace(" ", ""))
        if len(signs) != 1 or not signs & set("=-*_"):
            return len(text) < 500 and _TABLE_RULE.fullmatch(text) is not None
        sign = signs.pop()
        above = self._open
        if sign in "=-" and len(text) > 1 and above and above.may_be_heading:
            self._open = None
            level = 1 if sign == "=" else 2
            self._add_heading(number - 1, above.lines[0][1], level)
            return True
        if sign == "=" or text.count(sign) < 3:
            return False
        self._finish()
        return True

    def _item(self, number: int, column: int, text: str) -> bool:
        item = read_marker(text)
        if item is None:
            return False
        self._finish()
        # "a)" below "1." is inside it, though both are set flush.
        depth = self._nesting.enter(column, item.outline_sign)
        if quoted := _QUOTE_MARKS.match(item.text):
            # The mark only carries the quotation, which belongs to the item around it.
            words = item.text[quoted.end() :].strip()
            self._open = OpenBlock("quote", depth - 1, lines=[(number, words)])
        elif item.text:
            self._open = OpenBlock("item", depth, item.ordinal, [(number, item.text)])
        return True

    def _table_row(self, number: int, column: int, text: str) -> bool:
        if not (text.startswith("|") and text.endswith("|") and len(text) > 1):
            return False
        if not self._table.lines:
            self._finish()
            self._table.depth = self._nesting.depth_at(column)
        self._table.lines.append((number, text))
        return True

    def _finish_table(self) -> None:
        table, self._table = self._table, OpenBlock("whole", 0)
        self.blocks += table_blocks(table)

    def _paragraph(self, number: int, column: int, text: str) -> None:
        if note := _NOTE.match(text):
            self._finish()
            self._open = OpenBlock("note", 0)
            text = note[0].strip() + " " + text[note.end() :]
        elif definition := _DEFINES.match(text):
            self._finish()
            self._open = OpenBlock("paragraph", self._nesting.depth_at(column))
            text = text[definition.end() :]
        elif self._open and self._open.role != "quote" and read_label(text):
            # "The case for:" owns its line, though Markdown would run it on.
            depth = self._open.depth
            self._finish()
            self._open = OpenBlock("paragraph", depth)
        elif self._open is None:
            if column == 0 and self._after_blank:
                self._nesting.leave()
            self._open = OpenBlock("paragraph", self._nesting.depth_at(column))
        self._open.lines.append((number, text))

    def _finish(self) -> None:
        block, self._open = self._open, None
        if block is None or not block.lines:
            return
        if block.role == "quote":
            found = quotation(block)
        elif block.role == "paragraph":
            found = paragraphs(block, self._wrapping)
        else:
            found = [single(block, block.lines)]
        # Of an id alone, no text is left.
        self.blocks += [each for each in found if each.text]
