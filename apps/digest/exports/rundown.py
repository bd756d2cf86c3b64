"""A podcast of a post: what is read, by when, and what there is no time for.

The choice is the same each time and keeps the post's order. Each part gets its best
quotation before any part gets a second one; one that the author replies to is better
than one without, and an earlier one better than a later one. The time that reading
leaves is time to talk, spread evenly over the parts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from apps.digest.document import (
    CHANGED_MIND,
    DocGroup,
    DocItem,
    Document,
    listing,
    thanks_line,
)
from apps.digest.exports.aloud import said_aloud
from apps.digest.exports.composing import one_line, prose, quoted, retold
from apps.digest.exports.post import Quote
from apps.digest.exports.text import spoken
from apps.lib.text import words

# Words a minute: the pace at which audiobooks are commonly read. A host may be quicker.
PACE = 150
SLOWEST, FASTEST = 80, 250
MINUTES = 45
MOST_MINUTES = 600
OPENING, CLOSING = "opening", "closing"


class TooShort(Exception):
    """The post cannot be read in this time; the message is fit to show."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Something to say; `item` is the key of the quotation that it is or leads to.

    `asks` is the question that it tells, "" for anything else.
    """

    text: str
    seconds: int
    credit: str = ""
    say: str = ""
    url: str = ""
    item: str = ""
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """One chapter; `talk` are the seconds to speak freely after its readings."""

    key: str
    title: str
    url: str
    readings: tuple[Reading, ...]
    start: float = 0
    talk: int = 0

    @property
    def seconds(self) -> int:
        return sum(reading.seconds for reading in self.readings) + self.talk

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.item for one in self.readings if one.item))


@dataclass(frozen=True, slots=True)
class LeftOut:
    title: str
    seconds: int
    why: str


@dataclass(frozen=True, slots=True)
class Rundown:
    title: str
    minutes: int
    pace: int
    segments: tuple[Segment, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def seconds(self) -> int:
        return sum(segment.seconds for segment in self.segments)

    @property
    def talk(self) -> int:
        return sum(segment.talk for segment in self.segments)


def plan(document: Document, *, minutes: int = MINUTES, pace: int = PACE) -> Rundown:
    """A rundown that takes `minutes`, within one in twenty. Raises TooShort."""
    whole = list(_segments(document, pace))
    chosen, left_out = _choose(document, whole, minutes * 60)
    segments = _kept(whole, chosen)
    free = minutes * 60 - sum(segment.seconds for segment in segments)
    return Rundown(
        title=one_line(document.title),
        minutes=minutes,
        pace=pace,
        segments=tuple(_timed(_with_talk(segments, max(0, free)))),
        left_out=tuple(left_out),
    )


def page_of(group: DocGroup, document: Document) -> str:
    """Of its question, else its place in the post; "" where the post has no address."""
    here = f"{document.url}#{group.anchor}" if document.url else ""
    return group.question_url or here


def _choose(
    document: Document, whole: list[Segment], seconds: int
) -> tuple[set[str], list[LeftOut]]:
    """The keys of quotations, and of parts without any, that fit, and why others do
    not. Quotations come first."""
    limit = seconds + seconds // 20
    chosen: set[str] = set()
    left_out: dict[str, LeftOut] = {}
    for group, item in _by_worth(document):
        before, wanted = _length(whole, chosen), _length(whole, chosen | {item.key})
        # The first may use the tolerance: a rundown without a quotation is none.
        if wanted <= (seconds if chosen else limit):
            chosen.add(item.key)
        else:
            title = f"{one_line(item.name)} on {one_line(group.heading)}"
            why = _no_time(wanted - before, seconds - before)
            left_out[item.key] = LeftOut(title, wanted - before, why)
    if not chosen:
        raise TooShort(_too_short(document, whole))
    for group in _without_quotations(document):
        before, wanted = _length(whole, chosen), _length(whole, chosen | {group.anchor})
        if group.items:
            why = "what it quoted was withdrawn"
        elif wanted <= seconds:
            chosen.add(group.anchor)
            continue
        else:
            why = _no_time(wanted - before, seconds - before)
        title = one_line(group.heading)
        left_out[group.anchor] = LeftOut(title, wanted - before, why)
    order = [
        key
        for group in document.groups
        for key in (group.anchor, *(item.key for item in group.items))
    ]
    return chosen, [left_out[key] for key in order if key in left_out]


def _without_quotations(document: Document) -> Iterator[DocGroup]:
    """Such as readers' new questions: read where quotations leave the time."""
    for group in document.groups:
        if all(item.state for item in group.items):
            yield group


def _no_time(takes: int, free: int) -> str:
    return f"it takes {takes} s and {max(0, free)} s were left"


def _too_short(document: Document, whole: list[Segment]) -> str:
    keys = [item.key for item in document.items() if not item.state]
    if not keys:
        return "Nothing is quoted, so there is nothing to read aloud."
    shortest = min(_length(whole, {key}) for key in keys)
    return (
        "This is too short for even one quotation. Choose at least "
        f"{-(-shortest // 60)} minutes."
    )


