"""What was recorded: when each chapter really began, and what was read in it."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise, zip_longest
from typing import Any, Literal

from apps.digest.document import DocGroup, Document
from apps.digest.exports.aloud import exact_clock
from apps.digest.exports.composing import one_line
from apps.digest.exports.rundown import CLOSING, OPENING, Rundown, page_of

CLOCK = re.compile(
    r"^\s*(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,3}):"
    r"(?P<seconds>[0-5]\d(?:[.,]\d{1,9})?)(?=\s|$)"
)
# Decimals of a second that are kept: as many as chapter files tell.
PLACES = 3
NO_LONGER_THERE = "A part that was taken out since"
Kind = Literal["starts", "durations"]


class BadTimes(Exception):
    """The times do not fit the rundown; the message is fit to show the editor."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """`start` in seconds; `key` is a group's anchor, `items` are keys of quotations."""

    key: str
    title: str
    start: float
    url: str = ""
    items: tuple[str, ...] = ()


Chapters = tuple[Chapter, ...]


def estimated(rundown: Rundown) -> Chapters:
    return tuple(
        Chapter(part.key, part.title, part.start, part.url, part.items)
        for part in rundown.segments
    )


def retimed(planned: Chapters, typed: str, kind: Kind = "starts") -> Chapters:
    """The chapters at the times that an editor typed, one line each, in order.

    A line begins with a time such as 3:07 or 1:02:33.5, and may go on with anything.
    Times are rounded to the thousandth of a second. Raises BadTimes.
    """
    lines = [line for line in typed.splitlines() if line.strip()]
    if len(lines) != len(planned):
        raise BadTimes(
            f"There are {len(planned)} chapters, and {len(lines)} lines with a time."
        )
    times = [_time(line) for line in lines]
    starts = _starts(times) if kind == "durations" else times
    if starts[0] != 0:
        raise BadTimes("The first chapter begins at 0:00.")
    made = tuple(
        replace(chapter, start=start)
        for chapter, start in zip(planned, starts, strict=True)
    )
    for before, chapter in pairwise(made):
        if chapter.start <= before.start:
            raise BadTimes(
                f"“{chapter.title}” would begin at {exact_clock(chapter.start)}, and "
                f"has to begin later than “{before.title}”, which begins at "
                f"{exact_clock(before.start)}."
            )
    return made


def real_times(recorded: Chapters) -> dict[str, tuple[float, float | None]]:
    """When each part began and how long it took, which is unknown of the last.

    Of chapters of one part, as after two groups were merged: when the first began.
    """
    ends = [chapter.start for chapter in recorded[1:]]
    times: dict[str, tuple[float, float | None]] = {}
    for chapter, end in zip_longest(recorded, ends):
        start, before = times.get(chapter.key, (chapter.start, 0.0))
        is_open = end is None or before is None
        took = None if is_open else round(before + end - chapter.start, PLACES)
        times[chapter.key] = (start, took)
    return times


def as_of_today(recorded: Chapters, document: Document) -> Chapters:
    """Under the groups of today, at the times and in the order that were recorded.

    A group is known by its anchor, else by more than half of what was read: merging groups gives
    a new anchor. What stood in one that is gone keeps its time and says no more.
    """

    def today(chapter: Chapter) -> Chapter:
        if chapter.key in {OPENING, CLOSING}:
            return chapter
        group = _group_of(chapter, document)
        if group is None:
            return replace(chapter, title=NO_LONGER_THERE, url="")
        return replace(
            chapter,
            key=group.anchor,
            title=one_line(group.heading),
            url=page_of(group, document),
        )

    return tuple(today(chapter) for chapter in recorded)


def mismatches(recorded: Chapters, document: Document, planned: Rundown) -> list[str]:
    """What of a recording is otherwise in the post of today, in sentences."""
    where = {
        item.key: group.anchor
        for group in document.groups
        for item in group.items
        if not item.state
    }
    chapters = as_of_today(recorded, document)
    found = [told for one in chapters if (told := _mismatch(one, where))]
    keys = [one.key for one in chapters]
    found += [
        f"“{part.title}” was not recorded, and has no chapter."
        for part in planned.segments
        if part.key not in keys
    ]
    order = {group.anchor: place for place, group in enumerate(document.groups)}
    places = [order[key] for key in keys if key in order]
    if places != sorted(places):
        found.append(
            "The parts stand in another order now; the chapters keep that of the "
            "recording."
        )
    return found


def to_json(chapters: Chapters) -> list[dict[str, Any]]:
    return [{**asdict(one), "items": list(one.items)} for one in chapters]


def from_json(value: Sequence[dict[str, Any]]) -> Chapters:
    return tuple(Chapter(**{**one, "items": tuple(one["items"])}) for one in value)


def _group_of(chapter: Chapter, document: Document) -> DocGroup | None:
    read = set(chapter.items)

    def shared(group: DocGroup) -> tuple[bool, int]:
        kept = sum(item.key in read for item in group.items)
        return group.anchor == chapter.key, kept

    group = max(document.groups, key=shared, default=None)
    if group is None:
        return None
    is_same, kept = shared(group)
    return group if is_same or kept * 2 > len(read) else None


def _mismatch(chapter: Chapter, where: dict[str, str]) -> str:
    """What is otherwise about a chapter of today, "" where nothing is."""
    at = exact_clock(chapter.start)
    if chapter.title == NO_LONGER_THERE:
        return f"What is heard from {at} on is no longer a part of the post."
    kept = [where[key] for key in chapter.items if key in where]
    told = []
    if away := sum(anchor != chapter.key for anchor in kept):
        told.append(f"{away} that now {'stands' if away == 1 else 'stand'} elsewhere")
    if gone := len(chapter.items) - len(kept):
        told.append(f"{gone} that {'is' if gone == 1 else 'are'} no longer in the post")
    quoted = " and ".join(told)
    return (
        f"“{chapter.title}”, from {at} on, reads quotations: {quoted}." if told else ""
    )


def _time(line: str) -> float:
    found = CLOCK.match(line)
    if not found:
        raise BadTimes(
            f"“{line.strip()[:40]}” does not begin with a time such as 3:07."
        )
    hours, minutes = int(found["hours"] or 0), int(found["minutes"])
    seconds = float(found["seconds"].replace(",", "."))
    return round(hours * 3600 + minutes * 60 + seconds, PLACES)


def _starts(durations: list[float]) -> list[float]:
    return [round(sum(durations[:place]), PLACES) for place in range(len(durations))]
