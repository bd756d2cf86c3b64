"""Where a piece goes: in and out, up and down, or where what it is now belongs."""

from apps.questions.correcting.edits import CannotCorrect, Edit
from apps.questions.correcting.pieces import (
    Piece,
    above,
    end_of,
    shift,
    sibling_before,
)
from apps.questions.correcting.settling import settle

_SAID = ("consideration", "context", "for", "against", "quote")


def move_in(pieces: list[Piece], at: int, edit: Edit) -> int:
    depth, end = pieces[at].depth, end_of(pieces, at)
    shift(pieces, at, end, 1)
    settle(pieces, at, end)
    if pieces[at].depth == depth:
        raise CannotCorrect("Nothing above it can hold it further in.")
    return at


def move_out(pieces: list[Piece], at: int, edit: Edit) -> int:
    """What follows at the old depth stands below the piece from now on, if it can."""
    if not pieces[at].depth:
        raise CannotCorrect("It stands as far out as it can.")
    end = end_of(pieces, at)
    shift(pieces, at, end, -1)
    settle(pieces, at, end)
    return at


def move_up(pieces: list[Piece], at: int, edit: Edit) -> int:
    """Before the one before it; the first of its row goes out before what holds it."""
    to = sibling_before(pieces, at)
    if to is None:
        to = next(above(pieces, at), None)
    if to is None:
        raise CannotCorrect("It stands first already.")
    end = end_of(pieces, at)
    block = pieces[at:end]
    shift(block, 0, len(block), pieces[to].depth - pieces[at].depth)
    pieces[to:end] = block + pieces[to:at]
    settle(pieces, to, end)
    return to


def move_down(pieces: list[Piece], at: int, edit: Edit) -> int:
    """After the one after it; the last of its row goes out after what holds it."""
    end = end_of(pieces, at)
    if end == len(pieces):
        raise CannotCorrect("It stands last already.")
    block = pieces[at:end]
    if pieces[end].depth == pieces[at].depth:
        to = end_of(pieces, end)
    else:
        # The next piece stands further out: become its first child, or its neighbour.
        to = end + 1
        shift(block, 0, len(block), pieces[end].depth + 1 - pieces[at].depth)
    pieces[at:to] = pieces[end:to] + block
    settle(pieces, at, to)
    return at + to - end


def step_for(pieces: list[Piece], at: int, said: str) -> int:
    """How far in or out a piece goes for being what an editor says it is."""
    depth = pieces[at].depth
    if said == "section":
        return -depth
    if said == "subsection":
        return _for_subsection(pieces, at)
    asked = [each for each in above(pieces, at) if pieces[each].family == "question"]
    if said == "question":
        return pieces[asked[-1]].depth - depth if asked else 0
    if asked:
        return 0
    if said == "subquestion":
        question = _question_before(pieces, at)
        return 0 if question is None else pieces[question].depth + 1 - depth
    if said in _SAID:
        before = sibling_before(pieces, at)
        return before is not None and pieces[before].family == "question"
    return 0


def _for_subsection(pieces: list[Piece], at: int) -> int:
    headings = [each for each in above(pieces, at) if pieces[each].family == "heading"]
    if headings:
        return pieces[headings[0]].depth + 1 - pieces[at].depth
    return 1 - pieces[at].depth


def _question_before(pieces: list[Piece], at: int) -> int | None:
    """The last question that was asked before, in the same section."""
    for before in range(at - 1, -1, -1):
        if pieces[before].family == "heading":
            return None
        if pieces[before].family == "question":
            return before
    return None