def _by_worth(document: Document) -> Iterator[tuple[DocGroup, DocItem]]:
    ranked = [
        sorted(
            (item for item in group.items if not item.state),
            key=lambda item: not item.reply.strip(),
        )
        for group in document.groups
    ]
    for place in range(max(map(len, ranked), default=0)):
        for group, items in zip(document.groups, ranked, strict=True):
            if place < len(items):
                yield group, items[place]


def _length(whole: list[Segment], chosen: set[str]) -> int:
    return sum(part.seconds for part in _kept(whole, chosen))


def _kept(whole: list[Segment], chosen: set[str]) -> list[Segment]:
    """The parts that are chosen or hold a chosen quotation, and opening and closing."""
    return [
        replace(
            part,
            readings=tuple(
                _asked_once(
                    one for one in part.readings if not one.item or one.item in chosen
                )
            ),
        )
        for part in whole
        if part.key in {OPENING, CLOSING}
        or chosen.intersection({part.key, *part.items})
    ]


def _asked_once(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Without questions that were the last to be asked: of some items are left out."""
    asked = ""
    for reading in readings:
        if not reading.asks or reading.asks != asked:
            yield reading
        asked = reading.asks or asked


def _segments(document: Document, pace: int) -> Iterator[Segment]:
    """Everything there is to read aloud."""
    yield Segment(OPENING, "Opening", document.essay_url, _opening(document, pace))
    for group in document.groups:
        title, url = one_line(group.heading), page_of(group, document)
        yield Segment(group.anchor, title, url, tuple(_group(group, document, pace)))
    yield Segment(CLOSING, "Closing", document.url, _closing(document, pace))


def _opening(document: Document, pace: int) -> tuple[Reading, ...]:
    policy = (
        f"{one_line(document.title)}. What follows was written by readers of "
        f"“{one_line(document.essay_title)}”, word for word; where I leave "
        "something out I say so, and everybody is named as they asked."
    )
    intro = spoken(prose(document.intro, document))
    changed = spoken(prose(document.changed_mind, document))
    mind = f"{CHANGED_MIND}. {changed}" if changed else ""
    return tuple(_readings(policy, intro, mind, pace=pace))


def _closing(document: Document, pace: int) -> tuple[Reading, ...]:
    outro = spoken(prose(document.outro, document))
    corrections = [
        f"{one_line(one.what)} {one_line(one.name)} noticed."
        for one in document.corrections
    ]
    if corrections:
        corrections.insert(0, "Corrections to the essay.")
    note = f"This post has {document.selection_note}."
    thanks = one_line(thanks_line(document))
    return tuple(_readings(*corrections, outro, thanks, note, pace=pace))


def _group(group: DocGroup, document: Document, pace: int) -> Iterator[Reading]:
    question, heading = one_line(group.question), one_line(group.heading)
    if question != heading:
        yield from _readings(heading, pace=pace)
    yield from _readings(question, pace=pace, asks=question)
    yield from _readings(spoken(prose(group.lead_in, document)), pace=pace)
    for item in group.items:
        if item.state:
            continue
        lead_in = spoken(prose(item.lead_in, document))
        reply = spoken(prose(item.reply, document))
        if asks := one_line(item.question):
            yield from _readings(f"On: {asks}", pace=pace, item=item.key, asks=asks)
        yield from _readings(lead_in, pace=pace, item=item.key)
        if item.kind == "quote":
            yield _quotation(item, pace)
        else:
            yield from _retold(item, pace)
        yield from _readings(_beside(item), reply, pace=pace, item=item.key)


def _beside(item: DocItem) -> str:
    """Those named beside the quotation, as the post names them."""
    names = tuple(one_line(name) for name, _ in item.also)
    return f"Also said by {listing(names)}." if names else ""


def _quotation(item: DocItem, pace: int) -> Reading:
    text = spoken([Quote(quoted(item))])
    name, verb = one_line(item.name), one_line(item.verb)
    credit = f"{name} {verb}:"
    return Reading(
        text=text,
        seconds=_seconds(f"{credit} {text}", pace),
        credit=credit,
        say=said_aloud(name),
        url=item.url,
        item=item.key,
    )


def _retold(item: DocItem, pace: int) -> Iterator[Reading]:
    """No credit of its own: whoever listens must not take it for the reader's words."""
    for one in _readings(spoken(retold(item)), pace=pace, item=item.key):
        yield replace(one, say=said_aloud(one_line(item.name)))


def _readings(
    *texts: str, pace: int, item: str = "", asks: str = ""
) -> Iterator[Reading]:
    for text in texts:
        if text:
            yield Reading(text, _seconds(text, pace), item=item, asks=asks)


def _seconds(text: str, pace: int) -> int:
    return max(1, round(words(text) * 60 / pace))


def _with_talk(segments: list[Segment], free: int) -> list[Segment]:
    """The free seconds spread over the parts between opening and closing."""
    parts = len(segments) - 2
    share, rest = divmod(free, parts)
    return [
        replace(segment, talk=share + (place <= rest) if 0 < place <= parts else 0)
        for place, segment in enumerate(segments)
    ]


def _timed(segments: Iterable[Segment]) -> Iterator[Segment]:
    start = 0
    for segment in segments:
        yield replace(segment, start=float(start))
        start += segment.seconds
