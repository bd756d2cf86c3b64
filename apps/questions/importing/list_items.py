"""Decides what list items are: their place in the list is what the author says."""

from apps.questions.importing import cues, quotes
from apps.questions.importing.blocks import Block
from apps.questions.importing.inline import (
    unmarked,
    without_local_links,
    without_number,
)
from apps.questions.importing.quotations import take_source
from apps.questions.importing.reading import LIKELY, Reading
from apps.questions.importing.sentences import asks
from apps.questions.importing.survey import Survey
from apps.questions.importing.tree import Draft, Tree, drafted

_LISTED = 0.95
_GUESS = 0.5
_NO = (0.0, "")
NAMED = 0.45
"""The confidence in a question that only its page says is one."""


class ListItems:
    def __init__(self, tree: Tree, survey: Survey) -> None:
        self._tree = tree
        self._survey = survey
        self._begins_list = True
        self._last_ordinal = 0
        self._last_base: int | None = None

    def forget_numbers(self) -> None:
        """Ends the numbered list that a later one might go on with."""
        self._last_ordinal = 0

    def place(self, block: Block, reading: Reading, at: int) -> None:
        tree = self._tree
        self._begins_list = not tree.is_in_list
        if self._begins_list:
            tree.list_base = self._list_base(block)
        elif self._asks_after_sides(block, reading):
            tree.list_base = tree.heading_question
        above = tree.bullet_above(block.depth)
        holder = tree.list_base if above is None else above
        draft = self._listed(block, reading, at, holder)
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
        tree = self._tree
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

    def _asks_after_sides(self, block: Block, reading: Reading) -> bool:
        """Whether the list of questions goes on where cases for and against end."""
        previous = self._tree.previous
        return (
            self._survey.asks_in_lists
            and block.depth == 1
            and reading.ends_asking
            and reading.label is None
            and previous is not None
            and self._tree.items[previous].stance in ("for", "against")
        )

    def _listed(
        self, block: Block, reading: Reading, at: int, holder: int | None
    ) -> Draft:
        tree = self._tree
        draft = drafted(block, "prose", _LISTED, "listed")
        hangs = tree.is_asked(holder) or tree.kind(holder) in ("consideration", "quote")
        stands_alone = holder is None or tree.kind(holder) == "prose"
        draft.parent = tree.section if stands_alone else holder
        certainty, reason = self._certainty(at, block, reading, hangs)
        if certainty:
            draft.kind = "subquestion" if hangs else "question"
            draft.confidence, draft.reason = certainty, reason
        elif hangs:
            self._argue(draft, reading, holder)
        elif at in self._survey.topics:
            draft.kind = "section" if draft.parent is None else "subsection"
            draft.confidence, draft.reason = 0.6, "topic"
        else:
            self._stand_alone(at, draft, reading)
        if draft.kind in ("question", "subquestion"):
            draft.text = unmarked(without_number(draft.text))
        return draft

    def _certainty(
        self, at: int, block: Block, reading: Reading, hangs: bool
    ) -> tuple[float, str]:
        """How sure it is that a list item asks, and why; 0 when it does not."""
        if block.public_id:
            return 1.0, "exported"
        if self._survey.has_ids:
            is_added = reading.ends_asking and not reading.label
            return (0.8, "listed-asks") if is_added else _NO
        if reading.label and hangs:
            return _NO
        if hangs and cues.argues(reading.opening) and not reading.only_asks:
            return _NO
        if reading.asking >= LIKELY:
            if reading.ends_asking:
                return _LISTED, "listed-asks"
            if asks(reading.opening) or self._asks_around(hangs):
                return 0.75, "listed-asks-within"
        if at in self._survey.named:
            return NAMED, "named"
        if self._sets_a_task(reading, hangs):
            return 0.6, "task"
        return self._wondering(reading, hangs)

    def _sets_a_task(self, reading: Reading, hangs: bool) -> bool:
        """Beside items that ask, a task may stand below what it takes as given."""
        if hangs or not self._asks_around(hangs):
            return cues.sets_a_task(reading.plain)
        named = reading.plain.partition(": ")[2]
        return any(
            map(cues.sets_a_task, (reading.plain, named, *reading.sentences[1:]))
        )

    def _asks_around(self, hangs: bool) -> bool:
        return self._survey.is_dense or (self._survey.asks_outermost and not hangs)

    def _wondering(self, reading: Reading, hangs: bool) -> tuple[float, str]:
        """How sure it is that an item asks in others' words, or by what is not known."""
        if not self._asks_around(hangs):
            return _NO
        if quotes.is_asked_by_another(reading.plain):
            return _GUESS, "listed-asks"
        is_indirect = cues.is_indirect_question(reading.plain)
        is_told = reading.plain.endswith(".") and not cues.is_whether(reading.plain)
        wonders = cues.wonders(reading.plain) and not hangs
        return (_GUESS, "indirect") if (is_indirect and not is_told) or wonders else _NO

    def _argue(self, draft: Draft, reading: Reading, holder: int | None) -> None:
        """A list item below a question: what the essay says about it."""
        draft.kind, draft.reason = "consideration", "below-question"
        if holder is not None and self._tree.kind(holder) == "consideration":
            draft.stance = self._tree.items[holder].stance
        if reading.label:
            draft.stance = reading.label.stance
            if reading.label.is_own_word and reading.label.rest:
                draft.text = without_local_links(reading.label.rest)
        elif quotes.quotes_another(reading.plain):
            draft.kind, draft.reason = "quote", "quotation-marks"
            take_source(draft)
            draft.source = draft.source or quotes.source_of(reading.plain)

    def _stand_alone(self, at: int, draft: Draft, reading: Reading) -> None:
        """A list item that neither asks nor stands below one that does."""
        tree, survey = self._tree, self._survey
        if reading.label and reading.label.is_own_word and tree.asked is not None:
            self._argue(draft, reading, tree.asked)
            draft.parent, draft.confidence = tree.asked, LIKELY
            draft.reason = "label"
        elif at in survey.carries_questions and survey.is_dense:
            # A claim with questions below it is itself put up for discussion.
            draft.kind, draft.confidence = "question", 0.45
            draft.reason = "carries-questions"
        elif at in survey.numbered_along:
            draft.kind, draft.confidence = "question", NAMED
            draft.reason = "numbered-along"
        elif not self._begins_list and self._follows_question():
            draft.kind, draft.parent = "consideration", tree.asked
            draft.confidence, draft.reason = 0.5, "after-question"

    def _follows_question(self) -> bool:
        """Whether items stand in one flat row where most ask, below one that does."""
        survey = self._survey
        return survey.is_flat and survey.is_dense and self._tree.asked is not None

    def place_inside(self, block: Block, reading: Reading) -> None:
        """A further paragraph or a quotation inside a list item."""
        tree = self._tree
        holder = tree.bullet_above(block.depth + 1)
        draft = drafted(block, "consideration", _LISTED, "inside-item")
        draft.parent = holder
        if block.role == "quote":
            draft.kind = "quote"
            take_source(draft, is_marked=True)
            draft.source = draft.source or self._introduced_by(holder)
        elif not tree.is_asked(holder) and holder == tree.previous:
            self._go_on(draft)
            return
        elif tree.is_asked(holder):
            if reading.only_asks and block.role != "whole":
                draft.kind = "subquestion"
            else:
                self._argue(draft, reading, holder)
        elif tree.kind(holder) != "consideration":
            draft.kind, draft.parent = "prose", tree.section
        tree.add(draft)

    def _introduced_by(self, at: int | None) -> str:
        if at is None or not quotes.is_lead_in(self._tree.items[at].text):
            return ""
        return quotes.source_of(self._tree.items[at].text)

    def _go_on(self, draft: Draft) -> None:
        """A further paragraph of the consideration or text right above."""
        item = self._tree.items[-1]
        item.text = f"{item.text}\n\n{draft.text}"
        item.further = (*item.further, draft.line)
