"""What the rows of one Markdown table become."""

from collections.abc import Iterator

from apps.questions.importing.blocks import Block
from apps.questions.importing.markdown_blocks import OpenBlock
from apps.questions.importing.sentences import asks
from apps.questions.importing.whole import cells_of, is_rule, is_whole


def table_blocks(table: OpenBlock) -> list[Block]:
    """The table itself, if it has a head and nothing in it asks, or its rows."""
    if not table.lines:
        return []
    text = "\n".join(row for _, row in table.lines)
    has_question = any(asks(cell) for _, row in table.lines for cell in cells_of(row))
    if is_whole(text) and not has_question:
        return [Block(table.lines[0][0], text, "whole", depth=table.depth)]
    return [
        Block(number, shown, depth=table.depth, part=part)
        for number, row in table.lines
        for part, shown in enumerate(_shown(row))
    ]


def _shown(row: str) -> Iterator[str]:
    """Of a row that asks, each cell is a paragraph; what is asked goes first."""
    cells = cells_of(row)
    if any(map(asks, cells)):
        yield from sorted(filter(None, cells), key=lambda cell: not asks(cell))
    elif not is_rule(row):
        yield row
