"""Many people at once, on a real database: nothing counted twice, nothing lost."""

import pytest

from apps.answers import actions
from apps.answers.models import Answer, Vote
from apps.questions.models import Question
from tests import factories
from tests.at_once import THREADS, at_once
from tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_person_voting_many_times_at_once_has_one_vote() -> None:
    answer, voter = factories.answer(), factories.person()

    at_once(
        lambda _: actions.cast_vote(
            answer=answer, by=voter, axis="helpful", is_up=True, at=NOW
        )
    )

    assert Vote.objects.count() == 1
    assert Answer.objects.get().helpful_count == 1


def test_many_people_voting_at_once_are_all_counted() -> None:
    answer = factories.answer()
    voters = [factories.person() for _ in range(THREADS)]

    at_once(
        lambda number: actions.cast_vote(
            answer=answer, by=voters[number], axis="helpful", is_up=True, at=NOW
        )
    )

    assert Answer.objects.get().helpful_count == THREADS == Vote.objects.count()


def test_the_same_form_sent_many_times_at_once_makes_one_answer() -> None:
    question, writer = factories.question(), factories.person()

    sent = at_once(
        lambda _: actions.post_answer(
            question=question, by=writer, body="Once.", form_key="k", at=NOW
        )
    )

    assert Answer.objects.count() == 1
    assert {row.pk for row in sent} == {Answer.objects.get().pk}


def test_answers_of_many_people_at_once_are_all_counted() -> None:
    question = factories.question()
    writers = [factories.person(role="moderator") for _ in range(THREADS)]

    at_once(
        lambda number: actions.post_answer(
            question=question,
            by=writers[number],
            body=f"Answer {number}.",
            form_key=f"k{number}",
            at=NOW,
        )
    )

    assert Question.objects.get().answer_count == THREADS
