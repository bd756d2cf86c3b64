"""Headings that are questions, and pages that list questions without asking."""

import re
from collections import Counter

from apps.questions.importing.blocks import Block
from apps.questions.importing.cues import heads_as_question
from apps.questions.importing.reading import Reading

_HALF = 0.5
_NAMES_QUESTIONS = re.compile(
    r"\b(?:questions?|problems?|puzzles?|myster(?:y|ies)|unknowns?|conjectures?)\b",
    re.I,
)


def named_questions(
    blocks: list[Block], readings: list[Reading], essay: list[int], title: str
) -> frozenset[int]:
    """What a page of "Open problems" lists: its outermost items, else its headings."""
    headings = [at for at in essay if blocks[at].role == "heading"]
    announced = [title, *(readings[at].plain for at in headings)]
    if not any(map(_NAMES_QUESTIONS.search, announced)):
        return frozenset()
    items = [at for at in essay if blocks[at].role == "item" and blocks[at].depth == 1]
    lowest = max((blocks[at].level for at in headings), default=0)
    return frozenset(items or [at for at in headings if blocks[at].level == lowest])


def asking_headings(
    blocks: list[Block], readings: list[Reading], asking: set[int]
) -> frozenset[int]:
    """Headings that are questions themselves, not the names of sections.

    Where half the headings of a level ask, each that asks is a question, even one that
    lost its mark. Elsewhere one
    that asks is a question unless it has questions or headings below it: then it names a
    section.
    """
    headings = [at for at, block in enumerate(blocks) if block.role == "heading"]
    by_level = Counter(blocks[at].level for at in headings)
    asking_by_level = Counter(blocks[at].level for at in headings if at in asking)
    found = set()
    unmarked = {
        at
        for at in headings
        if asking_by_level[blocks[at].level] > _HALF * by_level[blocks[at].level]
        and heads_as_question(readings[at].plain)
    }
    for at in (asking | unmarked).intersection(headings):
        level = blocks[at].level
        below = _below(blocks, at)
        if asking_by_level[level] >= _HALF * by_level[level]:
            names_section = _has_section_that_asks(blocks, below, asking)
        else:
            names_section = any(each in asking or blocks[each].level for each in below)
        if not names_section:
            found.add(at)
    return frozenset(found)


def _below(blocks: list[Block], at: int) -> range:
    """The blocks that stand under a heading, those under deeper ones included."""
    end = at + 1
    while end < len(blocks) and not 0 < blocks[end].level <= blocks[at].level:
        end += 1
    return range(at + 1, end)


def _has_section_that_asks(blocks: list[Block], below: range, asking: set[int]) -> bool:
    """Whether a deeper heading that does not ask has questions under it."""
    is_in_section = False
    for at in below:
        if blocks[at].level:
            is_in_section = at not in asking
        elif is_in_section and at in asking:
            return True
    return False
