"""List markers, and how deep a list item stands."""

import re
from dataclasses import dataclass, field

from apps.questions.importing.source import MAX_DEPTH, CannotImport

_MARKER = re.compile(
    r"(?:[-*+•◦▪‣·●○■–]|\(?(?P<number>\d{1,3})[.)]|\(?[a-z][.)]|\(?[ivx]{2,5}[.)])"
    r"(?:\s+|$)"
)
_REPEATED = re.compile(r"(?:[-*+]\s+)+")
_CHECKBOX = re.compile(r"\[[ xX]\]\s+")
_TAB = 4


@dataclass(frozen=True, slots=True)
class ListItem:
    text: str
    ordinal: int | None
    is_lettered: bool = False


def columns(line: str) -> tuple[int, str]:
    """The column a line's text starts in, a tab reaching the next stop, and the text."""
    text = line.lstrip(" \t")
    lead = line[: len(line) - len(text)]
    return len(lead.expandtabs(_TAB)), text.rstrip()


def read_marker(text: str) -> ListItem | None:
    """The list item a line starts, when it starts one."""
    found = _MARKER.match(text)
    if found is None:
        return None
    rest = text[found.end() :]
    if repeated := _REPEATED.match(rest):
        rest = rest[repeated.end() :]
    if box := _CHECKBOX.match(rest):
        rest = rest[box.end() :]
    number, sign = found["number"], found[0].strip("() .\t")
    return ListItem(
        rest.strip(), int(number) if number else None, is_lettered=sign.isalpha()
    )


@dataclass(slots=True)
class Nesting:
    """The columns of the list items that are open, outermost first.

    Two columns or more to the right of an item is inside it, whatever unit the author
    indents by; one column is carelessness.
    """

    open: list[int] = field(default_factory=list)

    def enter(self, column: int) -> int:
        """Opens an item whose marker stands in ``column``; its depth, from 1."""
        while self.open and column < self.open[-1]:
            self.open.pop()
        if not self.open or column >= self.open[-1] + 2:
            self.open.append(column)
        if len(self.open) > MAX_DEPTH:
            raise CannotImport(
                f"The list nests more than {MAX_DEPTH} levels deep. Flatten it first."
            )
        return len(self.open)

    def depth_at(self, column: int) -> int:
        """The depth of the item that text starting in ``column`` belongs to."""
        while self.open and column <= self.open[-1]:
            self.open.pop()
        return len(self.open)

    def leave(self) -> None:
        self.open.clear()
