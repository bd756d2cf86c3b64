"""Headings that the source does not mark: by the contents list, or by their shape."""

import re
from dataclasses import replace

from apps.questions.importing.blocks import BOLD_LINE, Block
from apps.questions.importing.contents import are_alike, key
from apps.questions.importing.cues import asks_bare
from apps.questions.importing.inline import (
    LINK,
    is_italic,
    plain_text,
    unmarked,
)
from apps.questions.importing.labels import read_label
from apps.questions.importing.sentences import QUESTION_MARKS
from apps.questions.importing.tail import names_back_matter

_LONGEST = 70  # characters
_MOST_WORDS = 9
_MOST_BEFORE_COLON = 2  # more words than that lead in what follows
_HALF = 0.5
_MOST_ENTRIES = 200  # of a contents list, to be looked for in other spellings
_ENDS_SENTENCE = (".", "!", "…", ",", ";", *QUESTION_MARKS)
_START = re.compile(r"[A-Z0-9\"“‘(]|[^\W\d_a-z]")
_NUMBERED = re.compile(
    r"(?:part\s+|section\s+|chapter\s+)?(?:[IVX]{1,5}|[A-H])[.):]\s", re.I
)


def with_headings(blocks: list[Block], entries: list[Block]) -> list[Block]:
    """Marks the unmarked headings of a page that has no marked ones."""
    if any(block.role == "heading" and block.level < BOLD_LINE for block in blocks):
        return blocks
    listed = _match(blocks, entries)
    if listed:
        return _levelled(blocks, listed, certain=True)
    return _levelled(blocks, _by_shape(blocks), certain=False)


def _match(blocks: list[Block], entries: list[Block]) -> dict[int, int]:
    """The blocks that the contents list names, with the depth of their entry.

    Each entry names one heading, and in the same order.
    """
    names = {key(entry.text): entry.depth for entry in entries}
    found = {
        at: names[name]
        for at, block in enumerate(blocks)
        if _may_be_listed(block) and (name := key(block.text)) in names
    }
    taken = {key(blocks[at].text) for at in found}
    missing = [name for name in names if name not in taken]
    for at, block in enumerate(blocks if len(missing) <= _MOST_ENTRIES else []):
        if missing and at not in found and _may_be_listed(block) and _is_shaped(block):
            name = key(block.text)
            if same := next((each for each in missing if are_alike(name, each)), ""):
                found[at] = names[same]
                missing.remove(same)
    return found


def _may_be_listed(block: Block) -> bool:
    return block.role in ("paragraph", "item", "heading") and len(block.text) <= 120


def _by_shape(blocks: list[Block]) -> dict[int, int]:
    shaped = [_is_shaped(block) for block in blocks]
    found = [
        at
        for at, block in enumerate(blocks[:-1])
        if shaped[at]
        and (block.depth == 0 or _heads_others(block, blocks[at + 1]))
        and (
            names_back_matter(plain_text(block.text))
            or not _is_in_list(blocks, shaped, at)
        )
    ]
    return dict.fromkeys(_set_apart(blocks, found), 0)


def _set_apart(blocks: list[Block], found: list[int]) -> list[int]:
    """Where most headings stand below a blank line, those that do."""
    parted = [at for at in found if blocks[at].is_parted or at == 0]
    return parted if len(parted) > 1 and len(parted) >= _HALF * len(found) else found


def _heads_others(block: Block, below: Block) -> bool:
    """Whether a numbered line is a heading: what follows it is no item of its list."""
    return (
        block.ordinal is not None
        and block.depth == 1
        and below.ordinal is None
        and below.depth < 2
    )


def _is_shaped(block: Block) -> bool:
    """Short, no sentence, and begun as a heading is."""
    if block.role == "heading":
        return not block.text.endswith(tuple(QUESTION_MARKS))
    if block.role not in ("paragraph", "item") or len(block.text) > _LONGEST:
        return False
    if block.part:
        return False
    if block.role == "item" and block.ordinal is None:
        return False
    if is_italic(block.text) or LINK.fullmatch(block.text):
        return False
    text = plain_text(block.text)
    most = _MOST_BEFORE_COLON if text.endswith(":") else _MOST_WORDS
    return (
        len(text.split()) <= most
        and not text.rstrip("\"'”’)").endswith(_ENDS_SENTENCE)
        and not any(mark in text for mark in QUESTION_MARKS)
        and _START.match(text) is not None
        and not asks_bare(text)
        and read_label(block.text) is None
    )


def _is_in_list(blocks: list[Block], shaped: list[bool], at: int) -> bool:
    """Whether the line is one of several short lines: a list that lost its marks."""
    first = at
    while first and shaped[first - 1] and at - first < 3:
        first -= 1
    last = at
    while last + 1 < len(blocks) and shaped[last + 1] and last - at < 3:
        last += 1
    if last - first >= 2:
        return True
    return first > 0 and blocks[first - 1].text.endswith(":")


def _levelled(
    blocks: list[Block], depths: dict[int, int], *, certain: bool
) -> list[Block]:
    """Marks headings, with the level that the page gives them."""
    levels = _levels(blocks, depths)
    return [
        replace(
            block,
            text=unmarked(block.text).removesuffix(":"),
            role="heading",
            level=levels[at],
            depth=0,
            ordinal=None,
            certain=certain,
        )
        if at in levels
        else block
        for at, block in enumerate(blocks)
    ]


def _levels(blocks: list[Block], depths: dict[int, int]) -> dict[int, int]:
    """An indented contents list says the levels; else two kinds are told apart."""
    ranks = sorted(set(depths.values()))
    if len(ranks) > 1:
        return {at: ranks.index(depth) + 1 for at, depth in depths.items()}
    tops = _tops(blocks, set(depths))
    return {at: 1 if at in tops or not tops else 2 for at in depths}


def _tops(blocks: list[Block], found: set[int]) -> set[int]:
    """The headings of the upper kind.

    They alone are numbered or in capitals, or they are those that a second heading
    follows at once.
    """
    for differs in (_NUMBERED.match, str.isupper):
        chosen = {at for at in found if differs(plain_text(blocks[at].text))}
        if 1 < len(chosen) < len(found) and min(found) in chosen:
            return chosen
    return {at for at in found if at + 1 in found}
