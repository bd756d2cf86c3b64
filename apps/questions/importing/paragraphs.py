"""Reads paragraphs that no list or heading places: by their words and their order.

Each paragraph is a question, leans on the question above, or speaks about it.
"""

from apps.questions.importing import cues
from apps.questions.importing.blocks import Block
from apps.questions.importing.inline import (
    plain_text,
    unmarked,
    without_local_links,
    without_number,
)
from apps.questions.importing.labels import split_speaker
from apps.questions.importing.quotations import Quotations
from apps.questions.importing.reading import LIKELY, SURE, Reading, read
from apps.questions.importing.sentences import asks
from apps.questions.importing.subjects import share_subject
from apps.questions.importing.survey import Survey
from apps.questions.importing.tree import Draft, Tree


class Paragraphs:
    def __init__(self, tree: Tree, survey: Survey) -> None:
        self._tree = tree
        self._survey = survey
        self._quotations = Quotations(tree)
        self._asked: int | None = None

    def place(self, block: Block, reading: Reading, at: int) -> None:
        """Adds a block that stands outside lists; ``at`` is its position."""
        if block.role == "quote":
            self._quotations.add(block)
            return
        if block.part == 0:
            self._quotations.close()
        draft = Draft(block.line, "prose", without_local_links(block.text), 0.8)
        draft.part, draft.public_id = block.part, block.public_id
        draft.reason = "neither"
        self._judge(draft, reading, at)
        self._add(draft)

    def _add(self, draft: Draft) -> None:
        tree = self._tree
        index = tree.add(draft)
        if draft.kind in ("question", "subquestion"):
            draft.text = unmarked(without_number(draft.text))
            tree.asked, tree.label = index, None
            self._asked = index
            if draft.kind == "question":
                tree.question = index
        elif draft.kind == "consideration" and self._is_open_label(draft):
            tree.label = index

    def _is_open_label(self, draft: Draft) -> bool:
        label = read(draft.text).label
        return label is not None and not label.rest

    def _judge(self, draft: Draft, reading: Reading, at: int) -> None:
        tree = self._tree
        draft.parent = tree.section
        speaker, words = split_speaker(draft.text)
        if self._is_intro(at, reading):
            self._introduce(draft, reading, at)
        elif self._replies_to_quote(draft) and not reading.only_asks:
            self._consider(draft, reading, tree.asked)
        elif self._quotations.takes(reading):
            self._quotations.put(draft, reading)
        elif speaker:
            draft.text = words
            self._speak(draft, speaker)
        elif tree.heading_question is not None:
            self._discuss(draft, reading)
        elif at in self._survey.framed and not self._asked_last():
            self._frame(draft, reading, at)
        else:
            self._judge_by_words(draft, reading, at)

    def _is_intro(self, at: int, reading: Reading) -> bool:
        """Text before the first heading, unless the questions begin there."""
        survey = self._survey
        if at > survey.intro_end or self._tree.asked is not None:
            return False
        if survey.has_ids or not survey.asks_at_once:
            return True
        return not (reading.only_asks or asks(reading.opening))

    def _introduce(self, draft: Draft, reading: Reading, at: int) -> None:
        """What only asks may be a question or the essay's motto: an editor should look.

        Right above the first heading it is taken for a question, above more text not.
        """
        draft.confidence, draft.reason = 0.9, "before-questions"
        if reading.only_asks and not self._survey.has_ids:
            draft.confidence, draft.reason = 0.5, "asks-before-heading"
            if at + 1 == self._survey.intro_end:
                draft.kind = "question"

    def _asked_last(self) -> bool:
        """Whether what was asked last was a paragraph, not a list item."""
        return self._tree.asked is not None and self._tree.asked == self._asked

    def _replies_to_quote(self, draft: Draft) -> bool:
        """Whether the author goes on where a quotation ended on the same line."""
        previous = self._tree.previous
        return (
            draft.part > 0
            and self._tree.kind(previous) == "quote"
            and not self._quotations.is_open
            and self._tree.asked is not None
        )

    def _speak(self, draft: Draft, speaker: str) -> None:
        """ "Q:" asks and "A:" answers, whatever the words."""
        draft.confidence, draft.reason = SURE, "speaker"
        if speaker == "q":
            draft.kind = "question"
        elif self._tree.asked is not None:
            draft.kind, draft.parent = "consideration", self._tree.asked

    def _discuss(self, draft: Draft, reading: Reading) -> None:
        """Below a heading that asks: what only asks goes further, the rest discusses."""
        tree = self._tree
        draft.parent, draft.confidence = tree.heading_question, 0.85
        if reading.only_asks:
            draft.kind, draft.confidence = "subquestion", 0.7
            draft.reason = "below-heading-question"
        else:
            self._consider(draft, reading, tree.asked)

    def _frame(self, draft: Draft, reading: Reading, at: int) -> None:
        """On a page whose list items ask, a paragraph frames the lists around it."""
        tree = self._tree
        survey = self._survey
        speaks_of_item = (
            reading.label or at in survey.interruptions or at in survey.before_sides
        )
        if tree.asked is not None and speaks_of_item:
            self._consider(draft, reading, tree.asked)
        elif survey.has_ids or reading.is_lead_in:
            draft.confidence, draft.reason = 0.85, "frames-list"
        elif reading.only_asks or (reading.ends_asking and reading.asking >= SURE):
            draft.kind, draft.reason = "question", "asks-beside-list"
            draft.confidence = 0.7 if reading.only_asks else 0.5

    def _judge_by_words(self, draft: Draft, reading: Reading, at: int) -> None:
        tree = self._tree
        asking = 0.0 if reading.is_lead_in else self._asking(reading)
        leaning = self._leans_back(reading, at) if asking else 0.0
        if cues.is_numbered_task(reading.plain):
            draft.kind, draft.confidence = "question", LIKELY
            draft.reason = "task"
        elif asking >= LIKELY or (asking >= 0.5 and leaning):
            draft.kind, draft.confidence = "question", asking * 0.95
            draft.reason = "asks" if asking >= SURE else "asks-perhaps"
            if leaning:
                draft.kind, draft.parent = "subquestion", tree.question
                draft.confidence, draft.reason = min(asking, leaning), "leans-back"
        elif tree.asked is not None:
            self._consider(draft, reading, tree.asked)
        elif cues.sets_a_task(reading.plain) or asking >= 0.4:
            draft.kind, draft.confidence, draft.reason = "question", 0.5, "first-asks"

    def _asking(self, reading: Reading) -> float:
        """How surely a paragraph asks, given how it opens."""
        if self._tree.asked is None:
            return reading.asking
        if reading.label or (cues.argues(reading.opening) and not reading.only_asks):
            return 0.0
        if cues.opines(reading.opening) and reading.asking < SURE:
            return 0.0
        return reading.asking

    def _leans_back(self, reading: Reading, at: int) -> float:
        """How surely a question belongs to the one before: 0, or 0.6 and more."""
        tree, first = self._tree, reading.opening
        if tree.question is None or tree.asked is None:
            return 0.0
        if cues.follows_up(first):
            return 0.8
        if cues.asks_without_mark(first):
            return 0.65
        if at in self._survey.grouped:
            return 0.7
        if not tree.is_asked(tree.previous):
            return 0.0
        above = plain_text(tree.items[tree.asked].text)
        leans = (
            cues.points_back(first)
            or (cues.proposes_explanation(first) and cues.wants_explanation(above))
            or share_subject(cues.condition(first), above, self._survey.common_words)
        )
        return 0.65 if leans and "?" in first else 0.0

    def _consider(self, draft: Draft, reading: Reading, asked: int | None) -> None:
        """Something said about a question, on the side its label puts it."""
        tree = self._tree
        draft.kind, draft.parent = "consideration", asked
        draft.confidence, draft.reason = 0.7, "follows-question"
        if self._is_marked(reading):
            draft.confidence, draft.reason = 0.85, "opens-as-argument"
        if reading.label:
            draft.stance, draft.reason = reading.label.stance, "label"
            if reading.label.is_own_word and reading.label.rest:
                draft.text = reading.label.rest
            tree.label = None
        elif tree.label is not None:
            draft.parent = tree.label
            draft.stance = tree.items[tree.label].stance

    def _is_marked(self, reading: Reading) -> bool:
        opening = reading.opening
        return bool(reading.label or cues.argues(opening) or cues.opines(opening))
