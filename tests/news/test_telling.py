"""Who is told of what, and who is not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from taggit.models import Tag

from apps.accounts.actions import wish
from apps.accounts.models import Notice, User
from apps.answers import actions as answers
from apps.answers.models import Answer
from apps.digest.actions import publish
from apps.following.actions import follow, unfollow
from apps.following.models import Event, Target
from apps.news.actions import spread, spreading
from apps.questions import actions as questions
from apps.questions.models import Question
from tests import factories
from tests.factories import NOW
from tests.news.conftest import deliver

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
Follows = Callable[[User], None]


def post(question: Question, by: User, body: str = "So.") -> Answer:
    return answers.post_answer(
        question=question, by=by, body=body, form_key=body, at=NOW
    )


def told(person: User) -> list[str]:
    return [notice.text for notice in Notice.objects.filter(person=person)]


def test_followers_of_a_question_are_told_of_an_answer_once(
    question: Question, reader: User, rival: User, following: Follows
) -> None:
    following(reader)
    post(question, rival)

    for _ in range(3):
        spread(now=NOW)

    assert told(reader) == ["rival answered “What is slow?”"]


def test_nobody_is_told_of_their_own_answer(
    question: Question, reader: User, following: Follows
) -> None:
    following(reader)
    post(question, reader)

    spread(now=NOW)

    assert told(reader) == []


def test_who_follows_the_question_and_its_writer_is_told_once(
    question: Question, reader: User, rival: User, following: Follows
) -> None:
    following(reader)
    follow(target=Target("person", rival.pk), by=reader, at=NOW)
    post(question, rival)

    spread(now=NOW)

    assert len(told(reader)) == 1


def test_who_follows_a_person_hears_of_signed_answers_alone(
    question: Question, reader: User, rival: User
) -> None:
    follow(target=Target("person", rival.pk), by=reader, at=NOW)
    post(question, rival, "Signed.")
    rival.credit = "anonymous"
    rival.save()
    post(question, rival, "Not signed.")

    spread(now=NOW)

    assert told(reader) == ["rival answered “What is slow?”"]


def test_who_stopped_following_is_not_told(
    question: Question, reader: User, rival: User, following: Follows
) -> None:
    following(reader)
    unfollow(target=Target("question", question.pk), by=reader)
    post(question, rival)

    spread(now=NOW)

    assert told(reader) == []


def test_a_held_answer_is_told_when_it_is_approved(
    question: Question,
    reader: User,
    newcomer: User,
    moderator: User,
    following: Follows,
) -> None:
    following(reader)
    waiting = post(question, newcomer)
    spread(now=NOW)
    assert told(reader) == []

    answers.approve(answer=waiting, by=moderator, at=NOW)
    spread(now=NOW)

    assert told(reader) == ["newcomer answered “What is slow?”"]


@pytest.mark.parametrize("is_spread", [True, False])
@pytest.mark.parametrize("end", ["hide", "withdraw"])
def test_what_readers_no_longer_see_is_not_told(
    question: Question,
    reader: User,
    rival: User,
    moderator: User,
    following: Follows,
    as_: As,
    end: str,
    is_spread: bool,
) -> None:
    following(reader)
    answer = post(question, rival)
    if is_spread:
        spread(now=NOW)

    if end == "hide":
        answers.hide(answer=answer, by=moderator, reason="Rude.", at=NOW)
    else:
        answers.withdraw(answer=answer, by=rival, at=NOW)
    spread(now=NOW)

    assert told(reader) == []
    page = as_(reader).get(reverse("notices")).content.decode()
    assert "Nothing to tell you" in page


def test_what_was_restored_is_told_to_those_who_were_not_told(
    question: Question,
    reader: User,
    newcomer: User,
    rival: User,
    moderator: User,
    following: Follows,
    as_: As,
) -> None:
    following(reader)
    following(newcomer)
    answer = post(question, rival)
    spread(now=NOW)
    as_(reader).post(reverse("notices"))  # has read it

    answers.hide(answer=answer, by=moderator, reason="Rude.", at=NOW)
    answers.restore(answer=answer, by=moderator, reason="It was not.", at=NOW)
    spread(now=NOW)

    assert Notice.objects.get(person=reader).read_at
    assert Notice.objects.get(person=newcomer).read_at is None


def test_a_stopped_worker_goes_on_where_it_stopped(
    question: Question, rival: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [factories.person() for _ in range(7)]
    for person in people:
        follow(target=Target("question", question.pk), by=person, at=NOW)
    post(question, rival)
    monkeypatch.setattr(spreading, "BATCH", 3)

    event = Event.objects.get(subject__startswith="answer")
    assert spreading._tell_some(event.pk, NOW) == 3
    assert Notice.objects.count() == 3
    spread(now=NOW)

    assert [len(told(person)) for person in people] == [1] * 7
    event.refresh_from_db()
    assert event.handled_at == NOW


def test_an_accepted_proposal_is_told_to_those_who_follow_its_place(
    question: Question, reader: User, rival: User, author: User
) -> None:
    inner = factories.section(question.essay, parent=question.section)
    proposal = factories.proposal(question.essay, proposed_by=rival, section=inner)
    people = [reader, *(factories.person() for _ in range(2))]
    places = [("essay", question.essay.pk), ("section", inner.pk)]
    places.append(("section", question.section.pk))
    for person, place in zip([*people, rival], [*places, places[0]], strict=True):
        follow(target=Target(*place), by=person, at=NOW)

    questions.accept(
        proposal=proposal, by=author, section=inner, text="Why not?", at=NOW
    )
    spread(now=NOW)

    for person in people:
        assert told(person) == ["New question: “Why not?”"]
    assert len(told(rival)) == 1
    assert "is now part of the essay" in told(rival)[0]


def test_a_tag_that_is_given_is_told_once(
    question: Question, reader: User, author: User
) -> None:
    questions.set_tags(question=factories.question(), tags=["chips"], by=author)
    tag = Tag.objects.get(slug="chips")
    follow(target=Target("tag", tag.pk), by=reader, at=NOW)

    for tags in (["chips"], [], ["chips"]):
        questions.set_tags(question=question, tags=tags, by=author, at=NOW)
    spread(now=NOW)

    assert told(reader).count("New question: “What is slow?”") == 1


def test_new_highlights_are_told_to_followers_and_to_those_who_asked(
    question: Question, reader: User, rival: User, author: User, as_: As
) -> None:
    follow(target=Target("essay", question.essay_id), by=reader, at=NOW)
    asked = factories.person()
    wish(by=asked, highlights="now")
    digest = factories.digest(question.essay, title="Best of May")
    factories.item(digest, factories.answer(question))

    publish(digest=digest, by=author, at=NOW)
    spread(now=NOW)

    assert told(reader) == told(asked) == ["New highlights: “Best of May”"]
    assert told(rival) == []
    as_(reader).get(question.essay.get_absolute_url())
    assert Notice.objects.filter(person=reader).unread().exists()
    as_(reader).get(digest.get_absolute_url())
    assert not Notice.objects.filter(person=reader).unread().exists()


def test_a_reply_is_told_to_whoever_is_replied_to(
    question: Question, reader: User, rival: User, as_: As
) -> None:
    answer = factories.answer(question, reader)
    reply = answers.post_reply(
        parent=answer, by=rival, body="No.", form_key="r", at=NOW
    )

    notice = Notice.objects.get(person=reader)
    assert notice.text == "rival replied to you on “What is slow?”."
    assert (notice.kind, notice.subject) == ("reply", f"answer:{reply.public_id}")


@pytest.mark.parametrize("page", ["question", "answer"])
def test_opening_the_page_marks_it_read(
    question: Question,
    reader: User,
    rival: User,
    following: Follows,
    as_: As,
    page: str,
) -> None:
    following(reader)
    other = factories.answer(author=reader)
    answers.post_reply(parent=other, by=rival, body="No.", form_key="r", at=NOW)
    answer = post(question, rival)
    spread(now=NOW)

    where = question if page == "question" else answer
    response = as_(reader).get(where.get_absolute_url())

    assert response.context["unread_notices"] == 1
    unread = Notice.objects.filter(person=reader).unread()
    assert [notice.kind for notice in unread] == ["reply"]


def test_notices_of_one_question_are_one_line(
    question: Question, reader: User, rival: User, following: Follows, as_: As
) -> None:
    following(reader)
    for number in range(3):
        post(question, rival, f"Answer {number}.")
    deliver()

    page = as_(reader).get(reverse("notices")).content.decode()

    assert "3 new answers to “What is slow?”" in page
    assert f'href="{question.get_absolute_url()}"' in page


def test_telling_forty_takes_as_many_queries_as_telling_two(
    question: Question, reader: User, rival: User
) -> None:
    def queries_for(followers: int, body: str) -> int:
        for _ in range(followers):
            target = Target("question", question.pk)
            follow(target=target, by=factories.person(), at=NOW)
        post(question, rival, body)
        with CaptureQueriesContext(connection) as seen:
            spread(now=NOW)
        return len(seen)

    assert queries_for(2, "One.") == queries_for(40, "Two.")
    assert Notice.objects.filter(kind="answer").count() == 2 + 42


def test_old_events_are_forgotten_and_nobody_is_told_again(
    question: Question, reader: User, rival: User, following: Follows
) -> None:
    following(reader)
    post(question, rival)
    spread(now=NOW)

    spread(now=NOW + timedelta(days=61))

    assert not Event.objects.exists()
    assert len(told(reader)) == 1
