"""Rows as CSV that a spreadsheet opens without running anything that is in it."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

# Spreadsheets take a cell that begins like this for a formula.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_of(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """RFC 4180 with a byte order mark, without which Excel reads UTF-8 as Latin-1."""
    text = StringIO()
    writer = csv.writer(text)
    for row in (head, *rows):
        writer.writerow([_cell(value) for value in row])
    return f"\ufeff{text.getvalue()}"


def _cell(value: object) -> str:
    said = "" if value is None else str(value)
    # A number may begin with a minus: text that a person wrote may not.
    is_text = isinstance(value, str) and said.lstrip(" ").startswith(_STARTS_A_FORMULA)
    return f"'{said}" if is_text else said
