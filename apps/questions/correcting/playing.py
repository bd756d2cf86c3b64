"""Plays one edit on the pieces of a draft."""

from collections.abc import Callable
from dataclasses import replace

from apps.questions.correcting import moving
from apps.questions.correcting.choices import CHOICES
from apps.questions.correcting.edits import CannotCorrect, Edit
from apps.questions.correcting.pieces import Piece, choice_of, end_of, key_of, shift
from apps.questions.correcting.settling import settle
from apps.questions.importing.labels import read_label
from apps.questions.importing.whole import on_one_line

LONGEST_HEADING = 300
LONGEST_TEXT = 20_000
LONGEST_SOURCE = 300


def play(pieces: list[Piece], edit: Edit) -> int:
    """Change the pieces in place; where the piece that was meant now stands.

    Raises CannotCorrect, and then may leave the pieces half changed: play on a copy
    what may be refused.
    """
    at = find(pieces, edit["key"])
    place = _ACTS[edit["act"]](pieces, at, edit)
    if edit["act"] not in ("leave", "take"):
        pieces[place].settle_doubts()
    return place


def find(pieces: list[Piece], key: str) -> int:
    for at, piece in enumerate(pieces):
        if piece.key == key:
            return at
    raise CannotCorrect("This piece is no longer there.")


def _choose(pieces: list[Piece], at: int, edit: Edit) -> int:
    said = edit["choice"]
    choice = CHOICES[said]
    piece = pieces[at]
    if choice.family == "heading" and len(piece.text) > LONGEST_HEADING:
        raise CannotCorrect(
            f"A heading has at most {LONGEST_HEADING} characters. Split the piece first."
        )
    by = moving.step_for(pieces, at, said)
    end = end_of(pieces, at)
    argued = piece.family == "question" and choice.family == "consideration"
    piece.family, piece.stance = choice.family, choice.stance
    piece.is_left_out = False
    if (label := read_label(piece.text)) and label.says(choice.stance):
        piece.text = label.rest
    if choice.family in ("heading", "question"):
        piece.text = on_one_line(" ".join(piece.text.split("\n\n")))
    shift(pieces, at, end, by)
    if argued:
        # What was said about the question stands beside an argument, not below it.
        shift(pieces, at + 1, end, -1)
    settle(pieces, at, end)
    if choice_of(pieces, at) != said:
        raise CannotCorrect(
            "There is no section above it to stand below."
            if said == "subsection"
            else "There is no question above it to stand below."
        )
    return at


def _words(pieces: list[Piece], at: int, edit: Edit) -> int:
    piece = pieces[at]
    piece.text = _checked(edit["text"], piece)
    piece.source = " ".join(edit.get("source", "").split())[:LONGEST_SOURCE]
    return at


def _checked(text: str, piece: Piece) -> str:
    text = text.strip()
    if not text:
        raise CannotCorrect("A piece needs words. Leave it out instead.")
    is_heading = piece.family == "heading"
    limit = LONGEST_HEADING if is_heading else LONGEST_TEXT
    if len(text) > limit:
        raise CannotCorrect(f"This is longer than {limit:,} characters.")
    return " ".join(text.split()) if is_heading else text


def _split(pieces: list[Piece], at: int, edit: Edit) -> int:
    """What stands below the piece stands below its second half."""
    piece = pieces[at]
    text, cut = edit.get("text", piece.text), edit["cut"]
    first, second = (_checked(half, piece) for half in (text[:cut], text[cut:]))
    line = piece.item.line
    part = max(each.item.part for each in pieces if each.item.line == line) + 1
    piece.text = first
    piece.settle_doubts()
    item = replace(piece.item, part=part, public_id="", further=())
    pieces.insert(at + 1, replace(piece, key=key_of(item), item=item, text=second))
    settle(pieces, at, at + 2)
    return at + 1


def _join(pieces: list[Piece], at: int, edit: Edit) -> int:
    """Into the piece before, which keeps what it is and takes what stood below."""
    at += edit["towards"] == "next"
    if not 0 < at < len(pieces):
        raise CannotCorrect("There is nothing on that side to join.")
    piece, into = pieces[at], pieces[at - 1]
    if piece.is_left_out or into.is_left_out:
        raise CannotCorrect("One of the two is left out. Take it back first.")
    is_one = into.item.line == piece.item.line or into.family in ("heading", "question")
    into.text = _checked(into.text + (" " if is_one else "\n\n") + piece.text, into)
    into.source = into.source or piece.source
    end = end_of(pieces, at)
    shift(pieces, at + 1, end, into.depth - piece.depth)
    del pieces[at]
    settle(pieces, at - 1, end - 1)
    return at - 1


def _leave(pieces: list[Piece], at: int, edit: Edit) -> int:
    pieces[at].is_left_out = True
    pieces[at].settle_doubts()
    return at


def _take(pieces: list[Piece], at: int, edit: Edit) -> int:
    pieces[at].is_left_out = False
    pieces[at].settle_doubts()
    return at


def _sure(pieces: list[Piece], at: int, edit: Edit) -> int:
    return at


_ACTS: dict[str, Callable[[list[Piece], int, Edit], int]] = {
    "choose": _choose,
    "in": moving.move_in,
    "out": moving.move_out,
    "up": moving.move_up,
    "down": moving.move_down,
    "words": _words,
    "split": _split,
    "join": _join,
    "leave": _leave,
    "take": _take,
    "sure": _sure,
}
