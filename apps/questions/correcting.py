"""An editor's corrections of what the importer read: other kinds, other parents.

Pure: an outline and its corrections in, the corrected outline out. Corrections are
kept by source line, so that the same source always gives the same result.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypedDict

from apps.questions.importing import Item, Outline
from apps.questions.importing.outline import ASKED, HEADINGS, Kind, Stance

# What an editor may say a piece is, and the kind and stance that this means.
CHOICES: Mapping[str, tuple[str, Kind, Stance]] = {
    "section": ("Section", "section", ""),
    "subsection": ("Subsection", "subsection", ""),
    "question": ("Question", "question", ""),
    "consideration": ("Consideration", "consideration", ""),
    "context": ("Context", "consideration", "context"),
    "for": ("For", "consideration", "for"),
    "against": ("Against", "consideration", "against"),
    "quote": ("Quote", "quote", ""),
    "prose": ("Paragraph", "prose", ""),
    "reader_comment": ("Leave out, with all below", "reader_comment", ""),
}


class Correction(TypedDict, total=False):
    """`choice` is a key of CHOICES; `shift` counts steps in (+) or out (-)."""

    choice: str
    shift: int


Corrections = Mapping[str, Correction]


def key_of(item: Item) -> str:
    """What stays the same about a piece however the rest is corrected."""
    return f"{item.line}.{item.part}"


def choice_of(item: Item) -> str:
    """The key of CHOICES that describes the piece as it stands."""
    if item.kind == "consideration":
        return item.stance or "consideration"
    return "question" if item.kind in ASKED else item.kind


def corrected(outline: Outline, corrections: Corrections) -> Outline:
    """The outline with every correction applied; what hangs below a piece moves along.

    A piece's parent is the nearest earlier one that stands further out. Headings
    hang only below headings: nothing can be put above its own section by accident.
    """
    if not corrections:
        return outline
    depths = _depths(outline.items)
    items: list[Item] = []
    placed: list[int] = []
    open_items: list[int] = []
    for index, item in enumerate(outline.items):
        correction = corrections.get(key_of(item), Correction())
        moved = 0 if item.parent is None else placed[item.parent] - depths[item.parent]
        depth = depths[index] + moved + correction.get("shift", 0)
        kind, stance = _said_to_be(item, correction)
        if kind in HEADINGS and kind != item.kind:
            depth = 0 if kind == "section" else 1
        open_items = [
            above
            for above in open_items
            if placed[above] < depth
            and (kind not in HEADINGS or items[above].kind in HEADINGS)
        ]
        parent = open_items[-1] if open_items else None
        placed.append(0 if parent is None else placed[parent] + 1)
        open_items.append(index)
        items.append(
            replace(
                item,
                kind=_kind_below(kind, items, parent),
                stance=stance,
                parent=parent,
                confidence=1.0 if correction else item.confidence,
            )
        )
    return replace(outline, items=tuple(items))


def _depths(items: tuple[Item, ...]) -> list[int]:
    depths: list[int] = []
    for item in items:
        depths.append(0 if item.parent is None else depths[item.parent] + 1)
    return depths


def _said_to_be(item: Item, correction: Correction) -> tuple[Kind, Stance]:
    choice = correction.get("choice")
    if choice is None or choice == choice_of(item):
        return item.kind, item.stance
    _, kind, stance = CHOICES[choice]
    return kind, stance


def _kind_below(kind: Kind, items: list[Item], parent: int | None) -> Kind:
    """A heading or question is called by whether it stands below another."""
    if kind in HEADINGS:
        return "section" if parent is None else "subsection"
    if kind not in ASKED:
        return kind
    while parent is not None:
        if items[parent].kind in ASKED:
            return "subquestion"
        parent = items[parent].parent
    return "question"
