"""The cells of an HTML table, and the Markdown table that they make."""

from dataclasses import dataclass, field

from apps.questions.importing.blocks import Block
from apps.questions.importing.sentences import asks


@dataclass(slots=True)
class Table:
    """`rows` holds for each cell how many blocks the page had before it."""

    rows: list[list[int]] = field(default_factory=list)

    def open_part(self, name: str, blocks_before: int) -> None:
        """Takes note of a <tr>, <td> or <th>."""
        if name == "tr":
            self.rows.append([])
        elif name in ("td", "th") and self.rows:
            self.rows[-1].append(blocks_before)

    @property
    def start(self) -> int:
        """How many blocks the page had before the first cell."""
        return next((row[0] for row in self.rows if row), 0)

    def whole(self, blocks: list[Block]) -> Block | None:
        """The table as one block; None for one that asks or only lays out a page.

        `blocks` are all of the page so far; those of the table come last.
        """
        rows = [row for row in self.rows if row]
        width = len(rows[0]) if rows else 0
        if len(rows) < 2 or width < 2 or any(len(row) != width for row in rows):
            return None
        starts = [start for row in rows for start in row]
        ends = [*starts[1:], len(blocks)]
        cells = [blocks[start:end] for start, end in zip(starts, ends, strict=True)]
        if not any(cells) or not all(map(_is_plain, cells)):
            return None
        words = [cell[0].text.replace("|", "\\|") if cell else "" for cell in cells]
        lines = [
            f"| {' | '.join(words[at : at + width])} |"
            for at in range(0, len(words), width)
        ]
        lines.insert(1, "|" + " --- |" * width)
        first = blocks[self.start]
        return Block(first.line, "\n".join(lines), "whole", depth=first.depth)


def _is_plain(cell: list[Block]) -> bool:
    """Whether a cell is empty, or holds one paragraph that does not ask."""
    return not cell or (
        len(cell) == 1 and cell[0].role == "paragraph" and not asks(cell[0].text)
    )
