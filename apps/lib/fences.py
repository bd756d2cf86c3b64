"""Fenced code in Markdown, found line by line as CommonMark 0.31 (4.5) does."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_OPENING = re.compile(r"( *)(`{3,}+|~{3,}+) *+([^`\n]*)")


@dataclass
class Fence:
    """A fenced block: its indent in blanks, its language, its lines of code."""

    indent: int
    marker: str
    language: str
    code: list[str] = field(default_factory=list)

    @classmethod
    def opened_by(cls, line: str) -> "Fence | None":
        match = _OPENING.fullmatch(line)
        if match is None:
            return None
        words = match[3].split()
        return cls(len(match[1]), match[2], words[0] if words else "")

    def is_closed_by(self, line: str) -> bool:
        stripped = line.strip()
        return len(stripped) >= len(self.marker) and not stripped.strip(self.marker[0])

    def add(self, line: str) -> None:
        blanks = len(line) - len(line.lstrip(" "))
        self.code.append(line[min(blanks, self.indent) :])


def segments(lines: Iterable[str]) -> Iterator[str | Fence]:
    """The lines in order, each fenced block as one Fence; an open one runs to the end."""
    fence: Fence | None = None
    for line in lines:
        if fence is None:
            fence = Fence.opened_by(line)
            if fence is None:
                yield line
        elif fence.is_closed_by(line):
            yield fence
            fence = None
        else:
            fence.add(line)
    if fence is not None:
        yield fence
