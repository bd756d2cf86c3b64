"""Following things with a plain form, and the list of what one follows."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.answers.actions import post_answer
from apps.following import actions
from apps.following.models import Follow, Kind, Target
from apps.questions.models import Question
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]


@pytest.fixture
def question() -> Question:
    question = factories.question(section=factories.section(), text="What is slow?")
    question.tags.add("chips")
    return question


def address(kind: str, question: Question) -> str:
    keys = {
        "essay": question.essay.slug,
        "section": question.section.public_id,
        "question": question.public_id,
        "tag": "chips",
        "person": "rival",
    }
    return reverse("follow", args=[kind, keys[kind]])


@pytest.mark.parametrize("kind", Kind.values)
def test_a_thing_is_followed_and_let_go_by_a_form(
    kind: str, question: Question, reader: User, rival: User, as_: As
) -> None:
    door = as_(reader)

    door.post(address(kind, question))
    door.post(address(kind, question))
    assert [follow.kind for follow in Follow.objects.all()] == [kind]

    door.post(address(kind, question), {"stop": "1"})
    door.post(address(kind, question), {"stop": "1"})
    assert not Follow.objects.exists()


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("essay", "no-such"),
        ("question", "zzzzzzz"),
        ("section", "zzzzzzz"),
        ("tag", "no-such"),
        ("person", "ghost"),
        ("planet", "mars"),
    ],
)
def test_what_is_not_there_is_not_followed(
    kind: str, key: str, reader: User, as_: As
) -> None:
    assert as_(reader).post(reverse("follow", args=[kind, key])).status_code == 404


@pytest.mark.parametrize("kind", ["essay", "section", "question"])
def test_what_is_not_published_is_not_followed(
    kind: str, reader: User, as_: As
) -> None:
    essay = factories.essay(published=False)
    question = factories.question(essay, section=factories.section(essay))

    assert as_(reader).post(address(kind, question)).status_code == 404


def test_who_has_signed_nothing_is_not_there_to_be_followed(
    reader: User, newcomer: User, as_: As
) -> None:
    url = reverse("follow", args=["person", newcomer.username])

    assert as_(reader).post(url).status_code == 404


def test_who_wrote_elsewhere_and_was_brought_here_may_be_followed(
    reader: User, as_: As
) -> None:
    staged = factories.person(is_staged=True)
    factories.answer(author=staged)
    door = as_(reader)

    page = door.get(reverse("person", args=[staged.username])).content.decode()
    url = reverse("follow", args=["person", staged.username])
    door.post(url)

    assert url in page
    assert Follow.objects.get().target == staged.pk


def test_nobody_follows_themselves(reader: User, as_: As) -> None:
    url = reverse("follow", args=["person", reader.username])

    page = as_(reader).post(url, follow=True)

    assert "You cannot follow yourself." in page.content.decode()
    with pytest.raises(IntegrityError):
        Follow.objects.create(
            person=reader, kind="person", target=reader.pk, created_at=NOW
        )


def test_the_way_back_stays_on_the_site(
    question: Question, reader: User, as_: As
) -> None:
    page = as_(reader).post(address("tag", question), {"next": "https://evil.example/"})

    assert page["Location"] == "/t/chips/"


@pytest.mark.parametrize("kind", ["essay", "section", "question", "tag"])
def test_the_page_says_whether_it_is_followed(
    kind: str, question: Question, reader: User, as_: As, client: Client
) -> None:
    page = {
        "essay": question.essay.get_absolute_url(),
        "section": question.section.get_absolute_url(),
        "question": question.get_absolute_url(),
        "tag": "/t/chips/",
    }[kind]
    door = as_(reader)

    assert ">Follow<" in door.get(page).content.decode()
    door.post(address(kind, question))
    assert ">Following<" in door.get(page).content.decode()
    assert f"/accounts/login/?next={page}" in client.get(page).content.decode()


def test_the_list_shows_what_is_followed_and_lets_go_of_it(
    question: Question, reader: User, rival: User, as_: As
) -> None:
    door = as_(reader)
    assert "You follow nothing yet" in door.get(reverse("follows")).content.decode()
    for kind in Kind.values:
        door.post(address(kind, question))

    page = door.get(reverse("follows")).content.decode()

    for name in (question.essay, question.section, question, "chips", rival):
        assert str(name) in page
    for kind in Kind.values:
        assert address(kind, question) in page


def test_the_list_costs_the_same_for_forty_things(
    question: Question, reader: User, as_: As, growth: Callable[..., int]
) -> None:
    actions.follow(target=Target("question", question.pk), by=reader, at=NOW)

    def add() -> None:
        for _ in range(40):
            other = factories.question(question.essay)
            actions.follow(target=Target("question", other.pk), by=reader, at=NOW)

    growth(reverse("follows"), add, as_(reader))


def test_who_answers_follows_the_question_unless_they_said_no(
    question: Question, reader: User, rival: User, as_: As
) -> None:
    as_(rival).post(reverse("wishes"), WISHES | {"follow_answered": ""})
    for person in (reader, rival):
        post_answer(question=question, by=person, body="So.", form_key="k", at=NOW)

    assert [follow.person for follow in Follow.objects.all()] == [reader]


def test_followers_of_two_things_that_become_one_follow_it_once(
    question: Question, reader: User, rival: User
) -> None:
    merged = factories.question(question.essay)
    source, to = (Target("question", row.pk) for row in (merged, question))
    actions.follow(target=source, by=reader, at=NOW)
    for target in (source, to):
        actions.follow(target=target, by=rival, at=NOW)

    moved = actions.move_followers(source=source, to=to)

    assert moved == [reader.pk]
    assert set(Follow.objects.of([to]).values_list("person", flat=True)) == {
        reader.pk,
        rival.pk,
    }
    assert not Follow.objects.of([source]).exists()


WISHES = {
    "replies": "daily",
    "followed": "daily",
    "decisions": "daily",
    "highlights": "none",
}
