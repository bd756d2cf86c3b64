"""What changed between two versions of a text, word by word where that is short."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

# Comparing takes time in proportion to the length times the number of changes. Past
# this many changed words the comparison goes by paragraphs, then gives up.
MOST_CHANGES = 400
# And where many texts are compared in one go, this many steps for all of them: each
# changed word takes one more step than the one before.
MOST_STEPS = 500_000

# A blank goes with the word behind it, and a mark is a piece of its own: "so?" and
# "so, and how?" have two pieces in common.
WORD = r"\w+(?:['’-]\w+)*"
_WORDS = re.compile(rf" ?{WORD}| ?[^\w\s]|\s+")
_PARAGRAPHS = re.compile(r"[^\n]+\n*|\n+")
Kind = Literal["same", "removed", "added"]


class Change(NamedTuple):
    """A stretch of text that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(slots=True)
class Effort:
    """The steps that are left for a page of comparisons; each takes its own from it."""

    left: int = MOST_STEPS


def changes(before: str, after: str, effort: Effort | None = None) -> list[Change]:
    """The way from `before` to `after`, in reading order.

    Without what was added it is `before`, without what was removed `after`. Past the
    effort the one stands whole before the other.
    """
    effort = effort or Effort()
    ways = (_WORDS, _PARAGRAPHS) if before and after else ()
    for pieces in ways:
        steps = script(pieces.findall(before), pieces.findall(after), effort)
        if steps is not None:
            return _joined(steps)
    return _joined([Change("removed", before), Change("added", after)])


def _joined(steps: list[Change]) -> list[Change]:
    """Neighbours of one kind in one stretch; between two equal ones, removed first."""
    runs = groupby(steps, key=lambda change: change.kind == "same")
    ordered = [
        change
        for _, run in runs
        for change in sorted(run, key=lambda change: change.kind == "added")
    ]
    stretches = groupby(ordered, key=lambda change: change.kind)
    joined = [Change(kind, "".join(c.text for c in run)) for kind, run in stretches]
    return [change for change in joined if change.text]


def script(
    old: Sequence[str], new: Sequence[str], effort: Effort | None = None
) -> list[Change] | None:
    """The shortest edit script, or None where it is longer than `MOST_CHANGES` or the
    effort does not go so far.

    E. W. Myers, "An O(ND) difference algorithm and its variations" (1986): after each
    number of edits, how far into `old` one can be on each diagonal.
    """
    effort = effort or Effort()
    furthest = {1: 0}
    trail: list[dict[int, int]] = []
    for edits in range(min(MOST_CHANGES, len(old) + len(new)) + 1):
        effort.left -= edits + 1
        if effort.left < 0:
            return None
        trail.append(furthest.copy())
        for diagonal in range(-edits, edits + 1, 2):
            place = _step(furthest, diagonal, edits)
            while (
                place < len(old)
                and place - diagonal < len(new)
                and old[place] == new[place - diagonal]
            ):
                place += 1
            furthest[diagonal] = place
            if place >= len(old) and place - diagonal >= len(new):
                return list(_walk_back(old, new, trail))[::-1]
    return None


def _step(furthest: dict[int, int], diagonal: int, edits: int) -> int:
    """Where one more edit leads: down adds a word, right removes one."""
    if _goes_down(furthest, diagonal, edits):
        return furthest[diagonal + 1]
    return furthest[diagonal - 1] + 1


def _goes_down(furthest: dict[int, int], diagonal: int, edits: int) -> bool:
    if abs(diagonal) == edits:
        return diagonal == -edits
    return furthest[diagonal - 1] < furthest[diagonal + 1]


def _walk_back(
    old: Sequence[str], new: Sequence[str], trail: list[dict[int, int]]
) -> Iterator[Change]:
    place, new_place = len(old), len(new)
    for edits in range(len(trail) - 1, -1, -1):
        furthest, diagonal = trail[edits], place - new_place
        down = _goes_down(furthest, diagonal, edits)
        earlier = furthest[diagonal + 1 if down else diagonal - 1] if edits else 0
        earlier_new = earlier - (diagonal + 1 if down else diagonal - 1) if edits else 0
        while place > earlier and new_place > earlier_new:
            place, new_place = place - 1, new_place - 1
            yield Change("same", old[place])
        if edits and down:
            new_place -= 1
            yield Change("added", new[new_place])
        elif edits:
            place -= 1
            yield Change("removed", old[place])
