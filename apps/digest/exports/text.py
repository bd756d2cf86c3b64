"""Plain text: for a mail, a printer, or reading aloud."""

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
)


def to_text(document: Document) -> str:
    """Paragraphs parted by empty lines; each link's address follows it in <>."""
    title = one_line(document.title)
    parts = [f"{title}\n{'=' * len(title)}", one_line(document.subtitle)]
    parts += [_block(block) for block in compose(document)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> str:
    match block:
        case Paragraph(line):
            return _line(line)
        case Heading(_, line):
            heading = _line(line)
            return f"{heading}\n{'-' * len(heading)}"
        case Listing():
            return "\n".join(
                f"{mark} {_line(item)}" for mark, item in block.labelled("-")
            )
        case Quote(blocks):
            quoted = "\n\n".join(_block(part) for part in blocks)
            return "\n".join(f"> {row}".rstrip() for row in quoted.split("\n"))
    return "* * *"


def _line(line: Line) -> str:
    pieces = []
    for href, runs in groupby(line, key=lambda run: run.href):
        words = "".join(run.text for run in runs)
        pieces.append(f"{words} <{href}>" if href else words)
    return "".join(pieces)
