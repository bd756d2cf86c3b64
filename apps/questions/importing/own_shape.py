"""The shape in which essays are exported: every heading and question has its id.

A source in this shape says what each piece is, so nothing is inferred from its words:
what was exported and is read again is the same outline.
"""

import re
from dataclasses import dataclass, field

from apps.questions.importing.outline import ASKED, HEADINGS, Item, Kind, Stance
from apps.questions.importing.reading import read
from apps.questions.importing.source import MAX_DEPTH, CannotImport, check_blocks

STANCES: dict[str, Stance] = {
    "Context": "context",
    "For": "for",
    "Against": "against",
}
LABELS: dict[Stance, str] = {stance: word for word, stance in STANCES.items()}


class OtherShape(Exception):
    """The source was not exported by this site, or was taken out of its shape."""


@dataclass(slots=True)
class Piece:
    """A list item, paragraph or quotation: `depth` counts the items it stands in.

    `paragraphs` and `lines` belong together. `kind` and `stance` are what the source
    says of them by a mark, "" where it leaves them to the piece's own form.
    """

    depth: int
    is_listed: bool
    public_id: str = ""
    is_quote: bool = False
    kind: str = ""
    stance: str = ""
    source: str = ""
    paragraphs: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def seems_to_ask(text: str) -> bool:
    """Whether an item without an id is a new question, if no mark denies it."""
    reading = read(text)
    return reading.ends_asking and not reading.label


class Assembly:
    """Headings and pieces in document order become items that know their parents."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self._headings: list[tuple[int, int]] = []
        self._listed: list[int] = []

    def heading(self, line: int, level: int, text: str, public_id: str) -> None:
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        parent = self._headings[-1][1] if self._headings else None
        self._listed.clear()
        kind: Kind = "section" if parent is None else "subsection"
        self._add(Piece(0, False, public_id, lines=[line]), kind, text, parent)
        self._headings.append((level, len(self.items) - 1))

    def leave_sections(self) -> None:
        self._headings.clear()
        self._listed.clear()

    def piece(self, piece: Piece) -> None:
        """Raises OtherShape for an item further in than the one above it allows."""
        if piece.depth > len(self._listed):
            raise OtherShape
        if piece.depth >= MAX_DEPTH:
            raise CannotImport(
                f"The list nests more than {MAX_DEPTH} levels deep. Flatten it first."
            )
        del self._listed[piece.depth :]
        if not piece.paragraphs[0] and len(piece.paragraphs) > 1:
            # Only marks stood there, above code or a table.
            del piece.paragraphs[0], piece.lines[0]
        section = self._headings[-1][1] if self._headings else None
        parent = self._listed[-1] if self._listed else section
        text = "\n\n".join(piece.paragraphs)
        self._add(piece, self._kind(piece, text, parent), text, parent)
        if piece.is_listed:
            self._listed.append(len(self.items) - 1)

    def _kind(self, piece: Piece, text: str, parent: int | None) -> Kind:
        if piece.is_quote:
            return "quote"
        if piece.kind == "prose" or not piece.is_listed:
            return "prose"
        is_said = piece.kind == "said" or bool(piece.stance)
        if not piece.public_id and (is_said or not seems_to_ask(text)):
            return "consideration"
        while parent is not None and self.items[parent].kind not in ASKED:
            parent = self.items[parent].parent
        return "question" if parent is None else "subquestion"

    def _add(self, piece: Piece, kind: Kind, text: str, parent: int | None) -> None:
        check_blocks(len(self.items) + 1)
        level = 1
        if parent is not None:
            above = self.items[parent]
            below_heading = above.kind in HEADINGS and kind not in HEADINGS
            level = 1 if below_heading else above.level + 1
        self.items.append(
            Item(
                line=piece.lines[0],
                part=0,
                kind=kind,
                parent=parent,
                text=text,
                stance=STANCES.get(piece.stance.capitalize(), ""),
                source=piece.source,
                confidence=1.0,
                public_id=piece.public_id,
                level=level,
                further=tuple(piece.lines[1:]),
                reason="exported",
            )
        )


_MARK = re.compile(r"(?:^|\s)\{(?:#([a-z0-9]{4,12})|\.([a-z]+(?: \.[a-z]+)*))\}$")
_LITERAL_MARK = re.compile(r"\\*\{[#.][a-z0-9. ]{1,80}\}$")
_LITERAL_START = re.compile(
    r"\\*(?:[-*+](?: |$)|>|#{1,9} |[-=*_]{3,}$|`{3}|~~~|—|\*\*(?:Context|For|Against):\*\*"
    r"|</?(?:[uod]l|li|d[dt]|p|div|h[1-6]|table|t[rdh]|section|article|details|pre)\b)"
)

_STAR = re.compile(r"\\*\*")


def split_marks(line: str) -> tuple[str, str, tuple[str, ...]]:
    """Parts a trailing "{#id}" or "{.word .word}" from a line of text."""
    found = _MARK.search(line, max(0, len(line) - 60))
    if found is None:
        return line, "", ()
    words = tuple(found[2].split(" .")) if found[2] else ()
    return line[: found.start()], found[1] or "", words


def escaped(text: str) -> str:
    """`text` so that neither its start nor its end is taken for a mark."""
    if _LITERAL_START.match(text):
        text = f"\\{text}"
    if mark := _literal_mark(text):
        text = f"{text[: mark.start()]}\\{mark[0]}"
    return text


def unescaped(text: str) -> str:
    """What `escaped` was given."""
    mark = _literal_mark(text)
    if mark and mark[0].startswith("\\"):
        text = text[: mark.start()] + mark[0][1:]
    if text.startswith("\\") and _LITERAL_START.match(text):
        return text[1:]
    return text


def _literal_mark(text: str) -> re.Match[str] | None:
    # Looked for near the end only: a long row of backslashes would take too long.
    return _LITERAL_MARK.search(text, max(0, len(text) - 200))


def escaped_star(text: str) -> str:
    """`text` where a star in front would tell the subtitle from the first paragraph."""
    return f"\\{text}" if _STAR.match(text) else text


def unescaped_star(text: str) -> str:
    return text[1:] if text.startswith("\\") and _STAR.match(text) else text
