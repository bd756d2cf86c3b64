"""Keeps a draft a tree that an essay can hold: headings over questions over the rest."""

from dataclasses import dataclass

from apps.questions.correcting.choices import Family
from apps.questions.correcting.pieces import Piece

_HOLDERS: dict[Family, frozenset[Family]] = {
    "heading": frozenset({"heading"}),
    "question": frozenset({"heading", "question"}),
}


@dataclass(slots=True)
class _Open:
    """A piece that may hold what follows: the depth it asked for, and the one it has.

    It is closed once something stood further in than it, but not below it.
    """

    at: int
    wanted: int
    depth: int
    is_closed: bool = False


def settle(pieces: list[Piece], start: int = 0, end: int | None = None) -> None:
    """Give every piece from ``start`` the depth of one below what holds it.

    That is the nearest earlier piece that stands further out and may hold it. What
    stood beside a piece stays beside it. Pieces before ``start`` are settled; those
    after ``end`` are looked at only as long as the change reaches.
    """
    end = len(pieces) if end is None else end
    row = _row_above(pieces, start)
    for at in range(start, len(pieces)):
        wanted = pieces[at].depth
        while row and row[-1].wanted >= wanted:
            row.pop()
        if at >= end and not any(each.is_closed or each.at >= start for each in row):
            return
        _place(pieces, at, row)


def _row_above(pieces: list[Piece], start: int) -> list[_Open]:
    row: list[_Open] = []
    depth = pieces[start].depth if start < len(pieces) else 0
    limit = depth
    for at in range(start - 1, -1, -1):
        if not limit:
            break
        if pieces[at].depth < limit:
            limit = pieces[at].depth
            row.append(_Open(at, limit, limit))
    return row[::-1]


def _place(pieces: list[Piece], at: int, row: list[_Open]) -> None:
    piece = pieces[at]
    wanted, holder = piece.depth, -1
    for place in range(len(row) - 1, -1, -1):
        if not row[place].is_closed and _may_hold(pieces[row[place].at], piece.family):
            holder = place
            break
    for passed in row[holder + 1 :]:
        passed.is_closed = True
    piece.depth = row[holder].depth + 1 if holder >= 0 else 0
    row.append(_Open(at, wanted, piece.depth))


def _may_hold(holder: Piece, family: Family) -> bool:
    """A paragraph outside every section opens or closes the essay: it holds nothing."""
    if holder.family == "prose" and holder.depth == 0:
        return False
    return holder.family in _HOLDERS.get(family, (holder.family,))
