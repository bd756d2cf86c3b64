"""What an essay says beside its sections and questions, and how that differs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from operator import eq
from typing import TypedDict

from apps.lib.words import words
from apps.questions.revising.near import ALIKE, Bag, bag, likeness
from apps.questions.revising.version import Text

# Texts that are alike stand near each other: so many are compared with each new one.
COMPARED = 8
# As much of each difference as one can look at, and as many of them as are stored.
LONGEST, BEFORE = 1_200, 80
MOST = 200

_Waiting = tuple[Text, Bag]


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
    waiting: dict[tuple[str, str], list[_Waiting]] = defaultdict(list)
    new = list(new)
    stays = Counter(row.said for row in new)
    stayed: Counter[tuple[str, str]] = Counter()
    for row in old:
        if stayed[row.said] < stays[row.said]:
            stayed[row.said] += 1
        else:
            waiting[row.place, row.home].append((row, bag(row.text)))
    found: list[tuple[Text | None, Text]] = []
    for row in new:
        if stayed[row.said]:
            stayed[row.said] -= 1
        else:
            home = homes.get(row.home, "?") if row.home else ""
            found.append((_earlier(row, waiting[row.place, home]), row))
    left = [row for rows in waiting.values() for row, _ in rows]
    return list(_with_moved(found, left))


def _earlier(row: Text, waiting: list[_Waiting]) -> Text | None:
    """The text that it was before, taken from those that wait."""
    if not waiting:
        return None
    wanted = bag(row.text)
    alike = [likeness(wanted, held) for _, held in waiting[:COMPARED]]
    nearest = max(alike)
    # An essay has one title, in whatever words.
    if nearest >= ALIKE or row.is_only_one:
        return waiting.pop(alike.index(nearest))[0]
    return None


def _with_moved(
    found: Iterable[tuple[Text | None, Text]], left: Iterable[Text]
) -> Iterator[TextEntry]:
    """Entries of what was found, then of what is left of the old texts.

    What has the same words elsewhere, in other marks, is neither new nor gone.
    """
    gone: dict[tuple[str, ...], list[Text]] = defaultdict(list)
    for row in left:
        gone[row.place, *words(row.text)].append(row)
    for was, row in found:
        same = [] if was else gone[row.place, *words(row.text)]
        yield _entry(same.pop(0) if same else was, row)
    for rows in gone.values():
        yield from (_entry(row, None) for row in rows)


def _entry(old: Text | None, new: Text | None) -> TextEntry:
    was, now = old.text if old else "", new.text if new else ""
    alike = sum(
        1 for _ in takewhile(lambda pair: eq(*pair), zip(was, now, strict=False))
    )
    start = max(0, alike - BEFORE)
    # Where a word begins, if one does nearby.
    blank = was.rfind(" ", 0, start)
    start = blank + 1 if start - blank <= BEFORE else start
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
