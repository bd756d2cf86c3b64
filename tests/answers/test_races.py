"""Many people at once, on a real database: nothing counted twice, nothing lost."""

from collections.abc import Callable
from threading import Barrier

import pytest

from apps.answers import actions
from apps.answers.models import Answer, Vote
from apps.following.models import Follow, Kind, Target
from apps.questions import actions as questions
from apps.questions.models import Proposal, Question, Second
from tests import factories
from tests.at_once import THREADS, at_once
from tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts: Callable[[], object]) -> list[object]:
    """All of `acts`, begun in the same instant."""
    gate = Barrier(len(acts))

    def one(number: int) -> object:
        gate.wait()
        return acts[number]()

    return at_once(one, len(acts))


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


def test_answers_sent_while_their_question_is_merged_stand_under_the_other() -> None:
    essay = factories.essay()
    old = factories.question(essay, "Who swims the river?")
    new = factories.question(essay, "Who crosses by water?")
    writers = [factories.person(role="moderator") for _ in range(THREADS)]

    def send(number: int) -> Callable[[], object]:
        return lambda: actions.post_answer(
            question=old,
            by=writers[number],
            body=f"Answer {number}.",
            form_key="k",
            at=NOW,
        )

    together(
        *map(send, range(THREADS)),
        lambda: actions.merge_question(
            question=old, into=new, by=essay.author, reason="The same.", at=NOW
        ),
    )

    assert set(Answer.objects.values_list("question", "asked_as")) == {
        (new.pk, "Who swims the river?")
    }
    assert {
        row.pk: (row.answer_count, row.status) for row in Question.objects.all()
    } == {old.pk: (0, "merged"), new.pk: (THREADS, "live")}
    assert Follow.objects.filter(target=new.pk).count() == THREADS
    assert not Follow.objects.filter(target=old.pk).exists()


def test_follows_while_a_question_is_merged_are_of_the_other() -> None:
    essay = factories.essay()
    old, new = (
        factories.question(essay, "Is fog?"),
        factories.question(essay, "Is dew?"),
    )
    people = [factories.person() for _ in range(THREADS)]

    together(
        *(
            lambda person=person: questions.follow_surviving(
                target=Target(Kind.QUESTION, old.pk), by=person, at=NOW
            )
            for person in people
        ),
        lambda: actions.merge_question(
            question=old, into=new, by=essay.author, reason="The same.", at=NOW
        ),
    )

    assert set(Follow.objects.values_list("target", flat=True)) == {new.pk}
    assert Follow.objects.count() == THREADS


def test_replies_and_votes_while_a_question_is_merged_and_parted_are_all_kept() -> None:
    essay = factories.essay()
    old, new = (
        factories.question(essay, "Is fog?"),
        factories.question(essay, "Is dew?"),
    )
    answer = factories.answer(old)
    people = [factories.person(role="moderator") for _ in range(THREADS)]

    def take_part(number: int) -> Callable[[], object]:
        person = people[number]
        if number % 2:
            return lambda: actions.cast_vote(
                answer=answer, by=person, axis="helpful", is_up=True, at=NOW
            )
        return lambda: actions.post_reply(
            parent=answer, by=person, body="Yes.", form_key="k", at=NOW
        )

    def merge_and_part() -> None:
        actions.merge_question(
            question=old, into=new, by=essay.author, reason="The same.", at=NOW
        )
        actions.unmerge_question(question=old, by=essay.author, at=NOW)

    together(*map(take_part, range(THREADS)), merge_and_part)

    answer.refresh_from_db()
    assert (answer.helpful_count, answer.reply_count) == (THREADS / 2, THREADS / 2)
    assert set(Answer.objects.values_list("question", "asked_as")) == {(old.pk, "")}
    old.refresh_from_db()
    assert old.post_count == 1 + THREADS / 2


@pytest.mark.parametrize("is_question", [True, False])
def test_seconds_given_while_a_proposal_is_merged_count_once(is_question) -> None:
    essay = factories.essay()
    proposal = factories.proposal(essay, is_shown=True)
    other = factories.proposal(essay, is_shown=True)
    into = {"question": factories.question(essay)} if is_question else {"into": other}
    people = [factories.person() for _ in range(THREADS)]
    factories.second(other, people[0])

    together(
        *(
            lambda person=person: questions.second(proposal=proposal, by=person, at=NOW)
            for person in people
        ),
        lambda: questions.merge(
            proposal=proposal, by=essay.author, reason="The same.", at=NOW, **into
        ),
    )

    proposal.refresh_from_db()
    assert (proposal.status, proposal.second_count) == ("merged", THREADS)
    if is_question:
        follows = Follow.objects.filter(target=into["question"].pk)
        assert follows.count() == THREADS + 1  # with the proposer
    else:
        given = Second.objects.filter(proposal=other)
        assert given.count() == THREADS + 1
        assert Proposal.objects.get(pk=other.pk).second_count == THREADS + 1
