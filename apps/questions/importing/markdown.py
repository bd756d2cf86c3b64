"""Reads Markdown into blocks: headings, lists at any indentation, quotations.

Own parser, line by line, because indentation is what the author says about who is
whose child, and Markdown libraries read two spaces, four and a tab differently.
"""

import re
from dataclasses import dataclass, field, replace

from apps.questions.importing import quotes
from apps.questions.importing.blocks import Block, Page, Role
from apps.questions.importing.dialects import plain_markdown
from apps.questions.importing.frontmatter import split_front_matter
from apps.questions.importing.html_page import read_fragment
from apps.questions.importing.inline import split_public_id
from apps.questions.importing.lists import Nesting, columns, read_marker
from apps.questions.importing.sentences import QUESTION_MARKS
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
_TABLE_RULE = re.compile(r"\|?[\s:|-]+\|[\s:|-]*")


def read_markdown(text: str) -> Page:
    lines = plain_markdown(text).split("\n")
    matter, taken = split_front_matter(lines)
    reader = _Reader(Wrapping(lines[taken:]))
    for number, line in enumerate(lines[taken:], start=taken + 1):
        reader.read(number, line)
    reader.close()
    subtitle = matter.get("subtitle", "") or matter.get("description", "")
    return Page(reader.blocks, matter.get("title", ""), subtitle)


@dataclass(slots=True)
class _Open:
    """The block being read: its lines with their numbers, "" where a quote pauses."""

    role: Role
    depth: int
    ordinal: int | None = None
    lines: list[tuple[int, str]] = field(default_factory=list)


class _Reader:
    def __init__(self, wrapping: Wrapping) -> None:
        self.blocks: list[Block] = []
        self._wrapping = wrapping
        self._nesting = Nesting()
        self._open: _Open | None = None
        self._after_blank = True
        self._fence = ""
        self._html: list[str] = []
        self._html_line = 0

    def read(self, number: int, line: str) -> None:
        column, text = columns(line)
        if self._in_code(number, text) or self._in_html(number, line, text):
            return
        if not text:
            self._pause()
            return
        for attempt in (self._quote, self._heading, self._rule, self._item):
            if attempt(number, column, text):
                break
        else:
            self._paragraph(number, column, text)
        self._after_blank = False

    def close(self) -> None:
        self._finish_html()
        self._finish()

    def _pause(self) -> None:
        self._finish()
        self._after_blank = True

    def _in_code(self, number: int, text: str) -> bool:
        fence = _FENCE.match(text)
        if not self._fence:
            if fence is None:
                return False
            self._finish()
            self._fence = fence[0]
            self._open = _Open("code", len(self._nesting.open))
            return True
        if fence and text.strip(self._fence[0]) == "" and len(text) >= len(self._fence):
            self._fence = ""
            self._finish()
        elif self._open:
            self._open.lines.append((number, text))
        return True

    def _in_html(self, number: int, line: str, text: str) -> bool:
        if not self._html:
            if not _HTML_BLOCK.match(text):
                return False
            self._finish()
            self._html_line = number
        if text:
            self._html.append(line)
            return True
        self._finish_html()
        return False

    def _finish_html(self) -> None:
        if self._html:
            self.blocks += read_fragment("\n".join(self._html), self._html_line)
        self._html = []

    def _quote(self, number: int, column: int, text: str) -> bool:
        marks = _QUOTE_MARKS.match(text)
        if marks is None:
            return False
        if self._open is None or self._open.role != "quote":
            self._finish()
            if column == 0 and self._after_blank:
                self._nesting.leave()
            self._open = _Open("quote", self._nesting.depth_at(column))
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
            return bool(_TABLE_RULE.fullmatch(text)) if len(text) < 500 else False
        sign = signs.pop()
        above = self._open
        if sign in "=-" and len(text) > 1 and self._may_be_heading(above):
            self._open = None
            words = " ".join(line for _, line in above.lines)  # type: ignore[union-attr]
            self._add_heading(number - 1, words, 1 if sign == "=" else 2)
            return True
        if sign == "=" or text.count(sign) < 3:
            return False
        self._finish()
        return True

    def _may_be_heading(self, block: _Open | None) -> bool:
        return block is not None and block.role == "paragraph" and len(block.lines) == 1

    def _item(self, number: int, column: int, text: str) -> bool:
        item = read_marker(text)
        if item is None:
            return False
        self._finish()
        depth = self._nesting.enter(column)
        if quoted := _QUOTE_MARKS.match(item.text):
            # The mark only carries the quotation, which belongs to the item around it.
            words = item.text[quoted.end() :].strip()
            self._open = _Open("quote", depth - 1, lines=[(number, words)])
        elif item.text:
            self._open = _Open("item", depth, item.ordinal, [(number, item.text)])
        return True

    def _paragraph(self, number: int, column: int, text: str) -> None:
        if note := _NOTE.match(text):
            self._finish()
            self._open = _Open("note", 0)
            text = note[0].strip() + " " + text[note.end() :]
        elif self._open is None:
            if column == 0 and self._after_blank:
                self._nesting.leave()
            self._open = _Open("paragraph", self._nesting.depth_at(column))
        self._open.lines.append((number, text))

    def _finish(self) -> None:
        block, self._open = self._open, None
        if block is None or not block.lines:
            return
        if block.role == "quote":
            self.blocks += _quotation(block)
        elif block.role == "paragraph":
            self.blocks += self._paragraphs(block)
        else:
            self.blocks.append(_single(block, block.lines))

    def _paragraphs(self, block: _Open) -> list[Block]:
        """One block, or several where lines that ask were broken on purpose."""
        groups = [[block.lines[0]]]
        for (_, line), following in zip(block.lines, block.lines[1:], strict=False):
            asked = line.rstrip(' *_"”)').endswith(tuple(QUESTION_MARKS))
            if asked and self._wrapping.was_meant(line, following[1]):
                groups.append([])
            groups[-1].append(following)
        return [_single(block, lines) for lines in groups]


def _single(block: _Open, lines: list[tuple[int, str]]) -> Block:
    words = " ".join(text.rstrip("\\").rstrip() for _, text in lines)
    text, public_id = split_public_id(words)
    return Block(
        lines[0][0],
        text.strip(),
        block.role,
        depth=block.depth,
        ordinal=block.ordinal,
        public_id=public_id,
    )


def _quotation(block: _Open) -> list[Block]:
    """One block for a whole quotation; its last line may name the source."""
    lines = list(block.lines)
    source = ""
    while lines and not lines[-1][1]:
        lines.pop()
    if lines and (source := quotes.signature(lines[-1][1])):
        lines.pop()
    paragraphs: list[list[tuple[int, str]]] = [[]]
    for number, text in lines:
        if text:
            paragraphs[-1].append((number, text))
        elif paragraphs[-1]:
            paragraphs.append([])
    paragraphs = [paragraph for paragraph in paragraphs if paragraph]
    if not paragraphs:
        return []
    first = _single(block, paragraphs[0])
    texts = [_single(block, paragraph).text for paragraph in paragraphs]
    further = tuple(paragraph[0][0] for paragraph in paragraphs[1:])
    return [replace(first, text="\n\n".join(texts), further=further, source=source)]
