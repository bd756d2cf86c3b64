"""A new outline takes the place of the live one; what stays keeps its rows."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import F

from apps.questions.actions.publishing import create_by_level, keep_free_ids
from apps.questions.actions.retiring import retire_the_rest, said_under
from apps.questions.models import Consideration, Essay, Question, Section
from apps.questions.snapshots import ESSAY
from apps.questions.versions import Comparison

Row = Section | Question | Consideration
BATCH = 100
QUESTION_FIELDS = [
    "section",
    "parent",
    "position",
    "depth",
    "text",
    "html",
    "headline",
    "status",
]


def replace_outline(essay: Essay, comparison: Comparison) -> None:
    """Store the new version over the live one. Call with the essay locked.

    The number of queries grows with the length of the outline by one in a hundred
    rows, and with its depth.
    """
    _Replacement(essay, comparison).run()


class _Replacement:
    """Rows of the new version are known by the position that they have in it."""

    def __init__(self, essay: Essay, comparison: Comparison) -> None:
        self.essay, self.comparison = essay, comparison
        self.live, self.fresh = comparison.live, comparison.fresh
        self.pairs = comparison.pairs
        self.section_at: dict[int, Section] = {}
        self.question_at: dict[int, Question] = {}
        self.order: list[Row] = []
        self.new_sections: list[Section] = []
        self.new_questions: list[Question] = []
        self.rest: list[tuple[Question, str]] = []
        self.said_below: dict[int, list[Consideration]] = {}

    def run(self) -> None:
        self.take_sections()
        self.take_questions()
        self.take_considerations()
        self.keep_the_rest()
        for position, row in enumerate(self.order, start=1):
            row.position = position
        self.save()

    def take_sections(self) -> None:
        for key, fresh in self.fresh.sections.items():
            row = self.live.sections.get(self.pairs.headings.get(key, ""), fresh)
            if row is fresh:
                self.new_sections.append(row)
            row.essay = self.essay
            row.title, row.level = fresh.title, fresh.level
            row.parent = self.section_for(fresh.parent)
            self.section_at[fresh.position] = row
        keep_free_ids(self.new_sections, Section)

    def take_questions(self) -> None:
        for key, fresh in self.fresh.questions.items():
            row = self.live.questions.get(self.pairs.questions.get(key, ""), fresh)
            if row is fresh:
                self.new_questions.append(row)
            row.essay = self.essay
            row.text, row.html, row.headline = fresh.text, fresh.html, fresh.headline
            row.section = self.section_for(fresh.section)
            row.parent = self.question_for(fresh.parent)
            row.depth, row.status = fresh.depth, Question.Status.LIVE
            self.question_at[fresh.position] = row
        keep_free_ids(self.new_questions, Question)

    def take_considerations(self) -> None:
        said = {row.position: row for row in self.fresh.rows.considerations}
        for row in said.values():
            row.essay = self.essay
            row.section = self.section_for(row.section)
            row.question = self.question_for(row.question)
        at: dict[int, Row] = {**self.section_at, **self.question_at, **said}
        self.order = [at[position] for position in sorted(at)]

    def section_for(self, fresh: Section | None) -> Section | None:
        return self.section_at[fresh.position] if fresh else None

    def question_for(self, fresh: Question | None) -> Question | None:
        return self.question_at[fresh.position] if fresh else None

    def keep_the_rest(self) -> None:
        """Readers' questions end their sections; those retired come after all."""
        self.rest = retire_the_rest(self.comparison)
        self.said_below = said_under(self.essay, self.rest)
        ends: dict[str, list[Row]] = defaultdict(list)
        tail: list[Row] = []
        for row, home in self.rest:
            below = self.said_below[row.pk]
            row.section = self.live.sections.get(home)
            for each in below:
                each.section = row.section
            at_end = ends[home] if row.is_open and home else tail
            at_end += [row, *below]
        self.order = [*_with_ends(self.order, ends), *tail]

    def save(self) -> None:
        """Sections before questions, new before old: each row's parent is stored."""
        for name in ESSAY:
            setattr(self.essay, name, getattr(self.fresh.rows.essay, name))
        self.essay.version += 1
        self.essay.save(update_fields=[*ESSAY, "version"])
        self.save_sections()
        self.save_questions()
        self.save_considerations()
        self.essay.sections.exclude(
            pk__in=[row.pk for row in self.section_at.values()]
        ).delete()

    def save_sections(self) -> None:
        create_by_level(self.new_sections, Section)
        Section.objects.bulk_update(
            set(self.section_at.values()) - set(self.new_sections),
            ["parent", "title", "level", "position"],
            BATCH,
        )

    def save_questions(self) -> None:
        create_by_level(self.new_questions, Question)
        stored = [*self.question_at.values(), *(row for row, _ in self.rest)]
        Question.objects.bulk_update(
            set(stored) - set(self.new_questions), QUESTION_FIELDS, BATCH
        )
        changed = [
            each.old.key
            for each in self.comparison.questions
            if each.old and each.kinds not in (("kept",), ("staying",))
        ]
        # Counted by the database: an answer that lands meanwhile counts as well.
        self.essay.questions.filter(public_id__in=changed).update(
            version=F("version") + 1
        )

    def save_considerations(self) -> None:
        kept = [row for said in self.said_below.values() for row in said]
        self.essay.considerations.exclude(pk__in=[row.pk for row in kept]).delete()
        Consideration.objects.bulk_update(kept, ["section", "position"], BATCH)
        create_by_level(self.fresh.rows.considerations, Consideration)


def _with_ends(order: list[Row], ends: dict[str, list[Row]]) -> Iterator[Row]:
    """Each row, followed by what ends its section; subsections are not counted."""
    last = {_home(row): place for place, row in enumerate(order)}
    for place, row in enumerate(order):
        yield row
        if last[_home(row)] == place:
            yield from ends[_home(row)]


def _home(row: Row) -> str:
    section = row if isinstance(row, Section) else row.section
    return section.public_id if section else ""
