"""What was recorded: when each chapter really began, and what was read in it."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise, zip_longest
from typing import Any, Literal

from apps.digest.document import Document
from apps.digest.exports.composing import one_line
from apps.digest.exports.rundown import CLOSING, OPENING, Rundown

CLOCK = re.compile(
    r"^\s*(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,3}):(?P<seconds>[0-5]\d(?:\.\d{1,3})?)"
    r"(?=\s|$)"
)
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
    Raises BadTimes.
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
    if any(later <= earlier for earlier, later in pairwise(starts)):
        raise BadTimes("Each chapter has to begin later than the one before it.")
    return tuple(
        Chapter(chapter.key, chapter.title, start, chapter.url, chapter.items)
        for chapter, start in zip(planned, starts, strict=True)
    )


def real_times(recorded: Chapters) -> dict[str, tuple[float, float | None]]:
    """When each chapter began and how long it took, which is unknown of the last."""
    ends = [chapter.start for chapter in recorded[1:]]
    return {
        chapter.key: (chapter.start, end - chapter.start if end else None)
        for chapter, end in zip_longest(recorded, ends)
    }


def retitled(recorded: Chapters, document: Document) -> Chapters:
    """Under the headings of today, at the times that were recorded.

    What stood in a group that is gone keeps its time and says no more than that.
    """
    groups = {group.anchor: group for group in document.groups}

    def today(chapter: Chapter) -> Chapter:
        if chapter.key in {OPENING, CLOSING}:
            return chapter
        group = groups.get(chapter.key)
        if group is None:
            return replace(chapter, title=NO_LONGER_THERE, url="")
        return replace(
            chapter,
            title=one_line(group.heading),
            url=group.question_url or document.url,
        )

    return tuple(today(chapter) for chapter in recorded)


def to_json(chapters: Chapters) -> list[dict[str, Any]]:
    return [{**asdict(one), "items": list(one.items)} for one in chapters]


def from_json(value: Sequence[dict[str, Any]]) -> Chapters:
    return tuple(Chapter(**{**one, "items": tuple(one["items"])}) for one in value)


def _time(line: str) -> float:
    found = CLOCK.match(line)
    if not found:
        raise BadTimes(
            f"“{line.strip()[:40]}” does not begin with a time such as 3:07."
        )
    hours, minutes = int(found["hours"] or 0), int(found["minutes"])
    return hours * 3600 + minutes * 60 + float(found["seconds"])


def _starts(durations: list[float]) -> list[float]:
    return [round(sum(durations[:place]), 3) for place in range(len(durations))]
