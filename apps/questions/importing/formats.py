"""Guesses which front end reads a source."""

import re
from itertools import pairwise
from typing import Literal

from apps.questions.importing.lists import columns, read_marker
from apps.questions.importing.wrapping import Wrapping

Format = Literal["auto", "markdown", "html", "text"]
Known = Literal["markdown", "html", "text"]

_BY_SUFFIX: dict[str, Known] = {
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "md": "markdown",
    "markdown": "markdown",
    "mdown": "markdown",
    "mkd": "markdown",
    "qmd": "markdown",
    "rmd": "markdown",
}
_HTML_START = re.compile(r"\s*<(?:!doctype html|html|head|body|meta)\b", re.IGNORECASE)
_BLOCK_TAG = re.compile(r"<(?:p|li|ul|ol|h[1-6]|div|br|blockquote|tr|dd)\b", re.I)
_STRUCTURE = re.compile(
    r"(?m)^(?:#{1,6}[ \t]+\S|(?:`{3}|~{3})|\{%|[^\n]*\{#[a-z0-9]{5,12}\}$"
    r"|\[\^?[^\[\]\n]{1,80}\]:\s|>[ \t])"
)
_SETEXT = re.compile(r"(?m)^\S[^\n]{0,100}\n(?:={3,}|-{3,})[ \t]*$")
_INLINE_MARK = re.compile(r"\]\(\S|\[\[\S|(?m:^\*\*\S[^\n*]*\*\*$)")


def detect_format(text: str, filename: str = "") -> Known:
    """The format a name or, failing that, the text itself suggests."""
    suffix = filename.rpartition(".")[2].lower() if "." in filename else ""
    if known := _BY_SUFFIX.get(suffix):
        return known
    if _HTML_START.match(text):
        return "html"
    lines = text.split("\n")
    is_markdown = _STRUCTURE.search(text) or _SETEXT.search(text)
    tags = len(_BLOCK_TAG.findall(text))
    if tags >= 3 and (not is_markdown or tags > len(lines)):
        return "html"
    if is_markdown or lines[0].strip() in ("---", "+++"):
        return "markdown"
    return "markdown" if _marks_its_blocks(text, lines) else "text"


def _marks_its_blocks(text: str, lines: list[str]) -> bool:
    """Whether blank lines or list marks part the blocks, as Markdown asks for."""
    items = [item for line in lines if (item := read_marker(columns(line)[1]))]
    if len(items) < 2 and not _INLINE_MARK.search(text):
        return False
    if sum(item.is_pasted for item in items) > len(items) / 2:
        return False
    if Wrapping(lines).is_wrapped:
        return True
    bare = [
        line for line, following in pairwise(lines) if _is_bare_break(line, following)
    ]
    # Markdown would run on an item there, though the next line fits it no better.
    ends_list = any(read_marker(columns(line)[1]) for line in bare)
    return not ends_list and len(bare) <= len(lines) / 5


def _is_bare_break(line: str, following: str) -> bool:
    return bool(
        line.strip()
        and following.strip()
        and not following.startswith(("  ", "\t"))
        and read_marker(following) is None
    )
