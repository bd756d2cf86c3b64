"""The page as a whole: what carries its questions, before any block is judged."""

from dataclasses import dataclass

from apps.questions.importing.blocks import Block
from apps.questions.importing.cues import sets_a_task
from apps.questions.importing.heading_questions import (
    asking_headings,
    named_questions,
)
from apps.questions.importing.reading import LIKELY, Reading
from apps.questions.importing.subjects import common_words
from apps.questions.importing.tail import Tail

_HALF = 0.5
_DENSE = 0.4
_FEW = 0.25
_MOST = 0.75
_FEWEST_GROUPS = 3
_LONGEST_TOPIC = 10  # words


@dataclass(frozen=True, slots=True)
class Survey:
    """What the whole page tells about each of its blocks.

    ``asks_in_lists``: most of its questions are list items. ``framed`` are then the
    blocks of sections where list items ask: paragraphs there only frame the lists.
    ``is_dense``: most list items ask, so one that does not speaks of the one before.
    ``asks_outermost``: most of the outermost items ask, whatever stands inside them.
    ``numbered_along`` are items of numbered lists whose others nearly all ask.
    ``is_flat``: no list item stands inside another.
    ``has_ids``: it is an export of ours, where the questions carry public ids.
    ``intro_end`` is where the first heading stands or, on a page without any, the list.
    ``asks_at_once``: questions stand above the first heading, not just in it.
    ``asking_headings`` and ``topics`` are positions of headings that are questions and
    of list items that serve as headings. ``named`` are questions only because the page
    says that it lists some; it is empty where anything asks. ``interruptions`` are
    paragraphs that only part two items of a numbered list, ``before_sides`` those that
    lead to a list of cases for and against. ``grouped`` are those that ask
    in a group of lines that a question opens, where blank lines part such groups.
    """

    asks_in_lists: bool
    framed: frozenset[int]
    is_dense: bool
    asks_outermost: bool
    numbered_along: frozenset[int]
    is_flat: bool
    has_ids: bool
    intro_end: int
    asks_at_once: bool
    asking_headings: frozenset[int]
    named: frozenset[int]
    topics: frozenset[int]
    interruptions: frozenset[int]
    before_sides: frozenset[int]
    grouped: frozenset[int]
    carries_questions: frozenset[int]
    common_words: frozenset[str]


def survey(
    blocks: list[Block], readings: list[Reading], tail: Tail, title: str
) -> Survey:
    outside = tail.farewell | tail.back_matter | tail.comments.keys()
    essay = [at for at in range(len(blocks)) if at not in outside]
    items = [at for at in essay if blocks[at].role == "item"]
    asking = [at for at in essay if _asks(blocks[at], readings[at])]
    named = frozenset() if asking else named_questions(blocks, readings, essay, title)
    asking = asking or sorted(named)
    listed = [at for at in asking if blocks[at].role == "item"]
    spoken = [at for at in asking if blocks[at].role in ("item", "paragraph")]
    carriers = _carriers(blocks, items, set(listed))
    first_heading = next(
        (at for at, block in enumerate(blocks) if block.role == "heading"), -1
    )
    asks_in_lists = len(listed) > 1 and len(listed) >= _HALF * len(spoken)
    return Survey(
        asks_in_lists=asks_in_lists,
        framed=_framed(blocks, set(listed)) if asks_in_lists else frozenset(),
        is_dense=len(listed) >= _DENSE * max(len(items), 1),
        asks_outermost=_asks_outermost(blocks, items, set(listed)),
        numbered_along=_numbered_along(blocks, readings, items, set(listed)),
        is_flat=max((blocks[at].depth for at in items), default=0) < 2,
        has_ids=any(blocks[at].public_id for at in items),
        intro_end=items[0] if first_heading < 0 and asks_in_lists else first_heading,
        asks_at_once=first_heading < 0
        or not blocks[first_heading].certain
        or sum(at <= first_heading for at in asking) > 1,
        asking_headings=asking_headings(blocks, readings, set(asking)),
        named=named,
        topics=frozenset(at for at in carriers if _is_topic(readings[at])),
        interruptions=_interruptions(blocks),
        before_sides=_before_sides(blocks, readings),
        grouped=_grouped(blocks, essay, spoken),
        carries_questions=carriers,
        common_words=common_words([reading.plain for reading in readings]),
    )


