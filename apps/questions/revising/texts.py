"""What an essay says beside its sections and questions, and how that differs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import takewhile
from operator import eq
from typing import TypedDict

from apps.questions.revising.near import ALIKE, bag, likeness
from apps.questions.revising.version import Text

# Texts that are alike stand near each other: so many are compared with each new one.
COMPARED = 8
# As much of each difference as one can look at, and as many of them as are stored.
LONGEST, BEFORE = 1_200, 80
MOST = 200


class TextEntry(TypedDict):
    """`place` as in Text; `was` or `now` is "" where the text came or went."""

    place: str
    under: str
    was: str
    now: str


def text_differences(
    old: Iterable[Text], new: Iterable[Text], homes: Mapping[str, str]
) -> list[TextEntry]:
    """Texts that are not word for word in both, in the new order, then what went.

    `homes` are the old keys of sections and questions by their new ones. A text that
    only stands elsewhere is no difference.
    """
    waiting: dict[tuple[str, str], list[Text]] = defaultdict(list)
    new = list(new)
    stays = Counter(row.said for row in new)
    stayed: Counter[tuple[str, str]] = Counter()
    for row in old:
        if stayed[row.said] < stays[row.said]:
            stayed[row.said] += 1
        else:
            waiting[row.place, row.home].append(row)
    found: list[TextEntry] = []
    for row in new:
        if stayed[row.said]:
            stayed[row.said] -= 1
        else:
            home = homes.get(row.home, "?") if row.home else ""
            found.append(_entry(_earlier(row, waiting[row.place, home]), row))
    return found + [_entry(row, None) for rows in waiting.values() for row in rows]


def _earlier(row: Text, waiting: list[Text]) -> Text | None:
    """The text that it was before, taken from those that wait."""
    alike = [likeness(bag(row.text), bag(was.text)) for was in waiting[:COMPARED]]
    nearest = max(alike, default=0.0)
    # An essay has one title, in whatever words.
    if alike and (nearest >= ALIKE or row.is_only_one):
        return waiting.pop(alike.index(nearest))
    return None


def _entry(old: Text | None, new: Text | None) -> TextEntry:
    was, now = old.text if old else "", new.text if new else ""
    alike = sum(
        1 for _ in takewhile(lambda pair: eq(*pair), zip(was, now, strict=False))
    )
    start = max(0, alike - BEFORE)
    row = new or old
    return TextEntry(
        place=row.place if row else "",
        under=row.under if row else "",
        was=_part(was, start),
        now=_part(now, start),
    )


def _part(text: str, start: int) -> str:
    part = text[start : start + LONGEST]
    head, tail = "… " * bool(start and part), " …" * (start + LONGEST < len(text))
    return f"{head}{part}{tail}"
