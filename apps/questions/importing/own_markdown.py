"""Reads the Markdown that this site exports, line by line."""

import re

from apps.questions.importing.inline import LOCAL_LINK
from apps.questions.importing.outline import Outline
from apps.questions.importing.own_shape import (
    Assembly,
    OtherShape,
    Piece,
    split_marks,
    unescaped,
    unescaped_star,
)
from apps.questions.importing.whole import fence_of, is_whole

_HEADING = re.compile(r"(#{1,9}) +(\S.*)")
_STANCE = re.compile(r"\*\*(Context|For|Against):\*\*(?: +|$)")
_SUBTITLE = re.compile(r"\*([^*\s](?:.*[^\s])?)\*")
_FOREIGN = re.compile(
    r"~~~|[*+] |(?:={3,}|\*{3,}|_{3,})$"
    r"|</?(?:[uod]l|li|d[dt]|p|div|h[1-6]|table|t[rdh]|section|article|details|pre)\b"
)
_SOURCE = "— "


def read_own_markdown(text: str) -> Outline | None:
    """The outline of an export; None for Markdown of any other shape."""
    if not text.lstrip("\n").startswith("# ") or LOCAL_LINK.search(text):
        return None
    reader = _Reader()
    try:
        for number, line in enumerate(text.split("\n"), start=1):
            reader.read(number, line.rstrip())
        reader.close()
    except OtherShape:
        return None
    items = tuple(reader.assembly.items)
    if not any(item.public_id and item.kind.endswith("question") for item in items):
        return None
    return Outline(reader.title, reader.subtitle, items)


class _Reader:
    def __init__(self) -> None:
        self.assembly = Assembly()
        self.title = ""
        self.subtitle = ""
        self._piece: Piece | None = None
        self._after_blank = True
        self._may_be_subtitle = False
        self._lines: list[str] = []  # of code or a table, after the first
        self._fence = ""  # what ends the code being read
        self._margin = 0  # how far its lines are set in

    def read(self, number: int, line: str) -> None:
        if self._fence:
            self._code(line)
            return
        words = line.lstrip(" ")
        indent = len(line) - len(words)
        if words and (_FOREIGN.match(words) or words[0] == "\t"):
            raise OtherShape
        if words.startswith("- ") or words == "-":
            self._item(number, indent, words[1:].strip())
        elif words.startswith(">"):
            self._quote(number, indent, words[1:].strip())
        elif not indent and (heading := _HEADING.fullmatch(words)):
            self._heading(number, len(heading[1]), heading[2])
        elif not indent and words == "---":
            self.finish()
            self.assembly.leave_sections()
        elif words:
            self._paragraph(number, indent, words)
        self._after_blank = not words
        self._begin_code(indent, words)

    def close(self) -> None:
        if self._fence:
            raise OtherShape
        self.finish()

    def _begin_code(self, indent: int, words: str) -> None:
        is_item = words.startswith("- ")
        self._fence = fence_of(words[1:].strip() if is_item else words)
        self._margin = indent + 2 if is_item else indent

    def _code(self, line: str) -> None:
        if self._piece is None or line[: self._margin].strip():
            raise OtherShape
        words = line[self._margin :]
        self._lines.append(words)
        if words == self._fence:
            self._fence = ""

    def _join_lines(self) -> None:
        """Code or a table is complete: its lines are those of the last paragraph."""
        lines, self._lines = self._lines, []
        if self._piece and lines:
            first = self._piece.paragraphs[-1]
            self._piece.paragraphs[-1] = "\n".join([first, *lines])

    def finish(self) -> None:
        self._join_lines()
        piece, self._piece = self._piece, None
        if piece is None:
            return
        piece.paragraphs = [
            words if is_whole(words) else unescaped(words) for words in piece.paragraphs
        ]
        piece.source = unescaped(piece.source)
        self.assembly.piece(piece)

    def _heading(self, number: int, level: int, words: str) -> None:
        self.finish()
        if level == 1 and not self.title and not self.assembly.items:
            self.title, self._may_be_subtitle = unescaped(words), True
            return
        text, public_id, _ = split_marks(words)
        if not public_id or level == 1:
            raise OtherShape
        self._may_be_subtitle = False
        self.assembly.heading(number, level, unescaped(text.strip()), public_id)

    def _item(self, number: int, indent: int, words: str) -> None:
        self.finish()
        self._may_be_subtitle = False
        text, public_id, marks = split_marks(words)
        piece = Piece(indent // 2, True, public_id, lines=[number])
        for mark in marks:
            if mark in ("prose", "said"):
                piece.kind = mark
            else:
                piece.stance = mark
        piece.is_quote = text.startswith(">")
        if piece.is_quote:
            text = text[1:].strip()
        elif not public_id and (label := _STANCE.match(text)):
            piece.stance = label[1].lower()
            # A label alone is what the essay says: "the case for", then a list.
            text = text[label.end() :] or f"\\{text}"
        piece.paragraphs = [text.strip()]
        if indent % 2:
            raise OtherShape
        self._piece = piece

    def _quote(self, number: int, indent: int, words: str) -> None:
        piece = self._piece
        if piece is None or not piece.is_quote or self._after_blank:
            self.finish()
            self._may_be_subtitle = False
            if indent or not self._after_blank:
                raise OtherShape
            text, _, marks = split_marks(words)
            self._piece = Piece(0, False, is_quote=True, lines=[number])
            self._piece.stance = marks[0] if marks else ""
            self._piece.paragraphs = [text]
            return
        if indent != (2 * piece.depth + 2 if piece.is_listed else 0) or piece.source:
            raise OtherShape
        if words.startswith(_SOURCE):
            piece.source = words.removeprefix(_SOURCE).strip()
        elif not words:
            piece.paragraphs.append("")
            piece.lines.append(number + 1)
        elif piece.paragraphs[-1]:
            raise OtherShape
        else:
            piece.paragraphs[-1] = words

    def _paragraph(self, number: int, indent: int, words: str) -> None:
        piece = self._piece
        if not self._after_blank:
            self._row(piece, words)
            return
        self._join_lines()
        if indent:
            if piece is None or piece.is_quote or indent != 2 * piece.depth + 2:
                raise OtherShape
            piece.paragraphs.append(words)
            piece.lines.append(number)
            return
        self.finish()
        may_be_subtitle, self._may_be_subtitle = self._may_be_subtitle, False
        if may_be_subtitle:
            if subtitle := _SUBTITLE.fullmatch(words):
                self.subtitle = unescaped_star(subtitle[1])
                return
            # The first paragraph is written as one that cannot be a subtitle.
            words = unescaped_star(words)
        self._piece = Piece(0, False, lines=[number], paragraphs=[words])

    def _row(self, piece: Piece | None, words: str) -> None:
        """A table alone goes on in the next line."""
        is_table = piece and piece.paragraphs[-1].startswith("|")
        if piece is None or not is_table or not words.startswith("|"):
            raise OtherShape
        self._lines.append(words)
