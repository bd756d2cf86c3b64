"""How much Markdown may be asked of the renderer, and the sentences that say so.

A limit on length alone bounds neither time nor output: 1,000 characters of nested
list markers exhaust the stack, 2,000 of table make half a megabyte of HTML.
"""

import re
from collections.abc import Iterator

from apps.lib.fences import segments

MAX_CHARACTERS = 20_000
MAX_BRACKETS = 300
MAX_NESTING = 12
MAX_LEADING_BLANKS = 40
MAX_LINES = 3_000
MAX_TABLE_CELLS = 5_000
MAX_WORD = 1_000

_MARKERS = re.compile(r"(?:\s*+(?:>|(?:[-*+]|\d{1,9}[.)])(?=\s|$)))++")
_MARKER = re.compile(r">|[-*+]|\d+[.)]")
_RULE = re.compile(r"\s*(?:(?:-\s*)++|(?:\*\s*)++)")
_LONG_RUN = re.compile(rf"\w{{{MAX_WORD + 1},}}")


def broken_limits(text: str, *, limit: int) -> list[str]:
    """One sentence for each limit that the (clean) text breaks; all cheap to find."""
    return list(_broken_limits(text, limit))


def _broken_limits(text: str, limit: int) -> Iterator[str]:
    if len(text) > limit:
        yield (
            f"The text is {len(text) - limit:,} characters too long:"
            f" at most {limit:,} are possible."
        )
    lines = text.expandtabs(4).split("\n")
    if len(lines) > MAX_LINES:
        yield f"The text has {len(lines):,} lines: at most {MAX_LINES:,} are possible."
    prose = _prose(lines)
    brackets = sum(line.count("[") for line in prose)
    if brackets > MAX_BRACKETS:
        yield (
            f"The text has {brackets:,} opening brackets “[”:"
            f" at most {MAX_BRACKETS} are possible."
        )
    if any(_nesting(line) > MAX_NESTING for line in prose):
        yield f"Lists and quotes may be nested at most {MAX_NESTING} deep."
    if any(_leading_blanks(line) > MAX_LEADING_BLANKS for line in prose):
        yield (
            f"A line may begin with at most {MAX_LEADING_BLANKS} blanks;"
            " put code between two lines of ```."
        )
    if (cells := _table_cells(prose)) > MAX_TABLE_CELLS:
        yield f"The tables have {cells:,} cells: at most {MAX_TABLE_CELLS:,} are possible."


def has_endless_word(text: str) -> bool:
    """Whether a word that is no address runs over 1,000 characters."""
    return any(
        _LONG_RUN.search(word) and "://" not in word
        for word in text.split()
        if len(word) > MAX_WORD
    )


def is_delimiter_row(line: str) -> bool:
    """Whether this may be the row of dashes that makes a table of the row above."""
    return "|" in line and "-" in line and not line.strip("|:-> ")


def _prose(lines: list[str]) -> list[str]:
    """The lines outside fenced code; one line alone cannot hold any."""
    if len(lines) == 1:
        return lines
    return [line for line in segments(lines) if isinstance(line, str)]


def _nesting(line: str) -> int:
    markers = _MARKERS.match(line)
    if markers is None or _RULE.fullmatch(line):
        return 0
    return len(_MARKER.findall(markers.group()))


def _leading_blanks(line: str) -> int:
    text = line.lstrip()
    return len(line) - len(text) if text else 0


def _table_cells(lines: list[str]) -> int:
    """Columns times rows of every table: the library fills short rows up."""
    cells = columns = 0
    for line in lines:
        row = line.strip(" >")
        if not row:
            columns = 0
        elif not columns and is_delimiter_row(row):
            columns = row.count("|") + 1 - row.startswith("|") - row.endswith("|")
            cells += columns  # of the header, above this row
        else:
            cells += columns
    return cells
