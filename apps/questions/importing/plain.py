"""Reads plain text into blocks: pastes that lost their marks, mails, notes.

A line is a paragraph, unless the text is wrapped at a width. Headings are found later,
from a contents list or by their shape.
"""

from dataclasses import replace

from apps.questions.importing.blocks import Block, Page
from apps.questions.importing.inline import split_public_id
from apps.questions.importing.lists import ListItem, Nesting, columns, read_marker
from apps.questions.importing.wrapping import Wrapping


def read_plain(text: str) -> Page:
    lines = text.split("\n")
    margin = min((columns(line)[0] for line in lines if line.strip()), default=0)
    reader = _Reader(Wrapping(lines), margin)
    for number, line in enumerate(lines, start=1):
        reader.read(number, line)
    reader.close()
    return Page(reader.blocks)


class _Reader:
    def __init__(self, wrapping: Wrapping, margin: int) -> None:
        self.blocks: list[Block] = []
        self._wrapping = wrapping
        self._margin = margin
        self._nesting = Nesting()
        self._has_marks = False  # whether the open list is one by marks or by indents
        self._first: Block | None = None
        self._lines: list[str] = []
        self._after_blank = False

    def read(self, number: int, line: str) -> None:
        column, text = columns(line)
        if not text:
            self.close()
            self._after_blank = True
            return
        column -= self._margin
        item = read_marker(text)
        if item is None and self._goes_on(line, column):
            self._lines.append(text)
            return
        self.close()
        first = self._block(number, column, text, item)
        self._first = replace(first, is_parted=self._after_blank)
        self._after_blank = False
        self._lines = [line if self._wrapping.is_wrapped else text]

    def close(self) -> None:
        if self._first is None:
            return
        words = " ".join(line.strip() for line in [self._first.text, *self._lines[1:]])
        text, public_id = split_public_id(words.strip())
        if text:
            self.blocks.append(
                Block(
                    self._first.line,
                    text,
                    self._first.role,
                    depth=self._first.depth,
                    ordinal=self._first.ordinal,
                    public_id=public_id,
                    is_parted=self._first.is_parted,
                )
            )
        self._first = None

    def _goes_on(self, line: str, column: int) -> bool:
        if self._first is None:
            return False
        # Where items carry marks, a line without one that is set in goes on with one.
        if self._first.role == "item" and self._has_marks and column >= 2:
            return column > self._nesting.open[-1]
        return self._wrapping.is_wrapped and not self._wrapping.was_meant(
            self._lines[-1], line
        )

    def _block(
        self, number: int, column: int, text: str, item: ListItem | None
    ) -> Block:
        if item is not None:
            self._has_marks = True
            depth = self._nesting.enter(column, item.sign)
            return Block(number, item.text, "item", depth=depth, ordinal=item.ordinal)
        if text.startswith(">"):
            quoted = text.lstrip("> \t")
            return Block(number, quoted, "quote", depth=self._nesting.depth_at(column))
        if column >= 2 and not (self._has_marks and self._nesting.open):
            self._has_marks = False
            return Block(number, text, "item", depth=self._nesting.enter(column))
        depth = self._nesting.depth_at(column)
        if depth == 0:
            self._has_marks = False
            self._nesting.leave()
        return Block(number, text, depth=depth)
