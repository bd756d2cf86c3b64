"""Reading single fields of JSON rows, in which anything may stand anywhere."""

import re
from typing import Any

Row = dict[str, Any]
# JSON can hold half a character and a NUL, which no database takes.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def text(row: Row, *names: str) -> str:
    """The first of these fields that holds a text or a number."""
    for name in names:
        value = row.get(name)
        if isinstance(value, str):
            return _UNSTORABLE.sub("", value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return ""


def number(row: Row, *names: str) -> int:
    """The first of these that is a whole number above zero; 0 where there is none."""
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip().isdecimal() and len(value) < 10:
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return min(value, 1_000_000_000)
    return 0


def is_odd_number(row: Row, name: str) -> bool:
    """Whether something stands there that `number` passes over in silence."""
    value = row.get(name)
    if value is None or isinstance(value, int):
        return False
    return bool(str(value).strip()) and not str(value).strip().isdecimal()


def is_true(row: Row, name: str) -> bool:
    value = row.get(name)
    return value is True or str(value).strip().lower() in ("1", "true", "yes")


def inner(row: Row, name: str) -> Row:
    value = row.get(name)
    return value if isinstance(value, dict) else {}
