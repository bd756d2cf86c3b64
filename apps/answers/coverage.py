"""How well the questions of an essay are answered. Reading only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Q, Sum
from django.db.models.functions import Least

from apps.answers.models import Answer
from apps.questions.models import Essay, Question
from apps.questions.states import FEWEST_ON_AN_ANSWER, State, state_of


@dataclass(frozen=True, slots=True)
class Covered:
    question: Question
    answers: int
    people: int
    state: State
    last_answer_at: datetime | None


def coverage(essay: Essay) -> list[Covered]:
    """The live questions in the essay's order, with their sections. Two queries."""
    has_opinions = Q(opinions__gte=FEWEST_ON_AN_ANSWER)
    counted = {
        row["question"]: dict(row)
        for row in Answer.objects.shown()
        .top_level()
        .filter(question__essay=essay)
        .annotate(opinions=F("agree_count") + F("disagree_count"))
        .order_by()
        .values("question")
        .annotate(
            answers=Count("pk"),
            people=Count("author", distinct=True),
            last=Max("created_at"),
            counting=Sum("opinions", filter=has_opinions, default=0),
            minority=Sum(
                Least("agree_count", "disagree_count"), filter=has_opinions, default=0
            ),
        )
    }
    questions = Question.objects.live().filter(essay=essay).order_by("position")
    return [
        _covered(question, counted.get(question.pk))
        for question in questions.select_related("section__parent", "proposed_by")
    ]


def _covered(question: Question, counted: dict[str, Any] | None) -> Covered:
    found = counted or {}
    answers, opinions = found.get("answers", 0), found.get("counting", 0)
    return Covered(
        question=question,
        answers=answers,
        people=found.get("people", 0),
        state=state_of(answers, opinions=opinions, minority=found.get("minority", 0)),
        last_answer_at=found.get("last"),
    )
