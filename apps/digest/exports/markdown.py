"""Markdown that any renderer reads alike, whatever readers typed.

Written anew from the post's blocks: nobody's text can close a quote, define a link for
the rest of the post or start a heading, and reference links need no definitions.
"""

import re
from collections.abc import Iterable

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
    return "\n\n".join(_block(block) for block in blocks) + "\n"


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
