"""Where readers' attention went: the author's map of an essay. Reading only."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncDate

from apps.answers.coverage import Covered, coverage
from apps.answers.models import Answer
from apps.digest.documents import quoted_today
from apps.digest.models import Digest
from apps.digest.timeline import Timeline, timeline
from apps.questions.models import Essay, Section
from apps.questions.states import State


@dataclass(frozen=True, slots=True)
class Row:
    """`quoted` is how many quotations that readers find answer the question."""

    covered: Covered
    quoted: int


@dataclass(slots=True)
class Part:
    """A section with those of its questions that are listed; None for no section."""

    section: Section | None
    rows: list[Row] = field(default_factory=list)

    @property
    def states(self) -> list[str]:
        return [row.covered.state.value for row in self.rows]

    @property
    def answers(self) -> int:
        return sum(row.covered.answers for row in self.rows)

    @property
    def quoted(self) -> int:
        return sum(row.quoted for row in self.rows)


@dataclass(frozen=True, slots=True)
class Attention:
    parts: list[Part]
    states: dict[str, int]
    over_time: Timeline | None


def attention(essay: Essay, show: str = "", order: str = "") -> Attention:
    """The whole map, or the questions in state `show`. Seven queries.

    `order` is a key of `ORDERS`; with another than the essay's there is one part only.
    """
    rows = _rows(essay)
    shown = [row for row in rows if not show or row.covered.state == show]
    if rank := ORDERS.get(order, ORDERS[""])[1]:
        parts = [Part(None, sorted(shown, key=rank))] if shown else []
    else:
        parts = _parts(shown)
    return Attention(
        parts=parts,
        states={
            state.value: sum(row.covered.state == state for row in rows)
            for state in State
        },
        over_time=timeline(_by_day(essay)),
    )


def table(essay: Essay, show: str = "") -> list[list[object]]:
    """The same as rows of a spreadsheet, below `HEAD`. Six queries."""
    return [
        [
            _title(row.covered.question.section),
            row.covered.question.headline,
            row.covered.question.public_id,
            row.covered.state.value,
            row.covered.answers,
            row.covered.people,
            row.quoted,
            row.covered.last_answer_at
            and row.covered.last_answer_at.date().isoformat(),
        ]
        for row in _rows(essay)
        if not show or row.covered.state == show
    ]


HEAD = (
    "section",
    "question",
    "id",
    "state",
    "answers",
    "people",
    "quoted",
    "last answer",
)


def _last_answer(row: Row) -> float:
    at = row.covered.last_answer_at
    return at.timestamp() if at else 0.0


ORDERS: dict[str, tuple[str, Callable[[Row], float] | None]] = {
    "": ("As in the essay", None),
    "most": ("Most answers", lambda row: -row.covered.answers),
    "fewest": ("Fewest answers", lambda row: row.covered.answers),
    "quoted": ("Most quoted", lambda row: -row.quoted),
    "newest": ("Newest answer", lambda row: -_last_answer(row)),
}
"""How the questions can be sorted; those that are even stay as in the essay."""


def _rows(essay: Essay) -> list[Row]:
    keys = quoted_today(Digest.objects.published().filter(essay=essay))
    rows = Answer.objects.filter(public_id__in=keys)
    asked = dict(rows.values_list("public_id", "question"))
    quoted = Counter(asked[key] for key in keys)
    return [Row(one, quoted[one.question.pk]) for one in coverage(essay)]


def _parts(rows: Iterable[Row]) -> list[Part]:
    parts: list[Part] = []
    for row in rows:
        section = row.covered.question.section
        if not parts or parts[-1].section != section:
            parts.append(Part(section))
        parts[-1].rows.append(row)
    return parts


def _title(section: Section | None) -> str:
    if section is None:
        return ""
    return f"{section.parent} / {section}" if section.parent else str(section)


def _by_day(essay: Essay) -> dict[date, int]:
    return dict(
        Answer.objects.shown()
        .top_level()
        .filter(question__essay=essay)
        .order_by()
        .annotate(day=TruncDate("created_at"))
        .values_list("day")
        .annotate(Count("pk"))
    )
