"""Replies on the desk: seldom candidates, and never without what they answer."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.digest import actions
from apps.digest.models import Digest, Passed
from tests import factories

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]


@pytest.fixture
def digest(author: User) -> Digest:
    return factories.digest(factories.essay(author))


@pytest.fixture
def answer(digest: Digest) -> Answer:
    return factories.answer(
        factories.question(digest.essay),
        author=factories.person("adaeze", name="Adaeze"),
        body="Scales lie.\n\n- by a gram\n- by two",
    )


def compiled(digest: Digest) -> None:
    actions.compile_draft(
        digest=digest, at=factories.NOW, progress=lambda stage, done, total: None
    )


def board(client: Client, digest: Digest) -> str:
    page = client.get(reverse("desk:board", args=[digest.public_id]))
    return page.content.decode()


def test_a_reply_waits_in_a_tray_of_its_own(
    digest: Digest, answer: Answer, author: User, as_: As
) -> None:
    reply = factories.answer(parent=answer, body="But your scales?")
    compiled(digest)

    assert Passed.objects.get(answer=reply).kind == "reply"
    url = reverse("desk:passed", args=[digest.public_id])
    page = as_(author).get(url, {"tray": "reply"}).content.decode()
    assert "<bdi>Adaeze</bdi></a>: “Scales lie. / by a gram / by two”" in page
    assert "1 answer and 1 reply" in board(as_(author), digest)


def test_a_reply_that_readers_rated_is_a_candidate_and_says_whose(
    digest: Digest, answer: Answer, author: User, as_: As
) -> None:
    reply = factories.answer(parent=answer, body="But your scales?")
    factories.votes(reply, helpful=3)
    factories.votes(answer, helpful=9)
    compiled(digest)

    assert digest.candidates.filter(answer=reply, state="new").exists()
    assert "In reply to" in board(as_(author), digest)


def test_what_moderators_reply_is_no_candidate_unless_starred(
    digest: Digest, answer: Answer, author: User, moderator: User
) -> None:
    kept, starred = (factories.answer(parent=answer, author=moderator) for _ in "ab")
    for reply in (kept, starred):
        factories.votes(reply, helpful=5)
    actions.star(digest=digest, answer=starred, by=author, at=factories.NOW)
    compiled(digest)

    assert not digest.candidates.filter(answer=kept).exists()
    assert digest.candidates.filter(answer=starred).exists()


def test_a_picked_reply_stands_below_what_it_answers_and_says_so(
    digest: Digest, answer: Answer, author: User, as_: As
) -> None:
    for quoted in (answer, factories.answer(answer.question)):
        actions.pick(digest=digest, answer=quoted, by=author)
    reply = factories.answer(parent=answer, body="But what of the index itself then?")

    item = actions.pick(digest=digest, answer=reply, by=author)

    order = digest.items.order_by("position").values_list("answer", flat=True)
    assert list(order)[:2] == [answer.pk, reply.pk]
    assert item.verb == "replies"
    assert "In reply to" in board(as_(author), digest)


def test_the_checklist_misses_what_a_lone_reply_answers(
    digest: Digest, answer: Answer, author: User, as_: As
) -> None:
    item = factories.item(digest, factories.answer(parent=answer))
    said = "This replies to somebody who is not quoted"

    assert said in board(as_(author), digest)
    item.lead_in = "Adaeze blames the scales."
    item.save()
    assert said not in board(as_(author), digest)


def test_the_tray_begins_with_the_question_of_the_strongest(
    digest: Digest, author: User, as_: As
) -> None:
    early, late = (factories.question(digest.essay, f"Is it {n}?") for n in "ab")
    factories.answer(early)
    factories.votes(factories.answer(late), helpful=9)
    compiled(digest)
    digest.candidates.update(state="new")

    tray = board(as_(author), digest).partition('class="tray"')[2]
    assert tray.index("Is it b?") < tray.index("Is it a?")


@pytest.mark.parametrize(
    ("credit", "said"),
    [
        ({"credit": "anonymous"}, "To be credited as “a reader”"),
        (
            {"credit": "pseudonym", "credit_name": "Night Shift"},
            "To be credited as <bdi>Night Shift</bdi>",
        ),
    ],
)
def test_a_card_says_the_name_that_will_stand_there(
    digest: Digest, author: User, as_: As, credit: dict[str, str], said: str
) -> None:
    factories.answer(factories.question(digest.essay), **credit)
    compiled(digest)
    digest.candidates.update(state="new")

    assert said in board(as_(author), digest)
