"""List markers, and how deep a list item stands."""

import re
from dataclasses import dataclass, field

from apps.questions.importing.source import MAX_DEPTH, CannotImport

_MARKER = re.compile(
    r"(?:[-*+•◦▪‣·●○■□▫▸►➢✓\uf0a7\uf0b7–]|\(?(?P<number>\d{1,3})[.)]|\(?[a-z][.)]"
    r"|\(?[ivx]{2,5}[.)]|[o§](?=\t))(?:\s+|$)"
)
_REPEATED = re.compile(r"(?:[-*+]\s+)+")
_CHECKBOX = re.compile(r"\[[ xX]\]\s+")
_TAB = 4


@dataclass(frozen=True, slots=True)
class ListItem:
    """``sign`` is the bullet; "1" stands for any number, "a" for any letter."""

    text: str
    ordinal: int | None
    sign: str = "-"

    @property
    def is_pasted(self) -> bool:
        """Whether its bullet is one that is shown, not one that Markdown reads."""
        return self.sign not in "-*+1a"

    @property
    def outline_sign(self) -> str:
        """Its sign, but for Markdown's bullets: they may change from list to list."""
        return "" if self.sign in "-*+" else self.sign


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
    number, sign = found["number"], found[0].strip()
    if number:
        return ListItem(rest.strip(), int(number), "1")
    if len(sign) > 1:
        return ListItem(rest.strip(), None, "a")
    return ListItem(rest.strip(), None, sign.replace("–", "-"))


@dataclass(slots=True)
class Nesting:
    """The columns of the list items that are open, outermost first.

    Two columns or more to the right of an item is inside it, whatever unit the author
    indents by; one column is carelessness. Some pastes set all items flush, and only
    the kinds of their bullets tell what is inside what.
    """

    open: list[int] = field(default_factory=list)
    _signs: dict[int, list[str]] = field(default_factory=dict)

    def enter(self, column: int, sign: str = "") -> int:
        """Opens an item whose marker stands in ``column``; its depth, from 1.

        Where bullets tell, ``sign`` is the item's.
        """
        if sign:
            column += 2 * self._steps_in(column, sign)
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
        self._signs.clear()

    def _steps_in(self, column: int, sign: str) -> int:
        """How many items of other kinds in its own column an item stands inside."""
        for further in [each for each in self._signs if each > column]:
            del self._signs[further]
        kinds = self._signs.setdefault(column, [])
        if sign in kinds:
            del kinds[kinds.index(sign) + 1 :]
        else:
            kinds.append(sign)
        return len(kinds) - 1
