"""What an import yields: a title and a flat list of items that know their parents."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from apps.questions.importing.whole import paragraphs_of

Kind = Literal[
    "section",
    "subsection",
    "question",
    "subquestion",
    "consideration",
    "quote",
    "prose",
    "reader_comment",
]
Stance = Literal["", "context", "for", "against"]

HEADINGS: frozenset[Kind] = frozenset({"section", "subsection"})
ASKED: frozenset[Kind] = frozenset({"question", "subquestion"})


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of an essay.

    ``line`` is the 1-based source line where it starts; ``part`` is 0 for the piece
    that leads its line and 1, 2... for pieces split off the same line. ``parent`` is an
    index into ``Outline.items``, always smaller than the item's own, or None at the
    top. ``text`` is inline Markdown; a blank line parts its paragraphs, code and tables
    (see ``whole``) being paragraphs of several lines, and ``further``
    holds the source lines where the paragraphs after the first start. ``level`` is 1
    for a section and for what stands right under one, and grows with each step down.
    ``confidence`` runs from 0 (a guess) to 1 (the source says so), and ``reason`` names
    the rule that decided: a key of ``REASONS``.
    """

    line: int
    part: int
    kind: Kind
    parent: int | None
    text: str
    stance: Stance
    source: str
    confidence: float
    public_id: str
    level: int
    further: tuple[int, ...] = ()
    # Why it was read like this is no part of what it is.
    reason: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Outline:
    """An essay as the importer read it; items stand in document order."""

    title: str
    subtitle: str
    items: tuple[Item, ...]
    warnings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The outline by source line, for the command line.

        Each line stands once. What was split off a line is listed under ``also`` of the
        line's leading piece; a paragraph that goes on with the item above it is listed
        with ``continues``, the line where that item starts.
        """
        return {
            "title": self.title,
            "subtitle": self.subtitle,
            "items": list(self._entries()),
        }

    def _entries(self) -> Iterator[dict[str, Any]]:
        by_line: dict[int, dict[str, Any]] = {}
        for item in self.items:
            paragraphs = self._paragraphs(item)
            entry = next(paragraphs)
            leading = by_line.get(item.line)
            if leading is None:
                by_line[item.line] = entry
                yield entry
            else:
                leading.setdefault("also", []).append(entry)
            yield from (each for each in paragraphs if each["line"] not in by_line)

    def _paragraphs(self, item: Item) -> Iterator[dict[str, Any]]:
        parent = None if item.parent is None else self.items[item.parent].line
        entry = {"line": item.line, "kind": item.kind, "parent": parent}
        if not item.further:
            yield entry | {"text": item.text}
            return
        texts = paragraphs_of(item.text)
        yield entry | {"text": texts[0]}
        for line, text in zip(item.further, texts[1:], strict=False):
            yield entry | {"line": line, "text": text, "continues": item.line}
