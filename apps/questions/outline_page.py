"""An essay's rows as the tree that its page shows. No query, no HTML."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter

from apps.questions.models import Consideration, Question, Section

Row = Section | Question | Consideration

# Fewer answers than this and a question still wants readers.
WELL_ANSWERED = 3
_LOWEST_HEADING = 6


@dataclass(slots=True)
class Block:
    """What stands together: a run of considerations, or one question, or one part."""

    said: "list[Said]" = field(default_factory=list)
    asked: "Asked | None" = None
    part: "Part | None" = None


@dataclass(slots=True)
class Said:
    row: Consideration
    children: "list[Said]" = field(default_factory=list)

    @property
    def is_quote(self) -> bool:
        return self.row.kind == Consideration.Kind.QUOTE

    @property
    def is_prose(self) -> bool:
        return self.row.kind == Consideration.Kind.PROSE


@dataclass(slots=True)
class Asked:
    """A question; `heading` is the level of its HTML heading."""

    question: Question
    heading: int
    blocks: list[Block] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        # With a prefix, so that no id from a source can be one of the page's own.
        return f"q-{self.question.public_id}"

    @property
    def state(self) -> str:
        if not self.question.answer_count:
            return "unanswered"
        return "answered" if self.question.answer_count >= WELL_ANSWERED else "thin"

    @property
    def holds_link(self) -> bool:
        """Whether the text has links of its own: one link cannot hold another."""
        return "<a " in self.question.html

    @property
    def is_subquestion(self) -> bool:
        return self.question.parent_id is not None


@dataclass(slots=True)
class Part:
    """A section, or (without one) the whole essay, with counts of open questions."""

    section: Section | None = None
    above: "Part | None" = None
    heading: int = 1
    blocks: list[Block] = field(default_factory=list)
    asked: int = 0
    answered: int = 0

    @property
    def parts(self) -> "list[Part]":
        return [block.part for block in self.blocks if block.part]

    @property
    def is_open(self) -> bool:
        """Whether something here is unanswered."""
        return self.answered < self.asked

    def count(self, question: Question) -> None:
        part: Part | None = self
        while part and question.is_open:
            part.asked += 1
            part.answered += bool(question.answer_count)
            part = part.above


def essay_tree(
    sections: Iterable[Section],
    questions: Iterable[Question],
    considerations: Iterable[Consideration],
) -> Part:
    """The whole essay in its order. Each iterable comes ordered by position.

    A node whose parent is missing stands where its own position puts it.
    """
    tree = _Tree()
    # Sections first where positions are equal, so that what they hold finds them.
    rows: list[Row] = [*sections, *questions, *considerations]
    for row in sorted(rows, key=attrgetter("position")):
        tree.add(row)
    return tree.whole


class _Tree:
    def __init__(self) -> None:
        self.whole = Part()
        self.parts: dict[int, Part] = {}
        self.asked: dict[int, Asked] = {}
        self.said: dict[int, Said] = {}

    def add(self, row: Row) -> None:
        if isinstance(row, Section):
            self.add_section(row)
        elif isinstance(row, Question):
            self.add_question(row)
        else:
            self.add_said(row)

    def add_section(self, row: Section) -> None:
        above = self.parts.get(row.parent_id or 0, self.whole)
        part = Part(row, above, min(above.heading + 1, _LOWEST_HEADING - 2))
        self.parts[row.pk] = part
        above.blocks.append(Block(part=part))

    def add_question(self, row: Question) -> None:
        part = self.parts.get(row.section_id or 0, self.whole)
        above = self.asked.get(row.parent_id or 0, part)
        asked = Asked(row, min(above.heading + 1, _LOWEST_HEADING))
        self.asked[row.pk] = asked
        above.blocks.append(Block(asked=asked))
        part.count(row)

    def add_said(self, row: Consideration) -> None:
        said = Said(row)
        self.said[row.pk] = said
        if row.parent_id in self.said:
            self.said[row.parent_id].children.append(said)
            return
        part = self.parts.get(row.section_id or 0, self.whole)
        blocks = self.asked.get(row.question_id or 0, part).blocks
        # Paragraphs run on as text; a quote or a case after them starts a new run.
        if (
            not blocks
            or not blocks[-1].said
            or blocks[-1].said[0].is_prose != said.is_prose
        ):
            blocks.append(Block())
        blocks[-1].said.append(said)
