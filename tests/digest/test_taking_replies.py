"""The author's reply in the thread becomes the reply in the highlights."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.digest import actions
from apps.digest.actions.snapshots import snapshot
from apps.digest.documents import draft_document
from apps.digest.models import Item
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
OWN = "I had **not** thought of the lamps."


@pytest.fixture
def item(author: User) -> Item:
    digest = factories.digest(factories.essay(author))
    answer = factories.answer(factories.question(digest.essay))
    return factories.item(digest, answer, no_reply=True)


@pytest.fixture
def own(item: Item, author: User) -> Answer:
    """Below what it replies to; others reply there, and the author elsewhere."""
    factories.answer(parent=item.answer, body="Somebody else has a word.")
    factories.answer(item.answer.question, author, "The author answers, too.")
    return factories.answer(parent=item.answer, author=author, body=OWN)


def board(client: Client, item: Item) -> str:
    url = reverse("desk:board", args=[item.digest.public_id])
    return client.get(url).content.decode()


def take(client: Client, item: Item, reply: Answer) -> HttpResponse:
    url = reverse("desk:take_reply", args=[item.public_id])
    return client.post(url, {"reply": reply.public_id}, follow=True)


def test_the_desk_offers_it_and_one_press_takes_it(
    item: Item, own: Answer, author: User, as_: As
) -> None:
    client = as_(author)
    offered = board(client, item)
    assert "I had not thought of the lamps." in offered
    assert "Somebody else has a word" not in offered

    page = take(client, item, own).content.decode()

    item.refresh_from_db()
    assert (item.reply, item.reply_from, item.no_reply) == (OWN, own.public_id, False)
    assert "Take that reply" not in page
    assert (
        f'<a href="{own.get_absolute_url()}">the author’s reply in the thread' in page
    )
    (stands,) = draft_document(item.digest, at=NOW).items()
    assert stands.reply == OWN


def test_it_is_one_step_that_is_undone_and_twice_is_as_once(
    item: Item, own: Answer, author: User, as_: As
) -> None:
    before = snapshot(item.digest)
    for _ in range(2):
        take(as_(author), item, own)

    (step,) = item.digest.changes.all()
    assert step.words == "Took the author’s reply from the thread"
    actions.step_back(digest=item.digest, by=author)
    assert snapshot(item.digest) == before


def test_where_it_is_from_stays_known_until_it_is_taken_out(
    item: Item, own: Answer, author: User
) -> None:
    actions.take_reply(item=item, reply=own, by=author)

    actions.word_item(item=item, by=author, was={"reply": OWN}, now={"reply": "Yes."})
    item.refresh_from_db()
    assert item.reply_from == own.public_id

    actions.word_item(item=item, by=author, was={"reply": "Yes."}, now={"reply": ""})
    item.refresh_from_db()
    assert item.reply_from == ""


def test_a_reply_that_is_gone_from_the_thread_is_said_to_be(
    item: Item, own: Answer, author: User, as_: As
) -> None:
    actions.take_reply(item=item, reply=own, by=author)
    Answer.objects.filter(pk=own.pk).update(status="withdrawn")

    assert "that is no longer in the thread" in board(as_(author), item)


def test_words_that_stand_there_are_not_written_over(
    item: Item, own: Answer, author: User, as_: As
) -> None:
    Item.objects.filter(pk=item.pk).update(reply="Mine.")

    page = take(as_(author), item, own).content.decode()

    assert "A reply stands there already." in page
    item.refresh_from_db()
    assert (item.reply, item.reply_from) == ("Mine.", "")


@pytest.mark.parametrize("whose", ["another’s", "elsewhere", "hidden"])
def test_only_what_the_author_says_right_below_is_taken(
    item: Item, own: Answer, author: User, as_: As, whose: str
) -> None:
    wrong = {
        "another’s": item.answer.replies.exclude(author=author).first(),
        "elsewhere": Answer.objects.get(body="The author answers, too."),
        "hidden": own,
    }[whose]
    if whose == "hidden":
        Answer.objects.filter(pk=own.pk).update(status="hidden")

    page = take(as_(author), item, wrong).content.decode()

    assert "is not there any more" in page
    assert Item.objects.get(pk=item.pk).reply == ""


def test_others_take_nothing(
    item: Item, own: Answer, reader: User, moderator: User, client: Client, as_: As
) -> None:
    assert take(client, item, own).redirect_chain[0][1] == 302
    for person in (reader, moderator):
        assert take(as_(person), item, own).status_code == 403
    url = reverse("desk:take_reply", args=[item.public_id])
    assert Item.objects.get(pk=item.pk).reply == ""
    item.delete()
    assert client.get(url).status_code == 405
    assert as_(item.digest.essay.author).post(url).status_code == 404
