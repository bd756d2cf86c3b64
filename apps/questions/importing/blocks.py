"""The common ground of the readers: a flat list of blocks, in document order."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["heading", "item", "paragraph", "quote", "note", "whole", "comments"]

BOLD_LINE = 7
"""The level of a line set in bold: a heading below all that are marked as such."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, list item, paragraph or quotation as the source marks it.

    ``depth`` is the number of list items the block stands in, its own included.
    ``level`` is a heading's, 1 to 6 or ``BOLD_LINE``. ``ordinal`` is the number a list
    item carries in the source. ``further`` holds the lines where the paragraphs of a
    quotation after the first start. ``certain`` is False where the role was inferred,
    and ``part`` counts what was split off the same line. ``is_parted`` tells, of plain
    text, that a blank line stands above.
    A block of role ``whole`` is code or a table, kept line by line; ``note`` is a
    footnote's text, ``comments`` marks where readers' comments begin.
    """

    line: int
    text: str
    role: Role = "paragraph"
    level: int = 0
    depth: int = 0
    ordinal: int | None = None
    public_id: str = ""
    source: str = ""
    further: tuple[int, ...] = ()
    certain: bool = True
    part: int = 0
    is_parted: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader makes of a source; title and subtitle where it names them.

    ``left_out`` counts what is no text, such as a "figure", by its kind.
    """

    blocks: list[Block]
    title: str = ""
    subtitle: str = ""
    left_out: Counter[str] = field(default_factory=Counter)
