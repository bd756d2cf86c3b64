"""Reads HTML into blocks, from whole pages to what an editor copies out.

Streams over tags and keeps counters, not a tree: list items left unclosed, lists inside
paragraphs and tags closed in the wrong order read as browsers show them.
"""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace

from apps.questions.importing import html_names as names
from apps.questions.importing import quotes
from apps.questions.importing.blocks import Block, Page, Role
from apps.questions.importing.html_inline import Inline
from apps.questions.importing.html_tables import Table
from apps.questions.importing.html_tokens import Token, tokens
from apps.questions.importing.sentences import asks
from apps.questions.importing.source import MAX_DEPTH, CannotImport, check_blocks
from apps.questions.importing.whole import fenced


def read_html(text: str) -> Page:
    text = names.BULLET_SIGN.sub(_blanked, text)
    reader = _Reader(text, 1, leaves_out=True)
    if reader.has_left_out and not any("?" in each.text for each in reader.blocks):
        # A page whose broken menu swallows all the rest is read with its menus.
        reader = _Reader(text, 1, leaves_out=False)
    return Page(reader.blocks, reader.title, left_out=reader.left_out)


def _blanked(sign: re.Match[str]) -> str:
    """Blanks at the sign's own length, so that lines keep their numbers."""
    return re.sub(r"[^\n]", " ", sign[0])


def read_fragment(text: str, first_line: int) -> Page:
    """A piece of HTML inside a Markdown file."""
    reader = _Reader(text, first_line, leaves_out=True)
    return Page(reader.blocks, left_out=reader.left_out)


@dataclass(slots=True)
class _Open:
    """What the text being read belongs to; ``label`` is written before it."""

    role: Role = "paragraph"
    level: int = 0
    ordinal: int | None = None
    label: str = ""


@dataclass(slots=True)
class _Quote:
    """The paragraphs of the block quotation being read."""

    blocks: list[Block] = field(default_factory=list)
    source: str = ""


