"""How well the questions of an essay are answered. Reading only."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from apps.answers.models import Answer
from apps.questions.models import Essay, Question
from apps.questions.states import State


@dataclass(frozen=True, slots=True)
class Covered:
    question: Question
    people: int
    last_answer_at: datetime | None

    @property
    def answers(self) -> int:
        return self.question.answer_count

    @property
    def state(self) -> State:
        return State(self.question.state)


def coverage(essay: Essay) -> list[Covered]:
    """The live questions in the essay's order, with their sections. Two queries.

    States and numbers of answers are those that the questions store, as every other
    page shows them.
    """
    answered = (
        Answer.objects.shown().top_level().filter(question__essay=essay).order_by()
    )
    counted = {
        question: (people, last)
        for question, people, last in answered.values("question")
        .annotate(people=Count("author", distinct=True), last=Max("created_at"))
        .values_list("question", "people", "last")
    }
    questions = Question.objects.live().filter(essay=essay).order_by("position")
    found = []
    for question in questions.select_related("section__parent", "proposed_by"):
        # Known already, with its author: a join would fetch it for each question.
        question.essay = essay
        found.append(Covered(question, *counted.get(question.pk, (0, None))))
    return found
