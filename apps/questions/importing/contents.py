"""Finds the list of contents: no part of the essay, but it names the headings."""

import re
from collections import Counter
from dataclasses import dataclass

from apps.lib.words import telling
from apps.questions.importing.blocks import Block
from apps.questions.importing.inline import is_local_link, plain_text

_LABELS = frozenset(
    [
        "contents",
        "table of contents",
        "toc",
        "in this post",
        "on this page",
        "in this essay",
        "outline",
        "jump to",
        "sections",
        "index",
        "quick links",
        "list of contents",
        "inhalt",
        "sommaire",
    ]
)
_ENUMERATOR = re.compile(
    r"^(?:(?:part|chapter|section)\s+)?(?:[\divxlc]{1,5}[.):\s]\s*)+"
)
_PAGE_NUMBER = re.compile(r"[\s.…]+\d{1,4}$")
_NO_WORD = re.compile(r"[\W_]+")
_LONGEST_ENTRY = 120  # characters
_SHORTEST_RUN = 3
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Contents:
    """The entries, as blocks, and the blocks of the page without them."""

    entries: list[Block]
    rest: list[Block]


def key(text: str) -> str:
    """What two spellings of one heading share: no case, numbers, signs or page."""
    words = plain_text(text[: 2 * _LONGEST_ENTRY]).casefold()
    words = _PAGE_NUMBER.sub("", _ENUMERATOR.sub("", words) or words)
    return _NO_WORD.sub(" ", words).strip()


def are_alike(one: str, other: str) -> bool:
    """Whether two keys name the same heading, perhaps in other words."""
    if one == other:
        return True
    mine, yours = telling(one), telling(other)
    shared = len(mine & yours)
    return shared > 0 and shared >= _ALIKE * len(mine | yours)


def split_contents(blocks: list[Block]) -> Contents:
    keys = [key(block.text) for block in blocks]
    for find in (_labelled, _linked, _repeated):
        start, first, end = find(blocks, keys)
        if end > first:
            return Contents(blocks[first:end], blocks[:start] + blocks[end:])
    return Contents([], blocks)


def _labelled(blocks: list[Block], keys: list[str]) -> tuple[int, int, int]:
    """The label, the first entry, and the end of a list that says what it is."""
    half = len(blocks) // 2 + 1
    at = next(
        (at for at in range(half) if keys[at : at + 1] and keys[at] in _LABELS), -1
    )
    if at < 0:
        return 0, 0, 0
    end = at + 1
    if blocks[at].role == "heading" and _has_headings_after(blocks, at):
        while end < len(blocks) and _is_listed(blocks[end]):
            end += 1
        return at, at + 1, end
    seen: set[str] = set()
    while end < len(blocks) and _is_short(blocks[end]):
        if keys[end] in seen or (seen and are_alike(keys[end], keys[at + 1])):
            break
        seen.add(keys[end])
        end += 1
    return at, at + 1, end


def _has_headings_after(blocks: list[Block], at: int) -> bool:
    return any(block.role == "heading" for block in blocks[at + 1 :])


def _is_listed(block: Block) -> bool:
    return block.role == "item" or is_local_link(block.text)


def _is_short(block: Block) -> bool:
    return len(block.text) <= _LONGEST_ENTRY and block.role in ("item", "paragraph")


def _linked(blocks: list[Block], keys: list[str]) -> tuple[int, int, int]:
    """A run of links into the page itself, unless they are the questions."""
    later = Counter(keys)
    start = 0
    while start < len(blocks):
        end = start
        while end < len(blocks) and _is_linked(blocks[end]):
            end += 1
        run = range(start, end)
        if len(run) >= 2 and (
            not any("?" in blocks[at].text for at in run)
            or sum(later[keys[at]] > 1 for at in run) * 2 > len(run)
        ):
            return start, start, end
        start = end + 1
    return 0, 0, 0


def _is_linked(block: Block) -> bool:
    return block.role != "heading" and is_local_link(block.text)


def _repeated(blocks: list[Block], keys: list[str]) -> tuple[int, int, int]:
    """A run of short lines, each of which comes again further down."""
    last = {name: at for at, name in enumerate(keys)}
    start = 0
    while start < len(blocks):
        end = start
        while end < len(blocks) and last[keys[end]] > end and _is_short(blocks[end]):
            end += 1
        if end - start >= _SHORTEST_RUN:
            return start, start, end
        start = end + 1
    return 0, 0, 0
