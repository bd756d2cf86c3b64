"""Decides what each block is and whose child it is.

What the source marks (headings, nested lists, quotations) decides first. Where it says
nothing, as in a paste that lost its bullets, the words decide: see ``paragraphs``.
"""

from apps.questions.importing import cues, quotes
from apps.questions.importing.blocks import Block
from apps.questions.importing.inline import (
    plain_text,
    unmarked,
    without_local_links,
    without_number,
)
from apps.questions.importing.outline import Item, Kind
from apps.questions.importing.paragraphs import Paragraphs
from apps.questions.importing.reading import LIKELY, Reading
from apps.questions.importing.survey import Survey
from apps.questions.importing.tail import Tail
from apps.questions.importing.tree import Draft, Tree

_MARKED = 0.98
_LISTED = 0.95
_GUESS = 0.5


def classify(
    blocks: list[Block], readings: list[Reading], survey: Survey, tail: Tail
) -> tuple[Item, ...]:
    classifier = _Classifier(blocks, readings, survey, tail)
    for at in range(len(blocks)):
        classifier.place(at)
    return classifier.tree.frozen()


class _Classifier:
    def __init__(
        self,
        blocks: list[Block],
        readings: list[Reading],
        survey: Survey,
        tail: Tail,
    ) -> None:
        self.tree = Tree()
        self._blocks = blocks
        self._readings = readings
        self._survey = survey
        self._tail = tail
        self._paragraphs = Paragraphs(self.tree, survey)
        self._begins_list = True
        self._last_ordinal = 0
        self._last_base: int | None = None

    def place(self, at: int) -> None:
        block = self._blocks[at]
        if at in self._tail.comments:
            self._comment(block, self._tail.comments[at])
        elif at in self._tail.back_matter:
            self._outside(block, self.tree.section)
        elif at in self._tail.farewell:
            self._outside(block, None)
        elif block.role == "heading":
            self._heading(at, block)
        elif block.role == "item":
            self._item(at, block)
        elif block.depth and self.tree.is_in_list:
            self._inside_item(at, block)
        else:
            self.tree.leave_list()
            self._paragraphs.place(block, self._readings[at], at)

    def _draft(self, block: Block, kind: Kind, confidence: float) -> Draft:
        return Draft(
            block.line,
            kind,
            without_local_links(block.text),
            confidence,
            public_id=block.public_id,
            part=block.part,
            source=plain_text(block.source),
            further=block.further,
        )

    def _comment(self, block: Block, confidence: float) -> None:
        if block.text:
            self.tree.add(self._draft(block, "reader_comment", confidence))

    def _outside(self, block: Block, parent: int | None) -> None:
        draft = self._draft(block, "prose", 0.9)
        draft.parent = None if block.role == "note" else parent
        self.tree.add(draft)

    def _heading(self, at: int, block: Block) -> None:
        tree = self.tree
        tree.open_heading(block.level)
        self._last_ordinal = 0
        draft = self._draft(block, "section", _MARKED if block.certain else 0.85)
        draft.parent = tree.heading
        if at in self._survey.asking_headings:
            draft.kind = (
                "subquestion" if tree.heading_question is not None else "question"
            )
            draft.text = without_number(draft.text)
            draft.confidence = _GUESS - 0.05 if at in self._survey.named else 0.9
            tree.asked = tree.question = tree.add(draft)
            tree.enter_heading(block.level, tree.asked)
        elif tree.heading_question is not None:
            # Under a question, a heading names an aspect of it, not a section.
            tree.question = tree.asked = tree.heading_question
            draft.kind, draft.confidence = "consideration", 0.6
            tree.label = tree.add(draft)
        else:
            draft.kind = "section" if draft.parent is None else "subsection"
            tree.enter_heading(block.level, tree.add(draft))
            tree.previous = None

    def _item(self, at: int, block: Block) -> None:
        tree = self.tree
        self._begins_list = not tree.is_in_list
        if self._begins_list:
            tree.list_base = self._list_base(block)
        above = tree.bullet_above(block.depth)
        holder = tree.list_base if above is None else above
        draft = self._listed(at, block, holder)
        index = tree.add(draft)
        tree.enter_bullet(block.depth, index)
        if above is None:
            self._last_ordinal, self._last_base = block.ordinal or 0, tree.list_base
        if draft.kind in ("question", "subquestion"):
            tree.asked = index
            if draft.kind == "question":
                tree.question = index
            tree.label = None

    def _list_base(self, block: Block) -> int | None:
        """What a list that begins here hangs from, by what stands right above it.

        One whose numbers go on is the list before it, not the child of what came between.
        """
        tree = self.tree
        if block.ordinal and block.ordinal == self._last_ordinal + 1 > 1:
            return self._last_base
        if tree.heading_question is not None:
            return tree.heading_question if tree.label is None else tree.label
        previous = tree.previous
        if previous is None or tree.is_asked(previous) or previous == tree.label:
            return previous
        if tree.kind(previous) != "consideration":
            return None
        if tree.items[previous].text.endswith(":"):
            return previous
        return None if self._survey.asks_in_lists else tree.asked

    def _listed(self, at: int, block: Block, holder: int | None) -> Draft:
        tree, reading = self.tree, self._readings[at]
        draft = self._draft(block, "prose", _LISTED)
        hangs = tree.is_asked(holder) or tree.kind(holder) in ("consideration", "quote")
        stands_alone = holder is None or tree.kind(holder) == "prose"
        draft.parent = tree.section if stands_alone else holder
        certainty = self._certainty(at, block, reading, hangs)
        if certainty:
            draft.kind = "subquestion" if hangs else "question"
            draft.confidence = certainty
        elif hangs:
            self._argue(draft, reading, holder)
        elif at in self._survey.topics:
            draft.kind = "section" if draft.parent is None else "subsection"
            draft.confidence = 0.6
        else:
            self._stand_alone(at, draft)
        if draft.kind in ("question", "subquestion"):
            draft.text = unmarked(draft.text)
        return draft

    def _certainty(self, at: int, block: Block, reading: Reading, hangs: bool) -> float:
        """How sure it is that a list item asks; 0 when it does not."""
        if block.public_id:
            return 1.0
        if self._survey.has_ids:
            return 0.8 if reading.ends_asking and not reading.label else 0.0
        if reading.label and hangs:
            return 0.0
        if hangs and cues.argues(reading.opening) and not reading.only_asks:
            return 0.0
        if reading.asking >= LIKELY:
            return _LISTED if reading.ends_asking else 0.75
        if at in self._survey.named:
            return _GUESS - 0.05
        if cues.sets_a_task(reading.plain):
            return 0.6
        is_indirect = cues.is_indirect_question(reading.plain)
        if is_indirect and self._survey.is_dense and not reading.plain.endswith("."):
            return _GUESS
        return 0.0

    def _argue(self, draft: Draft, reading: Reading, holder: int | None) -> None:
        """A list item below a question: what the essay says about it."""
        draft.kind = "consideration"
        if holder is not None and self.tree.kind(holder) == "consideration":
            draft.stance = self.tree.items[holder].stance
        if reading.label:
            draft.stance = reading.label.stance
            if reading.label.is_own_word and reading.label.rest:
                draft.text = without_local_links(reading.label.rest)
        elif quotes.quotes_another(reading.plain):
            draft.kind = "quote"
            draft.source = quotes.source_of(reading.plain)

    def _stand_alone(self, at: int, draft: Draft) -> None:
        """A list item that neither asks nor stands below one that does."""
        tree, survey = self.tree, self._survey
        if at in survey.carries_questions and survey.is_dense:
            # A claim with questions below it is itself put up for discussion.
            draft.kind, draft.confidence = "question", 0.45
        elif not self._begins_list and self._follows_question():
            draft.kind, draft.parent, draft.confidence = (
                "consideration",
                tree.asked,
                0.5,
            )

    def _follows_question(self) -> bool:
        """Whether items stand in one flat row where most ask, below one that does."""
        survey = self._survey
        return survey.is_flat and survey.is_dense and self.tree.asked is not None

    def _inside_item(self, at: int, block: Block) -> None:
        """A further paragraph or a quotation inside a list item."""
        tree, reading = self.tree, self._readings[at]
        holder = tree.bullet_above(block.depth + 1)
        draft = self._draft(block, "consideration", _LISTED)
        draft.parent = holder
        if block.role == "quote":
            draft.kind = "quote"
            draft.source = draft.source or self._introduced_by(holder)
        elif not tree.is_asked(holder) and holder == tree.previous:
            self._go_on(draft)
            return
        elif tree.is_asked(holder):
            if reading.only_asks and block.role != "code":
                draft.kind = "subquestion"
            else:
                self._argue(draft, reading, holder)
        elif tree.kind(holder) != "consideration":
            draft.kind, draft.parent = "prose", tree.section
        tree.add(draft)

    def _introduced_by(self, at: int | None) -> str:
        if at is None or not quotes.is_lead_in(self.tree.items[at].text):
            return ""
        return quotes.source_of(self.tree.items[at].text)

    def _go_on(self, draft: Draft) -> None:
        """A further paragraph of the consideration or text right above."""
        item = self.tree.items[-1]
        item.text = f"{item.text}\n\n{draft.text}"
        item.further = (*item.further, draft.line)
