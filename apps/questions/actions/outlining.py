"""Changing the outline of an essay that readers already see."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max

from apps.accounts.models import Credit, User
from apps.lib import markup
from apps.lib.text import clip
from apps.questions.importing.headline import headline
from apps.questions.models import Consideration, Essay, Question, Section


@dataclass(frozen=True, slots=True)
class Wording:
    """A question's text with what is stored beside it."""

    text: str
    html: str
    headline: str

    @classmethod
    def of(cls, text: str) -> "Wording":
        return cls(text, markup.render_inline(text), clip(headline(text), 200))


def lock_essay(pk: int) -> Essay:
    """The essay, held until the transaction ends. Call before any other write."""
    return Essay.objects.select_for_update().get(pk=pk)


def new_essay_version(essay: Essay) -> None:
    """Tell caches that the essay's page has changed. One query."""
    Essay.objects.filter(pk=essay.pk).update(version=F("version") + 1)


def add_question(
    wording: Wording,
    *,
    essay: Essay,
    section: Section | None,
    proposed_by: User | None,
    at: datetime,
    credit: str = Credit.NAME,
    credit_name: str = "",
) -> Question:
    """A question after the last node of its section, subsections not counted.

    Call with the essay locked. Eight queries, whatever the length of the essay.
    """
    position = _end_of(essay, section) + 1
    for rows in (essay.sections, essay.questions, essay.considerations):
        rows.filter(position__gte=position).update(position=F("position") + 1)
    question = Question.objects.create(
        essay=essay,
        section=section,
        position=position,
        text=wording.text,
        html=wording.html,
        headline=wording.headline,
        proposed_by=proposed_by,
        credit=credit,
        credit_name=credit_name,
        created_at=at,
    )
    new_essay_version(essay)
    return question


def _end_of(essay: Essay, section: Section | None) -> int:
    """The last position in the section itself, read afresh. Three queries."""
    within = {"essay": essay, "section": section}
    ends = [
        Question.objects.filter(**within).aggregate(last=Max("position")),
        Consideration.objects.filter(**within).aggregate(last=Max("position")),
    ]
    if section:
        ends.append(
            Section.objects.filter(pk=section.pk).aggregate(last=Max("position"))
        )
    return max(end["last"] or 0 for end in ends)
