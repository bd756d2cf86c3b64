"""How far a question has come follows its answers and the opinions on them."""

from django.utils import timezone

from apps.answers.actions import cast_vote
from apps.answers.actions.counts import recount_all, recount_question
from apps.questions.models import Question
from tests import factories


def divide(answer, *, agree: int, disagree: int) -> None:
    for number in range(agree + disagree):
        cast_vote(
            answer=answer,
            by=factories.person(),
            axis="agree",
            is_up=number < agree,
            at=timezone.now(),
        )


def answered(times: int) -> tuple[Question, list]:
    asked = factories.question()
    answers = [factories.answer(asked) for _ in range(times)]
    # Replies, and what readers cannot see, do not answer a question.
    factories.answer(asked, parent=answers[0])
    factories.answer(asked, status="held")
    recount_question(asked)
    return asked, answers


def state(asked: Question) -> str:
    return Question.objects.get(pk=asked.pk).state


def test_a_question_comes_from_unanswered_over_thin_to_answered(db):
    assert state(factories.question()) == "unanswered"
    assert state(answered(2)[0]) == "thin"
    assert state(answered(3)[0]) == "answered"


def test_split_opinions_make_it_contested_and_shared_ones_converged(db):
    contested, (divisive, *_) = answered(3)
    converged, (obvious, *_) = answered(3)

    divide(divisive, agree=5, disagree=5)
    divide(obvious, agree=10, disagree=0)

    assert state(contested) == "contested"
    assert state(converged) == "converged"


def test_many_questions_are_recounted_to_the_same_states(db):
    asked, (divisive, *_) = answered(3)
    divide(divisive, agree=5, disagree=5)
    nothing = factories.question(asked.essay)
    Question.objects.update(state="thin", answer_count=9)

    recount_all(questions=[asked.pk, nothing.pk], roots=[])

    rows = Question.objects.in_bulk([asked.pk, nothing.pk])
    assert (rows[asked.pk].state, rows[asked.pk].answer_count) == ("contested", 3)
    assert (rows[nothing.pk].state, rows[nothing.pk].answer_count) == ("unanswered", 0)


def test_a_vote_that_moves_a_question_renews_its_page(db):
    asked, (divisive, *_) = answered(3)
    before = Question.objects.get(pk=asked.pk).version

    divide(divisive, agree=1, disagree=0)

    assert Question.objects.get(pk=asked.pk).version > before
