"""HTML to paste into a newsletter editor: nothing that an editor would drop.

Only h2 h3 p blockquote>p ul>li ol>li strong em a[href] hr br img[alt]; no class, style
or id, and no white space between tags, which clipboards turn into empty lines. The
title is left out: editors have a field for it. With `joined`, the paragraphs of a
quote are one with empty lines in it, for editors that set them too far apart.
"""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from apps.digest.document import Document
from apps.digest.exports.composing import compose
from apps.digest.exports.post import (
    Block,
    Heading,
    Line,
    Listing,
    Paragraph,
    Quote,
    Run,
)


def to_html(document: Document, *, joined: bool = False) -> str:
    return blocks_html(compose(document), joined=joined)


def blocks_html(blocks: Iterable[Block], *, joined: bool = False) -> str:
    return "".join(_block(block, joined) for block in blocks)


def _block(block: Block, joined: bool) -> str:
    match block:
        case Paragraph(line):
            return f"<p>{written(line)}</p>"
        case Heading(level, line):
            return f"<h{level}>{written(line)}</h{level}>"
        case Listing(items, first):
            return _list(items, first)
        case Quote(blocks):
            between = "<br><br>" if joined else "</p><p>"
            inside = between.join(_quoted(part) for part in blocks)
            return f"<blockquote><p>{inside}</p></blockquote>"
    return "<hr>"


def _list(items: tuple[Line, ...], first: int | None) -> str:
    inside = "".join(f"<li>{written(item)}</li>" for item in items)
    return f"<ul>{inside}</ul>" if first is None else f"<ol>{inside}</ol>"


def _quoted(block: Paragraph | Listing) -> str:
    """A quote holds paragraphs only, so a list in it becomes lines of one."""
    if isinstance(block, Paragraph):
        return written(block.line)
    labelled = block.labelled("•")
    return "<br>".join(f"{label} {written(item)}" for label, item in labelled)


def written(line: Line) -> str:
    return "".join(
        f'<a href="{escape(href)}">{_runs(runs)}</a>' if href else _runs(runs)
        for href, runs in groupby(line, key=lambda run: run.href)
    )


def _runs(runs: Iterable[Run]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    text = escape(run.text, quote=False).replace("\n", "<br>")
    if run.src:
        return f'<img src="{escape(run.src)}" alt="{escape(run.text)}">'
    text = f"<em>{text}</em>" if run.em else text
    return f"<strong>{text}</strong>" if run.strong else text
