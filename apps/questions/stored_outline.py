"""From the rows of an essay back to the outline that the exporters write."""

import re
from collections import defaultdict
from operator import attrgetter
from typing import cast

from apps.questions.importing import Item, Outline
from apps.questions.importing.inline import without_local_links
from apps.questions.importing.outline import ASKED, HEADINGS, Kind, Stance
from apps.questions.importing.whole import is_whole, on_one_line, paragraphs_of
from apps.questions.models import Consideration, Essay, Question, Section
from apps.questions.outline_rows import one_line

Row = Section | Question | Consideration

_BLANK_LINES = re.compile(r"\n\s*\n")
_MARKS = re.compile(r"([\\`*_\[\]<>~#&|])")


def outline_of(essay: Essay) -> Outline:
    """What readers can answer now, in order; retired questions are left out.

    What stood below a retired question stands below the one above it. Three queries.
    """
    return _Outline(essay).read()


class _Outline:
    def __init__(self, essay: Essay) -> None:
        self._essay = essay
        self._items: list[Item] = []
        questions = list(essay.questions.all())
        self._questions = {question.pk: question for question in questions}
        rows: list[Row] = [
            *essay.sections.all(),
            *(question for question in questions if question.is_open),
            *essay.considerations.all(),
        ]
        self._below: dict[tuple[str, int], list[Row]] = defaultdict(list)
        for row in sorted(rows, key=attrgetter("position")):
            self._below[self._above(row)].append(row)

    def read(self) -> Outline:
        essay = self._essay
        self._paragraphs(essay.intro)
        waiting: list[tuple[Row, int | None]] = [
            (row, None) for row in reversed(self._below["", 0])
        ]
        while waiting:
            row, parent = waiting.pop()
            at = self._add(row, parent)
            below = self._below[type(row).__name__, row.pk]
            waiting += [(child, at) for child in reversed(below)]
        self._paragraphs(essay.outro)
        title, subtitle = _as_markdown(essay.title), _as_markdown(essay.subtitle)
        return Outline(title, subtitle, tuple(self._items))

    def _above(self, row: Row) -> tuple[str, int]:
        """What the row hangs from, by the name of its model and its key."""
        if row.parent_id and not isinstance(row, Question):
            return type(row).__name__, row.parent_id
        asked = None
        if not isinstance(row, Section):
            asked = row.parent_id if isinstance(row, Question) else row.question_id
        while asked and not self._questions[asked].is_open:
            asked = self._questions[asked].parent_id
        if asked:
            return Question.__name__, asked
        section = None if isinstance(row, Section) else row.section_id
        return (Section.__name__, section) if section else ("", 0)

    def _paragraphs(self, text: str) -> None:
        for paragraph in paragraphs_of(_text(text)) if text.strip() else ():
            self._append("prose", None, paragraph)

    def _add(self, row: Row, parent: int | None) -> int:
        if isinstance(row, Section):
            kind: Kind = "section" if parent is None else "subsection"
            return self._append(kind, parent, _as_markdown(row.title), row.public_id)
        if isinstance(row, Question):
            is_below = parent is not None and self._items[parent].kind in ASKED
            kind = "subquestion" if is_below else "question"
            one_paragraph = _BLANK_LINES.sub(" ", row.text)
            text = on_one_line(without_local_links(one_paragraph))
            return self._append(kind, parent, text, row.public_id)
        is_quote = row.kind == Consideration.Kind.QUOTE
        return self._append(
            cast(Kind, row.kind),
            parent,
            _text(row.text, may_be_whole=not is_quote),
            stance=cast(Stance, row.stance),
            source=_as_markdown(row.source),
        )

    def _append(
        self,
        kind: Kind,
        parent: int | None,
        text: str,
        public_id: str = "",
        *,
        stance: Stance = "",
        source: str = "",
    ) -> int:
        above = None if parent is None else self._items[parent]
        stands_at_top = above is None or (
            above.kind in HEADINGS and kind not in HEADINGS
        )
        item = Item(
            line=len(self._items) + 1,
            part=0,
            kind=kind,
            parent=parent,
            text=text,
            stance=stance,
            source=source,
            confidence=1.0,
            public_id=public_id,
            level=1 if above is None or stands_at_top else above.level + 1,
        )
        self._items.append(item)
        return item.line - 1


def _text(stored: str, *, may_be_whole: bool = True) -> str:
    """One line to a paragraph, as the importer reads it: a line break is a blank.

    Code and tables keep their lines, outside quotations.
    """
    found: list[str] = []
    for paragraph in paragraphs_of(stored.strip()):
        if may_be_whole and is_whole(paragraph):
            found.append(paragraph)
        else:
            lines = _BLANK_LINES.split(without_local_links(paragraph).strip())
            found += [on_one_line(text) for text in lines]
    return "\n\n".join(found)


def _as_markdown(plain: str) -> str:
    """Markdown that says exactly this, which plain text seldom does not."""
    return plain if one_line(plain) == plain else _MARKS.sub(r"\\\1", plain)
