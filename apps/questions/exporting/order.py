"""The pieces of an outline as a page shows them: each below what it belongs to."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from apps.questions.importing import Item, Outline
from apps.questions.importing.outline import HEADINGS
from apps.questions.importing.own_shape import LABELS, seems_to_ask
from apps.questions.importing.whole import is_whole, paragraphs_of

_LABELS = tuple(f"**{word}:**" for word in LABELS.values())


@dataclass(frozen=True, slots=True)
class Placed:
    """An item and where it is written.

    `headings` and `depth` count the headings and the list items it stands in.
    `leaves_sections` is True where a piece of the essay itself follows a section.
    """

    item: Item
    headings: int
    depth: int
    has_children: bool
    leaves_sections: bool

    @property
    def is_heading(self) -> bool:
        return self.item.kind in HEADINGS

    @property
    def is_listed(self) -> bool:
        """Whether it is written as a list item; else it is a block of its own."""
        if self.item.kind in ("prose", "quote") and not self.depth:
            is_long = (
                self.item.kind == "prose" and len(paragraphs_of(self.item.text)) > 1
            )
            return self.has_children or is_long or self._is_marked_prose
        return True

    @property
    def _is_marked_prose(self) -> bool:
        return self.item.kind == "prose" and bool(self.item.stance)

    @property
    def is_led_by_whole(self) -> bool:
        """Whether code or a table comes first, where no label and no mark can stand."""
        is_text = self.item.kind in ("prose", "consideration")
        return is_text and is_whole(paragraphs_of(self.item.text)[0])

    @property
    def mark(self) -> str:
        """The kind, where the form alone would say another one: "prose", "said"."""
        if self.item.kind == "prose":
            return "prose"
        if self.item.kind != "consideration" or self.item.stance:
            return ""
        text = self.item.text
        return "said" if seems_to_ask(text) or text.startswith(_LABELS) else ""


def placed(outline: Outline) -> Iterator[Placed]:
    """Depth first; in a section, its own pieces before its subsections."""
    children: dict[int | None, list[int]] = defaultdict(list)
    for index, item in enumerate(outline.items):
        children[item.parent].append(index)
    was_in_section = False
    waiting = [(index, 0, 0) for index in reversed(children[None])]
    while waiting:
        index, headings, depth = waiting.pop()
        item = outline.items[index]
        is_heading = item.kind in HEADINGS
        leaves = was_in_section and not headings and not is_heading and not depth
        was_in_section = (was_in_section and not leaves) or is_heading
        yield Placed(item, headings, depth, bool(children[index]), leaves)
        below = children[index]
        if is_heading:
            below = sorted(below, key=lambda at: outline.items[at].kind in HEADINGS)
        step = (headings + 1, depth) if is_heading else (headings, depth + 1)
        waiting += [(child, *step) for child in reversed(below)]
