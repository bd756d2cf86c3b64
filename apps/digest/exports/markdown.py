"""Markdown that any renderer reads alike, whatever readers typed.

Written anew from the post's blocks: nobody's text can close a quote, define a link for
the rest of the post or start a heading, and reference links need no definitions.
"""

import re
from collections.abc import Iterable, Iterator

from apps.digest.document import Document
from apps.digest.exports.composing import compose, one_line
from apps.digest.exports.markdown_lines import escaped, written
from apps.digest.exports.post import (
    Block,
    Heading,
    Line,
    Listing,
    Paragraph,
    Quote,
)


def to_markdown(document: Document) -> str:
    parts = [_heading(1, _plain(document.title))]
    if document.subtitle.strip():
        parts.append(f"*{_plain(document.subtitle)}*")
    return "\n\n".join(parts) + "\n\n" + blocks_markdown(compose(document))


def blocks_markdown(blocks: Iterable[Block]) -> str:
    return "\n\n".join(_parted(tuple(blocks))) + "\n"


def _parted(blocks: tuple[Block, ...]) -> Iterator[str]:
    """With an empty paragraph between two quotes in a row, such as a reader's and one
    that begins the author's reply: not every renderer would keep them apart."""
    for place, block in enumerate(blocks):
        if place and isinstance(block, Quote) and isinstance(blocks[place - 1], Quote):
            yield "&nbsp;"
        yield _block(block)


def _block(block: Block) -> str:
    match block:
        case Paragraph(line):
            return written(line)
        case Heading(level, line):
            return _heading(level, written(line).replace("  \n", " "))
        case Listing():
            return "\n".join(_item(*labelled) for labelled in block.labelled("-"))
        case Quote(blocks):
            quoted = "\n\n".join(_block(part) for part in blocks)
            return "\n".join(f"> {row}" if row else ">" for row in quoted.split("\n"))
    return "---"


def _item(label: str, line: Line) -> str:
    indent = " " * (len(label) + 1)
    return f"{label} {written(line)}".replace("\n", f"\n{indent}")


def _heading(level: int, text: str) -> str:
    # Number signs at the end would be taken for the heading's own.
    return f"{'#' * level} {re.sub('#(?=#*$)', re.escape('#'), text)}"


def _plain(text: str) -> str:
    return escaped(one_line(text))
