"""From an outline to rows that are not stored yet, in the order of the essay."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from apps.lib import markup
from apps.lib.ids import question_id
from apps.lib.text import clip
from apps.questions.importing import Item, Outline
from apps.questions.importing.headline import headline
from apps.questions.models import Consideration, Essay, Question, Section

_PUBLIC_ID = re.compile(r"[a-z0-9]{4,12}")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the next item goes: the nearest node of each kind above it."""

    section: Section | None = None
    question: Question | None = None
    said: Consideration | None = None


@dataclass(slots=True)
class OutlineRows:
    """Rows of one essay; `position` counts over all three tables, from 1.

    `intro` and `outro` are the paragraphs before and after everything else.
    """

    essay: Essay
    at: datetime
    sections: list[Section] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    considerations: list[Consideration] = field(default_factory=list)
    intro: list[str] = field(default_factory=list)
    outro: list[str] = field(default_factory=list)

    def read(self, outline: Outline) -> "OutlineRows":
        """Render every item of the outline; readers' comments are left aside."""
        places: dict[int | None, _Place] = {}
        last = _last_inside(outline)
        for index, item in read_items(outline):
            if item.kind == "prose" and item.parent is None and not self.is_begun:
                self.intro.append(item.text)
            elif item.kind == "prose" and item.parent is None and index > last:
                self.outro.append(item.text)
            else:
                # What hangs below a paragraph of the intro stands at the top itself.
                above = places.get(item.parent, _Place())
                places[index] = self._place(item, above)
        return self

    @property
    def is_begun(self) -> bool:
        return self._last_position > 0

    @property
    def _last_position(self) -> int:
        return len(self.sections) + len(self.questions) + len(self.considerations)

    def _place(self, item: Item, above: _Place) -> _Place:
        if item.kind in ("section", "subsection"):
            return _Place(section=self._section(item, above))
        if item.kind in ("question", "subquestion"):
            return _Place(above.section, self._question(item, above))
        return _Place(above.section, above.question, self._said(item, above))

    def _section(self, item: Item, above: _Place) -> Section:
        section = Section(
            essay=self.essay,
            parent=above.section,
            public_id=_id_of(item),
            title=clip(one_line(item.text), 300),
            level=above.section.level + 1 if above.section else 1,
            position=self._last_position + 1,
        )
        self.sections.append(section)
        return section

    def _question(self, item: Item, above: _Place) -> Question:
        question = Question(
            essay=self.essay,
            section=above.section,
            parent=above.question,
            public_id=_id_of(item),
            position=self._last_position + 1,
            depth=above.question.depth + 1 if above.question else 0,
            text=item.text,
            html=markup.render_inline(item.text),
            headline=clip(headline(item.text), 200),
            created_at=self.at,
        )
        self.questions.append(question)
        return question

    def _said(self, item: Item, above: _Place) -> Consideration:
        said = Consideration(
            essay=self.essay,
            section=above.section,
            question=above.question,
            parent=above.said,
            kind=item.kind,
            stance=item.stance,
            position=self._last_position + 1,
            depth=above.said.depth + 1 if above.said else 0,
            text=item.text,
            html=markup.render(item.text, "essay"),
            source=clip(one_line(item.source), 300),
        )
        self.considerations.append(said)
        return said


def read_items(outline: Outline) -> Iterator[tuple[int, Item]]:
    """The essay's own items: no reader's comment, nothing that hangs below one."""
    aside: set[int] = set()
    for index, item in enumerate(outline.items):
        if item.kind == "reader_comment" or item.parent in aside:
            aside.add(index)
        else:
            yield index, item


def _last_inside(outline: Outline) -> int:
    """The index of the last item that is no paragraph outside every section."""
    return max(
        (
            index
            for index, item in read_items(outline)
            if item.kind != "prose" or item.parent is not None
        ),
        default=-1,
    )


def last_asked(outline: Outline) -> int:
    """The index of the last question, -1 where there is none."""
    return max(
        (
            index
            for index, item in read_items(outline)
            if item.kind in ("question", "subquestion")
        ),
        default=-1,
    )


def title_of(outline: Outline) -> str:
    return clip(one_line(outline.title), 300) or "An essay without a title"


def one_line(text: str) -> str:
    """Markdown as plain text without line breaks."""
    return " ".join(markup.plain(text).split())


def _id_of(item: Item) -> str:
    return item.public_id if _PUBLIC_ID.fullmatch(item.public_id) else question_id()
