"""An essay's rows as the tree that its page shows. No query, no HTML."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter

from apps.questions.essay_text import node_name
from apps.questions.models import Consideration, Question, Section

Row = Section | Question | Consideration

_LOWEST_HEADING = 6
# Nodes further in than this stand beside their parents: the page's templates recurse
# with the tree, and a source may nest deeper than Python's stack.
_DEEPEST_PART = 3
_DEEPEST_QUESTION = 8
_DEEPEST_SAID = 4


@dataclass(slots=True)
class Block:
    """What stands together: a run of considerations, or one question, or one part."""

    said: "list[Said]" = field(default_factory=list)
    asked: "Asked | None" = None
    part: "Part | None" = None


@dataclass(slots=True)
class Said:
    """`quoted` is by how many answers."""

    row: Consideration
    depth: int = 1
    quoted: int = 0
    children: "list[Said]" = field(default_factory=list)

    @property
    def node(self) -> str:
        return node_name(self.row)

    @property
    def is_quote(self) -> bool:
        return self.row.kind == Consideration.Kind.QUOTE

    @property
    def is_prose(self) -> bool:
        return self.row.kind == Consideration.Kind.PROSE


@dataclass(slots=True)
class Asked:
    """A question; `heading` is the level of its HTML heading, `quoted` as in Said."""

    question: Question
    heading: int
    depth: int = 1
    quoted: int = 0
    blocks: list[Block] = field(default_factory=list)

    @property
    def node(self) -> str:
        return node_name(self.question)

    @property
    def anchor(self) -> str:
        # With a prefix, so that no id from a source can be one of the page's own.
        return f"q-{self.question.public_id}"

    @property
    def state(self) -> str:
        return str(self.question.state)

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
    depth: int = 0
    blocks: list[Block] = field(default_factory=list)
    asked: int = 0
    answered: int = 0
    # How far each open question has come, in order: the map in the contents.
    states: list[str] = field(default_factory=list)

    @property
    def heading(self) -> int:
        return self.depth + 1

    @property
    def parts(self) -> "list[Part]":
        return [block.part for block in self.blocks if block.part]

    def count(self, question: Question) -> None:
        part: Part | None = self
        while part and question.is_open:
            part.asked += 1
            part.answered += bool(question.answer_count)
            part.states.append(str(question.state))
            part = part.above


def essay_tree(
    sections: Iterable[Section],
    questions: Iterable[Question],
    considerations: Iterable[Consideration],
    marks: Mapping[str, int] | None = None,
) -> Part:
    """The whole essay in its order. Each iterable comes ordered by position.

    A node whose parent is missing stands where its own position puts it. `marks` says
    by how many answers a node is quoted.
    """
    tree = _Tree(marks or {})
    # Sections first where positions are equal, so that what they hold finds them.
    rows: list[Row] = [*sections, *questions, *considerations]
    for row in sorted(rows, key=attrgetter("position")):
        tree.add(row)
    return tree.whole


class _Tree:
    """`under_…` is where the children of a row go: to itself, if it is not too deep."""

    def __init__(self, marks: Mapping[str, int]) -> None:
        self.marks = marks
        self.whole = Part()
        self.parts: dict[int, Part] = {}
        self.asked: dict[int, Asked] = {}
        self.under_part: dict[int, Part] = {}
        self.under_asked: dict[int, Asked] = {}
        self.under_said: dict[int, tuple[int, list[Said]]] = {}

    def add(self, row: Row) -> None:
        if isinstance(row, Section):
            self.add_section(row)
        elif isinstance(row, Question):
            self.add_question(row)
        else:
            self.add_said(row)

    def add_section(self, row: Section) -> None:
        above = self.under_part.get(row.parent_id or 0, self.whole)
        part = Part(row, above, above.depth + 1)
        self.parts[row.pk] = part
        self.under_part[row.pk] = part if part.depth < _DEEPEST_PART else above
        above.blocks.append(Block(part=part))

    def add_question(self, row: Question) -> None:
        part = self.parts.get(row.section_id or 0, self.whole)
        above = self.under_asked.get(row.parent_id or 0)
        holder = above or part
        heading = min(holder.heading + 1, _LOWEST_HEADING)
        asked = Asked(row, heading, above.depth + 1 if above else 1)
        asked.quoted = self.marks.get(asked.node, 0)
        self.asked[row.pk] = asked
        is_deepest = asked.depth >= _DEEPEST_QUESTION
        self.under_asked[row.pk] = above if above and is_deepest else asked
        holder.blocks.append(Block(asked=asked))
        part.count(row)

    def add_said(self, row: Consideration) -> None:
        depth, siblings = self.under_said.get(row.parent_id or 0) or (1, self.run(row))
        said = Said(row, depth)
        said.quoted = self.marks.get(said.node, 0)
        siblings.append(said)
        is_deepest = depth >= _DEEPEST_SAID
        self.under_said[row.pk] = (
            (depth, siblings) if is_deepest else (depth + 1, said.children)
        )

    def run(self, row: Consideration) -> list[Said]:
        """The run of paragraphs, or of considerations, that the row goes on with."""
        part = self.parts.get(row.section_id or 0, self.whole)
        blocks = self.asked.get(row.question_id or 0, part).blocks
        last = blocks[-1].said if blocks else []
        if last and last[0].is_prose == Said(row).is_prose:
            return last
        blocks.append(Block())
        return blocks[-1].said
