"""From notices to the lines in which they are told: pure.

Several notices of one kind about one thing are one line: "3 new answers to …".
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from apps.lib.text import clip


class Told(Protocol):
    """What a line needs of a notice."""

    kind: str
    text: str
    url: str
    about: str
    subject: str
    created_at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Happening:
    """How something stands that notices tell of; `who` is "" where no name is shown.

    `topic` is what a line of one names; `place`, at `about`, what a line of many does.
    """

    who: str
    topic: str
    place: str
    about: str
    url: str
    # The first words of it, where its author lets it be quoted.
    excerpt: str = ""


@dataclass(slots=True)
class Line:
    text: str
    url: str
    at: datetime
    is_unread: bool
    about: str = ""
    excerpt: str = ""
    count: int = 1
    kind: str = ""
    key: tuple[str, str, bool] = field(default=("", "", False), repr=False)


A_READER = "A reader"
LONGEST_FIRST = 120
# "Your question “…” was not taken: why", up to the colon after what is named.
_DECIDED = re.compile(r"([^“]*“.*?”[^”:]*): ")
ONE = {
    "answer": "{who} answered “{topic}”",
    "reply": "{who} replied to you on “{topic}”",
    "question": "New question: “{topic}”",
    "digest": "New highlights: “{topic}”",
}
# Of these kinds several are told as one; the others are never so many.
MANY = {
    "answer": "{count} new answers to “{topic}”",
    "reply": "{count} replies to you on “{topic}”",
    "question": "{count} new questions in “{topic}”",
}


def lines(notices: Iterable[Told], happenings: Mapping[str, Happening]) -> list[Line]:
    """In the order of the notices, the newest of each group standing for it.

    A notice whose subject is not among `happenings` is left out: readers can no
    longer see it. Read and unread are never put together.
    """
    found: dict[tuple[str, str, bool], Line] = {}
    alone: list[Line] = []
    for notice in notices:
        happening = happenings.get(notice.subject)
        if notice.subject and not happening:
            continue
        line = _line(notice, happening)
        if notice.kind not in MANY or not happening:
            alone.append(line)
        elif first := found.get(line.key):
            first.count += 1
            first.url, first.excerpt = first.about, ""
            first.text = MANY[notice.kind].format(
                count=first.count, topic=happening.place
            )
        else:
            found[line.key] = line
            alone.append(line)
    return alone


def _line(notice: Told, happening: Happening | None) -> Line:
    is_unread = notice.read_at is None
    line = Line(
        notice.text,
        notice.url,
        notice.created_at,
        is_unread,
        about=notice.about,
        kind=notice.kind,
        key=(notice.kind, notice.about, is_unread),
    )
    if happening and notice.kind in ONE:
        # As it stands now: a name withheld since then is told no more.
        line.text = ONE[notice.kind].format(
            who=happening.who or A_READER, topic=happening.topic
        )
        line.url, line.excerpt = happening.url, happening.excerpt
    return line


def subject_line(told: list[Line]) -> str:
    """One line for the head of a mail: the only thing, or the first of several.

    A decision's reason is left to the mail itself.
    """
    words = " ".join(told[0].text.split())
    if told[0].kind not in ONE and (decided := _DECIDED.match(words)):
        words = decided[1]
    first = clip(words, LONGEST_FIRST).rstrip(".")
    more = len(told) - 1
    if not more:
        return first
    return f"{first}, and {more} more" if more > 1 else f"{first}, and one thing more"
