"""Plain text: for a mail, a printer, or reading aloud."""

from collections.abc import Callable, Iterable
from itertools import groupby

from apps.digest.document import Document
from apps.digest.exports.composing import compose, one_line
from apps.digest.exports.post import (
    Block,
    Heading,
    Line,
    Listing,
    Paragraph,
    Quote,
    Rule,
)


def to_text(document: Document) -> str:
    """Paragraphs parted by empty lines; each link's address follows it in <>."""
    title = one_line(document.title)
    parts = [f"{title}\n{'=' * len(title)}", one_line(document.subtitle)]
    parts += [_block(block, _line) for block in compose(document)]
    return "\n\n".join(part for part in parts if part) + "\n"


def spoken(blocks: Iterable[Block]) -> str:
    """The blocks as text to be read aloud: without addresses, rules and quote marks."""
    parts = [
        "\n\n".join(_block(part, _spoken_line) for part in block.blocks)
        if isinstance(block, Quote)
        else _block(block, _spoken_line)
        for block in blocks
        if not isinstance(block, Rule)
    ]
    return "\n\n".join(parts)


def _block(block: Block, write: Callable[[Line], str]) -> str:
    match block:
        case Paragraph(line):
            return write(line)
        case Heading(_, line):
            heading = write(line)
            return f"{heading}\n{'-' * len(heading)}"
        case Listing():
            return "\n".join(
                f"{mark} {write(item)}" for mark, item in block.labelled("-")
            )
        case Quote(blocks):
            quoted = "\n\n".join(_block(part, write) for part in blocks)
            return "\n".join(f"> {row}".rstrip() for row in quoted.split("\n"))
    return "* * *"


def _line(line: Line) -> str:
    pieces = []
    for href, runs in groupby(line, key=lambda run: run.href):
        words = "".join(run.text for run in runs)
        pieces.append(f"{words} <{href}>" if href else words)
    return "".join(pieces)


def _spoken_line(line: Line) -> str:
    return "".join(run.text for run in line)
