"""Which list items are open while Markdown is read line by line."""

import re
from dataclasses import dataclass, field

DEEPEST = 12
TAB = 4

_ITEM = re.compile(r"( *)([-*+]|(\d{1,9})[.)])(?: +(.*)|$)")


@dataclass(frozen=True)
class Item:
    """One marked line: indent in blanks, "-" or a number, and the text behind it."""

    indent: int
    marker: str
    number: str | None
    text: str

    @classmethod
    def on(cls, line: str) -> "Item | None":
        match = _ITEM.fullmatch(line)
        if match is None:
            return None
        return cls(len(match[1]), match[2], match[3], match[4] or "")

    @property
    def is_numbered(self) -> bool:
        return self.number is not None

    @property
    def child_indent(self) -> int:
        # Two blanks are what people type under "1." too, though CommonMark asks three.
        return self.indent + 2

    @property
    def text_indent(self) -> int:
        return self.indent + len(self.marker) + 1


@dataclass
class OpenItems:
    """The items that the current line may belong to, the innermost last."""

    items: list[Item] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.items)

    def close(self, indent: int) -> Item | None:
        """Close what a line at this indent is outside of; the outermost item closed."""
        closed = None
        while self.items and indent < self.items[-1].child_indent:
            closed = self.items.pop()
        return closed

    def open(self, item: Item) -> None:
        self.items.append(item)

    def limit_depth(self) -> None:
        """Make room for one more level: deeper items stay at the deepest one."""
        del self.items[DEEPEST - 1 :]

    def have_numbers(self) -> bool:
        return any(item.is_numbered for item in self.items)

    def margin(self) -> str:
        """What Python-Markdown wants before a line of the innermost item."""
        return " " * TAB * len(self.items)

    def code_margin(self, indent: int) -> str:
        """The further blanks of a line that is code inside the innermost item."""
        deeper = indent - self.items[-1].text_indent
        return " " * deeper if deeper >= TAB else ""
