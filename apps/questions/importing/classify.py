"""Decides what each block is and whose child it is.

What the source marks (headings, nested lists, quotations) decides first. Where it says
nothing, as in a paste that lost its bullets, the words decide: see ``paragraphs``.
"""

from apps.questions.importing.blocks import Block
from apps.questions.importing.inline import without_number
from apps.questions.importing.list_items import NAMED, ListItems
from apps.questions.importing.outline import Item
from apps.questions.importing.paragraphs import Paragraphs
from apps.questions.importing.reading import Reading
from apps.questions.importing.survey import Survey
from apps.questions.importing.tail import Tail
from apps.questions.importing.tree import Tree, drafted

_MARKED = 0.98


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
        self._items = ListItems(self.tree, survey)

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
            self._items.place(block, self._readings[at], at)
        elif block.depth and self.tree.is_in_list:
            self._items.place_inside(block, self._readings[at])
        else:
            self.tree.leave_list()
            self._paragraphs.place(block, self._readings[at], at)

    def _comment(self, block: Block, confidence: float) -> None:
        if block.text:
            self.tree.add(drafted(block, "reader_comment", confidence, "comment"))

    def _outside(self, block: Block, parent: int | None) -> None:
        draft = drafted(block, "prose", 0.9, "closing")
        draft.parent = None if block.role == "note" else parent
        self.tree.add(draft)

    def _heading(self, at: int, block: Block) -> None:
        tree = self.tree
        tree.open_heading(block.level)
        self._items.forget_numbers()
        draft = drafted(block, "section", _MARKED, "heading")
        if not block.certain:
            draft.confidence, draft.reason = 0.85, "heading-guessed"
        draft.parent = tree.heading
        if at in self._survey.asking_headings:
            draft.kind = (
                "subquestion" if tree.heading_question is not None else "question"
            )
            draft.text = without_number(draft.text)
            draft.confidence, draft.reason = 0.9, "heading-asks"
            if at in self._survey.named:
                draft.confidence, draft.reason = NAMED, "named"
            tree.asked = tree.question = tree.add(draft)
            tree.enter_heading(block.level, tree.asked)
        elif tree.heading_question is not None:
            # Under a question, a heading names an aspect of it, not a section.
            tree.question = tree.asked = tree.heading_question
            draft.kind, draft.confidence = "consideration", 0.6
            draft.reason = "aspect"
            tree.label = tree.add(draft)
        else:
            draft.kind = "section" if draft.parent is None else "subsection"
            tree.enter_heading(block.level, tree.add(draft))
            tree.previous = None
