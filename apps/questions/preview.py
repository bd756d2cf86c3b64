"""An outline as the tree an editor checks before anything of it is live. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from apps.questions.correcting import CHOICES, choice_of, key_of
from apps.questions.importing import Item, Kind, Outline

# Below this the source did not say what a piece is: an editor should look.
SURE = 0.6
# With more pieces than this only those to check can be changed on the page: a browser
# chokes on tens of thousands of options, and Django takes a thousand fields.
EDITABLE = 800
# Pieces further in stand beside their parents: the template recurses with the tree.
DEEPEST = 12

_NAMES: Mapping[Kind, tuple[str, str]] = {
    "section": ("section", "sections"),
    "subsection": ("subsection", "subsections"),
    "question": ("question", "questions"),
    "subquestion": ("sub-question", "sub-questions"),
    "consideration": ("consideration", "considerations"),
    "quote": ("quote", "quotes"),
    "prose": ("paragraph", "paragraphs"),
}


@dataclass(slots=True)
class Piece:
    """One item of the outline with the pieces below it."""

    item: Item
    is_editable: bool
    below: "list[Piece]" = field(default_factory=list)

    @property
    def key(self) -> str:
        return key_of(self.item)

    @property
    def choice(self) -> str:
        return choice_of(self.item)

    @property
    def label(self) -> str:
        return CHOICES[self.choice][0]

    @property
    def confidence(self) -> str:
        return "high" if self.item.confidence >= SURE else "low"

    @property
    def is_doubtful(self) -> bool:
        return self.item.confidence < SURE


@dataclass(frozen=True, slots=True)
class Preview:
    """The top pieces, how many there are of each kind, and what to look at."""

    pieces: list[Piece]
    counts: list[str]
    doubtful: list[Piece]
    left_aside: int
    warnings: tuple[str, ...]
    choices: list[tuple[str, str]]


def preview(outline: Outline) -> Preview:
    all_pieces = list(_pieces(outline))
    tops = _nested(all_pieces)
    kinds = Counter(item.kind for item in outline.items)
    return Preview(
        pieces=tops,
        counts=[_counted(kinds[kind], *_NAMES[kind]) for kind in _NAMES if kinds[kind]],
        doubtful=[piece for piece in all_pieces if piece.is_doubtful],
        left_aside=kinds["reader_comment"],
        warnings=outline.warnings,
        choices=[(key, label) for key, (label, _, _) in CHOICES.items()],
    )


def _nested(pieces: list[Piece]) -> list[Piece]:
    """Hang every piece below its parent; the ones at the top."""
    tops: list[Piece] = []
    # For each piece, how deep its children stand and the list they go to.
    below: list[tuple[int, list[Piece]]] = []
    for piece in pieces:
        parent = piece.item.parent
        depth, siblings = (1, tops) if parent is None else below[parent]
        siblings.append(piece)
        is_deepest = depth >= DEEPEST
        below.append((depth, siblings) if is_deepest else (depth + 1, piece.below))
    return tops


def _pieces(outline: Outline) -> Iterator[Piece]:
    left = EDITABLE
    is_short = len(outline.items) <= EDITABLE
    for item in outline.items:
        is_editable = is_short or (item.confidence < SURE and left > 0)
        left -= is_editable
        yield Piece(item, is_editable)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
