"""The title and subtitle that a Markdown file states before its text."""

import re

from apps.questions.importing.labels import read_label

_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_ENTRY = re.compile(r"(title|subtitle|description|headline)\s*[:=]\s*(\S.*)", re.I)
_BARE_ENTRY = re.compile(r"[A-Za-z][\w-]{1,30}:\s+\S.{0,300}")
_TITLE = re.compile(r"#[ \t]+(\S.{0,200})")
_PROPERTY = re.compile(r"[A-Za-z][\w -]{1,30}:[ \t]+\S[^?]{0,100}")
_FEWEST_PROPERTIES = 2
_LONGEST = 200  # lines
_LONGEST_BARE = 20


def split_front_matter(lines: list[str]) -> tuple[dict[str, str], int]:
    """What the front matter says, and the number of lines it takes (0 when absent)."""
    closing = _FENCES.get(lines[0].strip()) if lines else None
    if closing is None:
        bare = _split_bare(lines)
        return bare if bare[1] else _split_properties(lines)
    entries: dict[str, str] = {}
    for number, line in enumerate(lines[1:_LONGEST], start=2):
        if line.strip() in closing:
            return entries, number
        if found := _ENTRY.fullmatch(line.rstrip()):
            entries.setdefault(found[1].lower(), _unquoted(found[2].strip()))
    return {}, 0


def _split_bare(lines: list[str]) -> tuple[dict[str, str], int]:
    """Front matter without fences: "Key: value" lines, a title among them, a blank."""
    entries: dict[str, str] = {}
    for number, line in enumerate(lines[:_LONGEST_BARE], start=1):
        if not line.strip():
            return (entries, number) if "title" in entries else ({}, 0)
        if _BARE_ENTRY.fullmatch(line.rstrip()) is None:
            return {}, 0
        if found := _ENTRY.fullmatch(line.rstrip()):
            entries.setdefault(found[1].lower(), _unquoted(found[2].strip()))
    return {}, 0


def _split_properties(lines: list[str]) -> tuple[dict[str, str], int]:
    """A title set as a heading, a blank, and what a database of notes adds below it."""
    title = _TITLE.fullmatch(lines[0].rstrip()) if lines else None
    if title is None or "?" in title[1] or "".join(lines[1:2]).strip():
        return {}, 0
    for number, line in enumerate(lines[2:_LONGEST_BARE], start=3):
        if not line.strip() and number > 2 + _FEWEST_PROPERTIES:
            return {"title": title[1].rstrip(" #")}, number
        if _PROPERTY.fullmatch(line.rstrip()) is None or read_label(line):
            return {}, 0
    return {}, 0


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace("''", "'").replace('\\"', '"')
    return "" if value in ("|", ">", "|-", ">-", "null", "~") else value
