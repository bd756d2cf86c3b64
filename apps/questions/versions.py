"""The live essay and a new version of it, side by side."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from apps.questions.correcting import key_of
from apps.questions.importing import Outline
from apps.questions.importing.outline import ASKED, HEADINGS
from apps.questions.models import Consideration, Essay, Proposal, Question, Section
from apps.questions.outline_rows import OutlineRows, read_items
from apps.questions.revising import (
    Asking,
    Difference,
    Heading,
    HeadingDifference,
    Pairs,
    Report,
    Text,
    TextEntry,
    Version,
    differences,
    heading_differences,
    pair,
    report,
    text_differences,
)
from apps.questions.revising.version import Standing

_BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Live:
    """The rows of the essay in its order, by public id.

    Those merged into others stand apart: no new version asks them again.
    """

    sections: dict[str, Section]
    questions: dict[str, Question]
    merged: list[Question]
    version: Version


@dataclass(frozen=True, slots=True)
class Fresh:
    """Rows of the new version, not stored, by where they stand in its source."""

    rows: OutlineRows
    sections: dict[str, Section]
    questions: dict[str, Question]
    version: Version


@dataclass(frozen=True, slots=True)
class Comparison:
    live: Live
    fresh: Fresh
    pairs: Pairs
    questions: list[Difference]
    sections: list[HeadingDifference]

    def report(self) -> Report:
        """Call when the new rows have the public ids that they are stored with."""
        ids = {key: row.public_id for key, row in self.fresh.questions.items()}
        old, new = self.live.version, self.fresh.version
        return report(
            old, new, self.questions, self.sections, ids, self._text_differences()
        )

    def _text_differences(self) -> list[TextEntry]:
        """What is said of questions that stay in any case is none of them."""
        stays = {
            each.old.key
            for each in self.questions
            if each.old and each.kinds == ("staying",)
        }
        return text_differences(
            [row for row in self.live.version.texts if row.home not in stays],
            self.fresh.version.texts,
            self.pairs.headings | self.pairs.questions,
        )


def compare(live: Live, fresh: Fresh, said: Mapping[str, str]) -> Comparison:
    pairs = pair(live.version, fresh.version, said)
    return Comparison(
        live,
        fresh,
        pairs,
        differences(live.version, fresh.version, pairs),
        heading_differences(live.version, fresh.version, pairs),
    )


def live_version(essay: Essay) -> Live:
    """Four queries."""
    sections = {row.public_id: row for row in essay.sections.order_by("position")}
    asked = list(essay.questions.order_by("position"))
    questions = {row.public_id: row for row in asked if not row.merged_into_id}
    accepted = Proposal.objects.filter(essay=essay, status=Proposal.Status.ACCEPTED)
    credited = set(accepted.values_list("question__pk", flat=True))
    ids = {row.pk: key for key, row in sections.items()}
    question_ids = {row.pk: key for key, row in questions.items()}
    return Live(
        sections,
        questions,
        [row for row in asked if row.merged_into_id],
        Version(
            tuple(
                Heading(key, row.title, ids.get(row.parent_id or 0, ""))
                for key, row in sections.items()
            ),
            tuple(
                Asking(
                    key,
                    row.text,
                    ids.get(row.section_id or 0, ""),
                    question_ids.get(row.parent_id or 0, ""),
                    standing=_standing(row, credited),
                )
                for key, row in questions.items()
            ),
            tuple(_live_texts(essay, sections, questions)),
        ),
    )


def fresh_version(outline: Outline, rows: OutlineRows) -> Fresh:
    """`rows` are what `render_outline` made of the outline. No query."""
    items = [item for _, item in read_items(outline)]
    headings = [item for item in items if item.kind in HEADINGS]
    asked = [item for item in items if item.kind in ASKED]
    sections = {
        key_of(item): row for item, row in zip(headings, rows.sections, strict=True)
    }
    questions = {
        key_of(item): row for item, row in zip(asked, rows.questions, strict=True)
    }
    # Rows without a primary key cannot be looked up themselves; positions can.
    places = {row.position: key for key, row in sections.items()}
    places |= {row.position: key for key, row in questions.items()}
    version = Version(
        tuple(
            Heading(key_of(item), row.title, _key(row.parent, places), item.public_id)
            for item, row in zip(headings, rows.sections, strict=True)
        ),
        tuple(
            Asking(
                key_of(item),
                row.text,
                _key(row.section, places),
                _key(row.parent, places),
                item.public_id,
            )
            for item, row in zip(asked, rows.questions, strict=True)
        ),
        tuple(_fresh_texts(rows, places)),
    )
    return Fresh(rows, sections, questions, version)


def _fresh_texts(rows: OutlineRows, places: Mapping[int, str]) -> Iterator[Text]:
    yield from _framing(rows.essay)
    for row in rows.considerations:
        yield _text(row, _key(row.question or row.section, places))


def _live_texts(
    essay: Essay, sections: dict[str, Section], questions: dict[str, Question]
) -> Iterator[Text]:
    """Without what is said of questions that are merged or no longer asked. One query."""
    asked = {row.pk: key for key, row in questions.items() if row.is_open}
    yield from _framing(essay)
    parts = {row.pk: key for key, row in sections.items()}
    for row in essay.considerations.order_by("position"):
        if row.question_id:
            row.question = questions.get(asked.get(row.question_id, ""))
            if row.question:
                yield _text(row, row.question.public_id)
        else:
            home = parts.get(row.section_id or 0, "")
            row.section = sections.get(home)
            yield _text(row, home)


def _framing(essay: Essay) -> Iterator[Text]:
    """Title and subtitle, and the paragraphs around the outline."""
    for place in ("title", "subtitle"):
        if text := getattr(essay, place):
            yield Text(text, place)
    for place in ("intro", "outro"):
        for paragraph in _BLANK_LINES.split(getattr(essay, place).strip()):
            if paragraph:
                yield Text(paragraph, place)


def _text(row: Consideration, home: str) -> Text:
    """With the stance that it takes and whose words they are, which may change too."""
    above = row.question.text if row.question else row.section and row.section.title
    stance = f"{row.get_stance_display()}: " if row.stance else ""
    source = f" ({row.source})" if row.source else ""
    return Text(f"{stance}{row.text}{source}", "said", home, above or "")


def _key(row: Section | Question | None, places: Mapping[int, str]) -> str:
    return places[row.position] if row else ""


def _standing(row: Question, credited: set[int]) -> Standing:
    if row.status == Question.Status.RETIRED:
        return "retired"
    return "credited" if row.pk in credited else "live"