def _asks(block: Block, reading: Reading) -> bool:
    if block.role == "heading":
        return reading.ends_asking
    return reading.asking >= LIKELY or bool(block.public_id and block.role == "item")


def _asks_outermost(blocks: list[Block], items: list[int], listed: set[int]) -> bool:
    outermost = [at for at in items if blocks[at].depth == 1]
    return len(listed.intersection(outermost)) >= _DENSE * max(len(outermost), 1)


def _numbered_along(
    blocks: list[Block], readings: list[Reading], items: list[int], listed: set[int]
) -> frozenset[int]:
    numbered = {at for at in items if blocks[at].depth == 1 and blocks[at].ordinal}
    silent = numbered - listed
    wanting = [at for at in silent if not any(map(sets_a_task, readings[at].sentences))]
    return frozenset(silent if len(wanting) <= _FEW * len(numbered) else ())


def _framed(blocks: list[Block], listed: set[int]) -> frozenset[int]:
    """The blocks of those sections that have a list item that asks."""
    found: set[int] = set()
    section: list[int] = []
    has_asked = False
    for at, block in enumerate(blocks):
        if block.role == "heading":
            found.update(section if has_asked else ())
            section, has_asked = [], False
        section.append(at)
        has_asked = has_asked or at in listed
    found.update(section if has_asked else ())
    return frozenset(found)


def _carriers(
    blocks: list[Block], items: list[int], listed: set[int]
) -> frozenset[int]:
    """List items that do not ask, but have items inside that do."""
    found: set[int] = set()
    above: list[int] = []
    for at in items:
        while above and blocks[above[-1]].depth >= blocks[at].depth:
            above.pop()
        if at in listed and above and above[-1] not in listed:
            found.add(above[-1])
        above.append(at)
    return frozenset(found)


def _interruptions(blocks: list[Block]) -> frozenset[int]:
    """Paragraphs between two items of one numbered list: they speak of the first."""
    found: set[int] = set()
    between: list[int] = []
    last = None
    for at, block in enumerate(blocks):
        if block.role == "item" and block.depth == 1:
            if last is not None and block.ordinal == last + 1:
                found.update(between)
            last, between = block.ordinal, []
        elif block.role == "heading":
            last = None
        elif last is not None:
            between.append(at)
    return frozenset(found)


def _before_sides(blocks: list[Block], readings: list[Reading]) -> frozenset[int]:
    return frozenset(
        at - 1
        for at, (block, reading) in enumerate(zip(blocks, readings, strict=True))
        if at
        and block.role == "item"
        and reading.label
        and reading.label.is_own_word
        and readings[at - 1].is_lead_in
    )


def _grouped(
    blocks: list[Block], essay: list[int], asking: list[int]
) -> frozenset[int]:
    """Questions inside groups of lines, if nearly every group opens with its own."""
    opening = {at for at in essay if blocks[at].is_parted and blocks[at].level == 0}
    inside = frozenset(asking) - opening
    questions = len(opening.intersection(asking))
    is_grouped = questions >= _FEWEST_GROUPS and len(inside) <= _HALF * questions
    return inside if is_grouped and questions >= _MOST * len(opening) else frozenset()


def _is_topic(reading: Reading) -> bool:
    """Whether a list item names what the items inside it ask about."""
    return len(reading.plain.split()) <= _LONGEST_TOPIC and not reading.plain.endswith(
        (".", "!", ";")
    )
