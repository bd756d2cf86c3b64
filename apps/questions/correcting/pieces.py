"""The pieces of a draft: a flat list in reading order, each with its depth."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from apps.questions.correcting.choices import CHOICES, Family
from apps.questions.importing.outline import ASKED, HEADINGS, Item, Kind, Stance


@dataclass(slots=True)
class Piece:
    """What an item is while it may change: depth instead of a parent.

    A piece that is left out keeps what it was, for taking it back.
    """

    key: str
    """`key_of` its item; kept, for every edit looks a piece up by it."""
    item: Item
    family: Family
    depth: int
    text: str
    stance: Stance
    source: str
    confidence: float
    reason: str
    is_left_out: bool

    def settle_doubts(self) -> None:
        """An editor has looked at the piece: nothing about it is a guess any more."""
        self.confidence, self.reason = 1.0, "editor"


def key_of(item: Item) -> str:
    """What stays the same about a piece however the rest is corrected."""
    return f"{item.line}.{item.part}"


def pieces_of(items: tuple[Item, ...]) -> list[Piece]:
    """The pieces as the importer read them, at depths that are not settled yet."""
    depths: list[int] = []
    for item in items:
        depths.append(0 if item.parent is None else depths[item.parent] + 1)
    return [
        Piece(
            key=key_of(item),
            item=item,
            family=_family(item.kind),
            depth=depth,
            text=item.text,
            stance=item.stance,
            source=item.source,
            confidence=item.confidence,
            reason=item.reason,
            is_left_out=item.kind == "reader_comment",
        )
        for item, depth in zip(items, depths, strict=True)
    ]


def _family(kind: Kind) -> Family:
    if kind in HEADINGS:
        return "heading"
    if kind in ASKED:
        return "question"
    return "prose" if kind == "reader_comment" else cast(Family, kind)


def items_of(pieces: list[Piece]) -> tuple[Item, ...]:
    """Settled pieces as an outline's items; what is left out is a reader's comment."""
    items: list[Item] = []
    above: list[int] = []
    for piece in pieces:
        del above[piece.depth :]
        parent = above[-1] if above else None
        holder = None if parent is None else items[parent]
        kind = kind_of(piece, [pieces[at].family for at in above])
        is_first_level = holder is None or (
            holder.kind in HEADINGS and kind not in HEADINGS
        )
        items.append(
            replace(
                piece.item,
                kind=kind,
                parent=parent,
                text=piece.text,
                stance=piece.stance,
                source=piece.source,
                confidence=piece.confidence,
                reason=piece.reason,
                level=1 if holder is None or is_first_level else holder.level + 1,
                further=piece.item.further if piece.text == piece.item.text else (),
            )
        )
        above.append(len(items) - 1)
    return tuple(items)


def kind_of(piece: Piece, families_above: list[Family]) -> Kind:
    """A heading or question is called by whether it stands below another."""
    if piece.is_left_out:
        return "reader_comment"
    if piece.family == "heading":
        return "subsection" if families_above else "section"
    if piece.family == "question":
        return "subquestion" if "question" in families_above else "question"
    return piece.family


def choice_of(pieces: list[Piece], at: int) -> str:
    """The key of CHOICES that describes the piece as it stands."""
    piece = pieces[at]
    if piece.family == "consideration":
        return piece.stance or "consideration"
    if piece.family == "heading":
        return "subsection" if piece.depth else "section"
    if piece.family == "question":
        is_below = any(pieces[each].family == "question" for each in above(pieces, at))
        return "subquestion" if is_below else "question"
    return piece.family


def label_of(choice: str) -> str:
    return CHOICES[choice].label


def above(pieces: list[Piece], at: int) -> Iterator[int]:
    """What the piece hangs from, the nearest first."""
    depth = pieces[at].depth
    while depth and at:
        at -= 1
        if pieces[at].depth < depth:
            depth = pieces[at].depth
            yield at


def end_of(pieces: list[Piece], at: int) -> int:
    """Where what stands below the piece ends."""
    depth, end = pieces[at].depth, at + 1
    while end < len(pieces) and pieces[end].depth > depth:
        end += 1
    return end


def sibling_before(pieces: list[Piece], at: int) -> int | None:
    """The piece before, at the same depth and below the same one."""
    depth = pieces[at].depth
    for before in range(at - 1, -1, -1):
        if pieces[before].depth <= depth:
            return before if pieces[before].depth == depth else None
    return None


def shift(pieces: list[Piece], at: int, end: int, by: int) -> None:
    """Move pieces in or out; the shallowest of them is the first."""
    for piece in pieces[at:end]:
        piece.depth += by
