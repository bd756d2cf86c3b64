"""What a new version does to each question and section, from the pairs found."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from apps.questions.revising.matching import Pairs
from apps.questions.revising.version import Asking, Heading, Version

Home = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One question: `old` is None for a new one, `new` for one that the source lacks."""

    old: Asking | None
    new: Asking | None
    is_moved: bool = False
    is_by_hand: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """One of kept, new, removed, staying; or any of back, reworded, moved."""
        if self.old is None:
            return ("new",)
        if self.new is None:
            return ("staying" if self.old.standing == "credited" else "removed",)
        changes = {
            "back": self.old.standing == "retired",
            "reworded": self.old.words != self.new.words,
            "moved": self.is_moved,
        }
        return tuple(kind for kind, holds in changes.items() if holds) or ("kept",)


@dataclass(frozen=True, slots=True)
class HeadingDifference:
    """One section, as in `Difference`."""

    old: Heading | None
    new: Heading | None
    is_moved: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """One of kept, new, removed; or any of renamed, moved."""
        if self.old is None:
            return ("new",)
        if self.new is None:
            return ("removed",)
        is_renamed = self.old.title != self.new.title
        changes = {"renamed": is_renamed, "moved": self.is_moved}
        return tuple(kind for kind, holds in changes.items() if holds) or ("kept",)


def differences(old: Version, new: Version, pairs: Pairs) -> list[Difference]:
    """Every question of the new version in its order, then what it lacks of the old.

    Retired questions that do not come back are passed over.
    """
    was = {row.key: row for row in old.questions}
    moved = _moved(
        {row.key: (row.section, row.parent) for row in old.questions},
        {row.key: _home(row, pairs) for row in new.questions},
        pairs.questions,
    )
    found = [
        Difference(
            was.get(pairs.questions.get(row.key, "")),
            row,
            row.key in moved,
            row.key in pairs.by_hand,
        )
        for row in new.questions
    ]
    taken = set(pairs.questions.values())
    return found + [
        Difference(row, None)
        for row in old.questions
        if row.key not in taken and row.standing != "retired"
    ]


def heading_differences(
    old: Version, new: Version, pairs: Pairs
) -> list[HeadingDifference]:
    """Every section of the new version in its order, then those it lacks."""
    was = {row.key: row for row in old.headings}
    moved = _moved(
        {row.key: (row.above, "") for row in old.headings},
        {row.key: (_known(row.above, pairs.headings), "") for row in new.headings},
        pairs.headings,
    )
    taken = set(pairs.headings.values())
    found = [
        HeadingDifference(
            was.get(pairs.headings.get(row.key, "")), row, row.key in moved
        )
        for row in new.headings
    ]
    return found + [
        HeadingDifference(row, None) for row in old.headings if row.key not in taken
    ]


def _home(row: Asking, pairs: Pairs) -> Home:
    return _known(row.section, pairs.headings), _known(row.parent, pairs.questions)


def _known(key: str, pairs: Mapping[str, str]) -> str:
    """The old key; what is new is like none of them."""
    return pairs.get(key, "?") if key else ""


def _moved(
    old: Mapping[str, Home], new: Mapping[str, Home], pairs: Mapping[str, str]
) -> set[str]:
    """New keys that stand in another place than before; homes are old keys.

    Another section, another parent, or another order among those that stayed there:
    the fewest that explain the new order are the ones that moved.
    """
    was = {key: place for place, key in enumerate(old)}
    moved: set[str] = set()
    staying: dict[Home, list[tuple[int, str]]] = defaultdict(list)
    for key, home in new.items():
        before = pairs.get(key)
        if before is None:
            continue
        if old[before] == home:
            staying[home].append((was[before], key))
        else:
            moved.add(key)
    for siblings in staying.values():
        in_order = _longest_rising([place for place, _ in siblings])
        moved |= {key for place, key in siblings if place not in in_order}
    return moved


def _longest_rising(places: Sequence[int]) -> set[int]:
    """The longest subsequence that rises (patience sorting, n log n)."""
    tails: list[int] = []
    below: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(tails, place)
        below[place] = tails[at - 1] if at else None
        tails[at : at + 1] = [place]
    rising: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        rising.add(last)
        last = below[last]
    return rising
