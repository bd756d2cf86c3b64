"""Paragraphs that a paste ran together, and taking them apart again."""

import re
from dataclasses import replace

from apps.questions.importing.blocks import Block
from apps.questions.importing.inline import masked

# Two lower-case letters or a closing sign, the end of a sentence, and at once the
# capital of a word of prose: the seam of two paragraphs whose break was lost.
_SEAM = re.compile(
    r"(?<=[a-z][a-z)\]”’\"'*_])[.?][”\"’')\]*_]*"
    r"(?=[“\"(*_]*(?:[A-Z][a-z]+(?:['’][a-z]+)?[\s,:]|(?:I|A)(?:['’][a-z]+)?\s))"
    r"|(?<=[a-z])[”\")](?=[A-Z][a-z]+\s)"
)
_SHORTEST_SIDE = 3  # words
_MOST_PIECES = 40  # more seams than that are a manner of writing
_WINDOW = 80  # characters looked at on either side of a seam


def taken_apart(blocks: list[Block]) -> list[Block]:
    """``blocks`` with those that hold several paragraphs split into parts.

    The first part keeps its place; what was stuck to a list item is text inside it.
    """
    found: list[Block] = []
    for block in blocks:
        first, *others = _pieces(block)
        found.append(replace(block, text=first) if others else block)
        found += [
            Block(block.line, text, depth=block.depth, part=part)
            for part, text in enumerate(others, start=1)
        ]
    return found


def _pieces(block: Block) -> list[str]:
    if block.role not in ("item", "paragraph") or block.public_id:
        return [block.text]
    return run_together(block.text)


def run_together(text: str) -> list[str]:
    """Splits a paragraph at the seams where a paste lost the break between two."""
    prose = masked(text)
    pieces, start = [], 0
    for seam in _SEAM.finditer(prose):
        before = prose[max(start, seam.end() - _WINDOW) : seam.end()]
        after = prose[seam.end() : seam.end() + _WINDOW]
        if min(len(before.split()), len(after.split())) < _SHORTEST_SIDE:
            continue
        pieces.append(text[start : seam.end()].strip())
        start = seam.end()
    if len(pieces) >= _MOST_PIECES:
        return [text]
    return [*pieces, text[start:].strip()]