class _Reader:
    def __init__(self, text: str, first_line: int, *, leaves_out: bool) -> None:
        self.blocks: list[Block] = []
        self.title = ""
        self.left_out: Counter[str] = Counter()
        self._newlines = [at for at, sign in enumerate(text) if sign == "\n"]
        self._first_line = first_line
        self.has_left_out = False
        self._leaves_out = leaves_out
        self._lists: list[int] = []  # the number the next item of each open list gets
        self._widths: list[int] = []  # how many levels each open list goes in
        self._is_bare = False  # whether the outermost is only implied by its items
        self._quotes = 0
        self._quote = _Quote()
        self._open = _Open()
        self._inline = Inline()
        self._skipping = ""  # the name of the element being left out
        self._skipped = 0  # how many of that name are open
        self._in_cite = False
        self._in_note = False
        self._tables: list[Table] = []  # those that are open
        self._code: list[str] | None = None  # of the open <pre>
        self._code_at = 0
        self._starts = {"p": self._start_paragraph, "pre": self._start_code}
        for token in tokens(text):
            self._take(token)
            check_blocks(len(self.blocks))
        self._finish_code()
        self._flush()
        self._close_quote()

    def _take(self, token: Token) -> None:
        if token.what == "raw":
            self._raw(token)
        elif self._skipping:
            self._skip(token)
        elif self._code is not None:
            self._write_code(self._code, token)
        elif token.what == "text":
            self._inline.write(token.text, token.at)
        elif token.what == "open":
            self._start(token)
        else:
            self._end(token.name)

    def _raw(self, token: Token) -> None:
        if token.name == "title" and not self.title and not self._skipping:
            self.title = " ".join(token.text.split())
        elif token.name == "noscript" and not self._skipping:
            self._inline.write(" ", token.at)

    def _start_code(self, token: Token) -> None:
        self._flush()
        self._code, self._code_at = [], token.at

    def _write_code(self, code: list[str], token: Token) -> None:
        """Code keeps its lines; of its marks, only breaks are read."""
        if token.what == "text":
            code.append(token.text)
        elif token.name == "br":
            code.append("\n")
        elif token.what == "close" and token.name == "pre":
            self._finish_code()

    def _finish_code(self) -> None:
        code, self._code = self._code, None
        lines = "".join(code or ()).strip("\n").split("\n")
        if self._quotes or any(map(asks, lines)):
            # An old mail, or a poem: text that was only set like code.
            self._inline.write(" ".join(lines), self._code_at)
            self._flush()
        elif any(map(str.strip, lines)):
            line, depth = self._line(self._code_at), len(self._lists)
            self.blocks.append(Block(line, fenced(lines), "whole", depth=depth))

    def _skip(self, token: Token) -> None:
        if token.name != self._skipping:
            return
        self._skipped += 1 if token.what == "open" else -1
        if self._skipped == 0:
            self._skipping = ""

    def _start(self, token: Token) -> None:
        name = token.name
        if self._leaves_out and self._is_left_out(token):
            self._flush()
            self.has_left_out = True
            if kind := names.kind_of_left_out(name, token.attributes.get("class", "")):
                self.left_out[kind] += 1
            self._skipping, self._skipped = name, 1
        elif name in names.LISTS:
            self._start_list(token)
        elif name in self._starts:
            self._starts[name](token)
        elif name in ("li", "dt", "dd"):
            self._start_item(token)
        elif name in names.HEADINGS:
            self._start_heading(names.HEADINGS[name])
        elif name in names.BREAKS:
            self._break(name)
        elif name == "cite" and self._quotes:
            self._flush()
            self._in_cite = True
        elif name == "br":
            self._line_break()
        else:
            self._inline.start(token)

    def _is_left_out(self, token: Token) -> bool:
        name = token.name
        if name == "footer" and self._quotes:
            return False
        if name in names.LEFT_OUT:
            classes = token.attributes.get("class", "")
            return name != "figure" or not names.TEXT_FIGURE.search(classes)
        if name not in names.CONTAINERS or not token.text.strip():
            return False
        attributes = token.attributes
        called = f"{attributes.get('class', '')} {attributes.get('id', '')}".strip()
        if called and names.COMMENTS.search(called):
            self._flush()
            self.blocks.append(Block(self._line(token.at), "", "comments"))
            return False
        return bool(called and names.WIDGET.search(called)) or "hidden" in attributes

    def _start_list(self, token: Token) -> None:
        self._flush()
        start = token.attributes.get("start", "1")
        ordered = token.name == "ol"
        first = int(start) if start.isdecimal() and len(start) < 6 else 1
        above = names.level_of_list(token.attributes.get("class", "")) - 1
        self._widths.append(max(above - len(self._lists), 0) + 1)
        self._lists += [0] * (self._widths[-1] - 1)
        self._lists.append(first if ordered else 0)
        if len(self._lists) > MAX_DEPTH:
            raise CannotImport(
                f"The list nests more than {MAX_DEPTH} levels deep. Flatten it first."
            )

    def _start_item(self, token: Token) -> None:
        self._flush()
        name = token.name
        ordinal = None
        if not self._lists and name == "li":
            self._lists.append(0)
            self._is_bare = True
        if self._lists and self._lists[-1]:
            ordinal = self._lists[-1]
            self._lists[-1] += 1
        note = (
            names.NOTE.fullmatch(token.attributes.get("id", ""))
            if name == "li"
            else None
        )
        self._in_note = note is not None
        if note:
            self._open = _Open("note", label=f"[^{note[1]}]: ")
        else:
            self._open = _Open("paragraph" if name == "dd" else "item", 0, ordinal)

    def _start_heading(self, level: int) -> None:
        is_item = self._open.role == "item" and not self._inline.has_text
        self._flush()
        if is_item:
            self._open = _Open("item")
            return
        # A heading outside an item ends the lists that nobody closed.
        self._leave_lists()
        self._open = _Open("heading", level)

    def _start_paragraph(self, token: Token) -> None:
        """Only its style may make a title or a list item of it."""
        attributes = token.attributes
        level = names.level_of_paragraph(attributes.get("style", ""))
        if names.TITLE.search(attributes.get("class", "")):
            self._start_heading(1)
        elif level:
            self._flush()
            self._leave_lists()
            self._lists, self._is_bare = [0] * level, True
            self._open = _Open("item")
        else:
            self._break("p")

    def _leave_lists(self) -> None:
        self._lists.clear()
        self._widths.clear()
        self._is_bare = self._in_note = False

    def _break(self, name: str) -> None:
        waiting = self._open if not self._inline.has_text else _Open()
        self._flush()
        if name == "table":
            self._tables.append(Table())
        elif self._tables:
            self._tables[-1].open_part(name, len(self.blocks))
        if name == "blockquote":
            self._quotes += 1
        elif waiting.role in ("item", "note"):
            self._open = waiting
        elif self._in_note:
            self._open = _Open("note")
        elif self._is_bare and not self._widths:
            self._leave_lists()

    def _line_break(self) -> None:
        ends = self._inline.ends_sentence or self._inline.is_bold
        if self._open.role == "paragraph" and ends:
            self._flush()
        else:
            self._inline.write(" ", 0)

    def _end(self, name: str) -> None:
        if name == "cite" and self._in_cite:
            self._quote.source = self._inline.take()
            self._in_cite = False
        elif name in names.LISTS:
            self._flush()
            width = self._widths.pop() if self._widths else 1
            self._in_note = False
            del self._lists[max(len(self._lists) - width, 0) :]
        elif name == "blockquote":
            self._flush()
            self._quotes = max(0, self._quotes - 1)
            if not self._quotes:
                self._close_quote()
        elif name in names.HEADINGS or name in names.BREAKS or name == "li":
            if self._inline.has_text or name == "li":
                self._flush()
            self._in_note = self._in_note and name != "li"
            if name == "table" and self._tables:
                self._finish_table(self._tables.pop())
        else:
            self._inline.end(name)

    def _finish_table(self, table: Table) -> None:
        if not self._quotes and (whole := table.whole(self.blocks)):
            self.blocks[table.start :] = [whole]

    def _flush(self) -> None:
        """Ends the block being read, if it has any text."""
        opened, self._open = self._open, _Open()
        at = self._inline.starts_at
        text = self._inline.take()
        if not text:
            return
        depth = len(self._lists) or (1 if opened.role == "item" else 0)
        if opened.role in ("heading", "note"):
            depth = 0
        text = opened.label + text
        block = Block(
            self._line(at), text, opened.role, opened.level, depth, opened.ordinal
        )
        if self._quotes:
            self._quote.blocks.append(replace(block, role="quote", level=0))
        else:
            self.blocks.append(block)

    def _close_quote(self) -> None:
        quote, self._quote = self._quote, _Quote()
        lines = quote.blocks
        source = quote.source
        if len(lines) > 1 and (signed := quotes.signature(lines[-1].text)):
            source, lines = signed, lines[:-1]
        if lines:
            text = "\n\n".join(block.text for block in lines)
            further = tuple(block.line for block in lines[1:])
            whole = replace(lines[0], text=text, further=further, source=source)
            self.blocks.append(whole)

    def _line(self, at: int) -> int:
        return self._first_line + bisect_right(self._newlines, at - 1)
