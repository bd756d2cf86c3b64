"""Reads the HTML that this site exports, tag by tag."""

import re

from apps.questions.importing.html_inline import Inline
from apps.questions.importing.html_tokens import Token, tokens
from apps.questions.importing.outline import Outline
from apps.questions.importing.own_shape import STANCES, Assembly, OtherShape, Piece

_SIGN = '<article data-outline="aiq">'
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_WHOLE = ("pre", "table")
_TEXTS = (*_HEADINGS, *_WHOLE, "p", "footer")
_LABEL = re.compile(r"\*\*(Context|For|Against):\*\*(?: +|$)")
_ID = re.compile(r"[a-z0-9]{4,12}")


def read_own_html(text: str) -> Outline | None:
    """The outline of an export; None for a page of any other shape."""
    start = text.find(_SIGN)
    if start < 0:
        return None
    reader = _Reader(text.count("\n", 0, start) + 1)
    try:
        for token in tokens(text[start + len(_SIGN) :]):
            reader.take(token)
    except OtherShape:
        return None
    return Outline(reader.title, reader.subtitle, tuple(reader.assembly.items))


def inline_text(html: str) -> str:
    """The Markdown that the importer reads in the HTML of one paragraph."""
    inline = Inline()
    for token in tokens(html):
        _write(inline, token)
    return inline.take()


def _write(inline: Inline, token: Token) -> None:
    if token.what == "text":
        inline.write(token.text, token.at)
    elif token.what == "open":
        inline.start(token)
    elif token.what == "close":
        inline.end(token.name)


class _Reader:
    def __init__(self, line: int) -> None:
        self.assembly = Assembly()
        self.title = ""
        self.subtitle = ""
        self._line = line
        self._lists = 0
        self._pieces: list[Piece | None] = []  # of the open items; None once placed
        self._quote: Piece | None = None
        self._opening: Token | None = None  # the heading, paragraph or footer read
        self._inline = Inline()

    def take(self, token: Token) -> None:
        if self._opening and token.what == "close" and token.name == self._opening.name:
            opening, self._opening = self._opening, None
            self._text(opening, self._inline.take())
        elif self._opening:
            _write(self._inline, token)
        elif token.what == "open":
            self._open(token)
        elif token.what == "close":
            self._close(token.name)
        elif token.text.strip():
            raise OtherShape
        self._line += token.text.count("\n") if token.what == "text" else 0

    def _open(self, token: Token) -> None:
        name = token.name
        if name in _TEXTS:
            self._opening = token
        elif name == "ul":
            self._place()
            self._lists += 1
        elif name == "li":
            if self._lists != len(self._pieces) + 1:
                raise OtherShape
            self._pieces.append(self._piece(token, is_listed=True))
        elif name == "blockquote":
            listed = self._pieces[-1] if self._pieces else None
            self._quote = listed or self._piece(token, is_listed=False)
            self._quote.is_quote = True
        elif name == "hr":
            self.assembly.leave_sections()
        else:
            raise OtherShape

    def _close(self, name: str) -> None:
        if name == "li" and self._pieces:
            self._place()
            self._pieces.pop()
        elif name == "ul":
            self._lists -= 1
        elif name == "blockquote" and self._quote:
            if not self._quote.is_listed:
                self._finish(self._quote)
            self._quote = None

    def _place(self) -> None:
        """The innermost open item is complete once a list or its end follows."""
        if self._pieces and (piece := self._pieces[-1]):
            self._finish(piece)
            self._pieces[-1] = None

    def _finish(self, piece: Piece) -> None:
        if not piece.paragraphs:
            raise OtherShape
        self.assembly.piece(piece)

    def _piece(self, token: Token, *, is_listed: bool) -> Piece:
        stated = token.attributes
        depth = len(self._pieces) if is_listed else 0
        piece = Piece(depth, is_listed, _id_of(token))
        piece.kind = stated.get("data-kind", "")
        piece.stance = stated.get("data-stance", "")
        return piece

    def _text(self, opening: Token, text: str) -> None:
        label = None
        if opening.name == "p":
            label = _LABEL.match(text)
        stated = opening.attributes.get("data-markdown")
        if opening.name in _HEADINGS:
            self._heading(opening, text if stated is None else stated)
        elif opening.name == "footer":
            if self._quote:
                self._quote.source = text.removeprefix("—").strip()
        elif opening.name in _WHOLE and stated is None:
            raise OtherShape
        elif opening.attributes.get("data-kind") == "subtitle":
            self.subtitle = text if stated is None else stated
        else:
            self._paragraph(text, stated, label)

    def _heading(self, opening: Token, text: str) -> None:
        level = _HEADINGS[opening.name]
        further = opening.attributes.get("data-level", "")
        if level == 1:
            self.title = text
        else:
            level = int(further) if re.fullmatch(r"[7-9]", further) else level
            self.assembly.heading(self._line, level, text, _id_of(opening))

    def _paragraph(
        self, text: str, stated: str | None, label: re.Match[str] | None
    ) -> None:
        listed = self._pieces[-1] if self._pieces else None
        piece = self._quote or listed or Piece(0, False)
        if label and listed and not piece.paragraphs and self._may_argue(piece):
            piece.stance = STANCES[label[1]]
            text = text[label.end() :] or text
        piece.paragraphs.append(text if stated is None else stated)
        piece.lines.append(self._line)
        if piece is not self._quote and piece is not listed:
            self._finish(piece)

    def _may_argue(self, piece: Piece) -> bool:
        """Whether a bold "For:" in front is a label, not the essay's own words."""
        return not (piece.public_id or piece.is_quote or piece.kind)


def _id_of(token: Token) -> str:
    stated = token.attributes.get("id", "")
    return stated if _ID.fullmatch(stated) else ""
