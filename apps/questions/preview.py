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
    for piece in all_pieces:
        if piece.item.parent is not None:
            all_pieces[piece.item.parent].below.append(piece)
    kinds = Counter(item.kind for item in outline.items)
    return Preview(
        pieces=[piece for piece in all_pieces if piece.item.parent is None],
        counts=[_counted(kinds[kind], *_NAMES[kind]) for kind in _NAMES if kinds[kind]],
        doubtful=[piece for piece in all_pieces if piece.is_doubtful],
        left_aside=kinds["reader_comment"],
        warnings=outline.warnings,
        choices=[(key, label) for key, (label, _, _) in CHOICES.items()],
    )


def _pieces(outline: Outline) -> Iterator[Piece]:
    left = EDITABLE
    is_short = len(outline.items) <= EDITABLE
    for item in outline.items:
        is_editable = is_short or (item.confidence < SURE and left > 0)
        left -= is_editable
        yield Piece(item, is_editable)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
