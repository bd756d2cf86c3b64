"""The outline while it grows: what is open, and what the next piece can hang from."""

from dataclasses import dataclass

from apps.questions.importing.blocks import Block
from apps.questions.importing.inline import plain_text, without_local_links
from apps.questions.importing.outline import ASKED, HEADINGS, Item, Kind, Stance


@dataclass(slots=True)
class Draft:
    """An ``Item`` in the making; its level is known once all parents are."""

    line: int
    kind: Kind
    text: str
    confidence: float
    parent: int | None = None
    part: int = 0
    stance: Stance = ""
    source: str = ""
    public_id: str = ""
    further: tuple[int, ...] = ()
    reason: str = ""


def drafted(block: Block, kind: Kind, confidence: float, reason: str) -> Draft:
    """What a block becomes, parent and stance aside."""
    return Draft(
        block.line,
        kind,
        without_local_links(block.text),
        confidence,
        public_id=block.public_id,
        part=block.part,
        source=plain_text(block.source),
        further=block.further,
        reason=reason,
    )


class Tree:
    """Items in document order, and the open ends.

    ``question`` is the question that sub-questions belong to, ``asked`` what was asked
    last, ``label`` an open "The case for:", ``previous`` the last item. All are indexes
    and None where there is none in this section.
    """

    def __init__(self) -> None:
        self.items: list[Draft] = []
        self.question: int | None = None
        self.asked: int | None = None
        self.label: int | None = None
        self.previous: int | None = None
        self.list_base: int | None = None
        self._headings: list[tuple[int, int]] = []
        self._bullets: list[tuple[int, int]] = []

    def add(self, draft: Draft) -> int:
        self.items.append(draft)
        self.previous = len(self.items) - 1
        return self.previous

    def kind(self, at: int | None) -> Kind | None:
        return None if at is None else self.items[at].kind

    def is_asked(self, at: int | None) -> bool:
        return self.kind(at) in ASKED

    @property
    def heading(self) -> int | None:
        """The innermost open heading, be it a section or a question."""
        return self._headings[-1][1] if self._headings else None

    @property
    def section(self) -> int | None:
        """The innermost open heading that is a section."""
        return next(
            (at for _, at in reversed(self._headings) if self.kind(at) in HEADINGS),
            None,
        )

    @property
    def heading_question(self) -> int | None:
        """The heading the text stands under, when that heading asks."""
        return self.heading if self.is_asked(self.heading) else None

    def open_heading(self, level: int) -> None:
        """Closes the headings of this level and below, and all that stood in them."""
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self._bullets.clear()
        self.question = self.asked = self.label = None
        self.previous = self.list_base = None

    def enter_heading(self, level: int, at: int) -> None:
        self._headings.append((level, at))

    def bullet_above(self, depth: int) -> int | None:
        """The open list item that contains one of ``depth``."""
        while self._bullets and self._bullets[-1][0] >= depth:
            self._bullets.pop()
        return self._bullets[-1][1] if self._bullets else None

    @property
    def is_in_list(self) -> bool:
        return bool(self._bullets)

    def enter_bullet(self, depth: int, at: int) -> None:
        self._bullets.append((depth, at))

    def leave_list(self) -> None:
        self._bullets.clear()
        self.list_base = None

    def frozen(self) -> tuple[Item, ...]:
        levels: list[int] = []
        for draft in self.items:
            levels.append(self._level(draft, levels))
        return tuple(
            Item(
                line=draft.line,
                part=draft.part,
                kind=draft.kind,
                parent=draft.parent,
                text=draft.text,
                stance=draft.stance,
                source=draft.source,
                confidence=round(draft.confidence, 2),
                public_id=draft.public_id,
                level=level,
                further=draft.further,
                reason=draft.reason,
            )
            for draft, level in zip(self.items, levels, strict=True)
        )

    def _level(self, draft: Draft, levels: list[int]) -> int:
        if draft.parent is None:
            return 1
        above = self.items[draft.parent].kind in HEADINGS
        below_heading = above and draft.kind not in HEADINGS
        return 1 if below_heading else levels[draft.parent] + 1
