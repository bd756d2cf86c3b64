"""What happens to the answers that are quoted, and to the people who wrote them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import Notice, User
from apps.answers import actions as answers
from apps.answers.models import Answer, Feature
from apps.digest import actions
from apps.digest.models import Digest, Item
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
TEXT = "The machine forgets what it promised on Monday, and nobody has told it to look."


@pytest.fixture
def item(author: User, reader: User) -> Item:
    question = factories.question(factories.essay(author))
    factories.answer(question, body="Noise that nobody quotes.")
    answer = factories.answer(question, reader, TEXT)
    digest = factories.digest(question.essay, intro="Thank you all.")
    item = factories.item(digest, answer, reply="I had **not** thought of that.")
    actions.publish(digest=digest, by=author, at=NOW)
    return item


def test_a_quoted_answer_says_where_and_what_the_author_replied(
    item: Item, client: Client
) -> None:
    for page in (item.answer.question, item.answer):
        said = client.get(page.get_absolute_url()).content.decode()

        assert said.count("Featured in the highlights") == 1
        assert f'<span class="visually-hidden">: {item.digest.title}</span>' in said
        assert f'href="/h/{item.digest.public_id}/#i-{item.public_id}"' in said
        assert "I had <strong>not</strong> thought of that." in said


@pytest.mark.parametrize(
    "change",
    [
        {"credit": "anonymous"},
        {"credit": "pseudonym", "credit_name": "Night Shift"},
        {"credit": "none"},
    ],
)
def test_a_hidden_name_is_not_given_away_by_the_answer(
    item: Item, client: Client, as_: As, change: dict[str, str]
) -> None:
    Answer.objects.filter(pk=item.answer_id).update(**change)
    url = item.answer.get_absolute_url()

    assert "Featured in" not in client.get(url).content.decode()
    assert "Featured in" in as_(item.answer.author).get(url).content.decode()


@pytest.mark.parametrize("way", ["taken down", "withdrawn", "hidden", "anonymous"])
def test_the_line_and_the_reply_leave_pages_with_the_quotation(
    item: Item, author: User, client: Client, way: str
) -> None:
    answer, reply = item.answer, "I had <strong>not</strong> thought of that."
    assert reply in client.get(answer.get_absolute_url()).content.decode()

    if way == "taken down":
        actions.take_down(digest=item.digest, by=author, at=NOW, reason="A slip.")
    elif way == "withdrawn":
        answers.withdraw(answer=answer, by=answer.author, at=NOW)
    elif way == "hidden":
        answers.hide(answer=answer, by=author, reason="Names.", at=NOW)
    else:
        answers.set_credit(
            answer=answer, by=answer.author, credit=way, credit_name="", at=NOW
        )

    for page in (answer, answer.question):
        said = client.get(page.get_absolute_url()).content.decode()
        assert "Featured in" not in said
        assert reply not in said


def test_an_answer_that_is_quoted_no_more_loses_the_line(
    item: Item, author: User, client: Client
) -> None:
    page = item.answer.question.get_absolute_url()
    kept = client.get(page)["ETag"]
    other = factories.answer(item.answer.question, body=TEXT)
    factories.item(item.digest, other)
    actions.unpick(item=item, by=author)

    actions.publish(digest=item.digest, by=author, at=NOW)

    assert [row.answer for row in Feature.objects.all()] == [other]
    assert client.get(page, headers={"If-None-Match": kept}).status_code == 200


def test_the_notice_leads_to_a_page_where_the_quotation_is_taken_back(
    item: Item, reader: User, as_: As, client: Client
) -> None:
    url = Notice.objects.get(person=reader, key__startswith="featured").url
    page = as_(reader).get(url).content.decode()
    assert "forgets what it promised" in page

    as_(reader).post(url, {"answer": item.answer.public_id})

    assert Answer.objects.get(pk=item.answer_id).credit == "none"
    post = client.get(item.digest.get_absolute_url()).content.decode()
    assert "forgets what it promised" not in post


@pytest.mark.parametrize("person", ["author", "reader", "stranger"])
def test_nobody_takes_back_what_somebody_else_wrote(
    item: Item, author: User, reader: User, as_: As, client: Client, person: str
) -> None:
    other = factories.answer(item.answer.question, body=TEXT)
    url = reverse("digest_quoted", args=[item.digest.public_id])
    target = item.answer if person == "author" else other
    who = {"author": as_(author), "reader": as_(reader), "stranger": client}[person]

    refused = who.post(url, {"answer": target.public_id})

    assert refused.status_code == (302 if person == "stranger" else 404)
    assert Answer.objects.get(pk=target.pk).credit == "name"


def test_a_draft_tells_nobody_that_they_are_quoted(
    author: User, reader: User, as_: As
) -> None:
    digest = factories.digest(factories.essay(author))
    factories.item(digest, factories.answer(factories.question(digest.essay), reader))

    url = reverse("digest_quoted", args=[digest.public_id])
    assert as_(reader).get(url).status_code == 404
    assert not Feature.objects.exists()


def test_each_place_is_shown_as_it_reads_there(
    item: Item, author: User, reader: User, as_: As
) -> None:
    digest = item.digest
    hidden = factories.answer(item.answer.question, credit="anonymous")
    also = [[hidden.public_id, 1]]
    Item.objects.filter(pk=item.pk).update(reply="MY REPLY", also=also)
    other = factories.answer(item.answer.question)
    mine = factories.answer(item.answer.question, reader)
    beside = factories.item(digest, other, also=[[mine.public_id, 1]])
    actions.publish(digest=digest, by=author, at=NOW)

    page = as_(reader).get(reverse("digest_quoted", args=[digest.public_id]))

    html = page.content.decode()
    assert "MY REPLY" in html
    assert f"{digest.get_absolute_url()}#i-{item.public_id}" in html
    assert "You are named as one who said the same." in html
    assert f"{digest.get_absolute_url()}#i-{beside.public_id}" in html
    assert f"Credited as <bdi>{reader.shown_name}</bdi>" in html
    assert hidden.public_id not in html


def test_whoever_changes_the_name_comes_back(item: Item, reader: User, as_: As) -> None:
    url = reverse("digest_quoted", args=[item.digest.public_id])
    credit = reverse("credit", args=[item.answer.public_id])
    page = as_(reader).get(credit, {"next": url})
    assert f'name="next" value="{url}"' in page.content.decode()

    wanted = {"credit": "anonymous", "credit_name": ""}
    saved = as_(reader).post(credit, {**wanted, "next": url})
    led_away = as_(reader).post(credit, {**wanted, "next": "https://evil.example"})

    assert saved["Location"] == url
    assert led_away["Location"] == item.answer.get_absolute_url()


def test_whoever_is_not_quoted_reads_so(item: Item, rival: User, as_: As) -> None:
    url = reverse("digest_quoted", args=[item.digest.public_id])

    assert "You are not quoted here" in as_(rival).get(url).content.decode()


def test_the_pages_cost_the_same_for_more_features(
    item: Item, author: User, reader: User, as_: As, growth: Callable[..., int]
) -> None:
    def add() -> None:
        for _ in range(6):
            answer = factories.answer(item.answer.question, reader, TEXT)
            factories.item(Digest.objects.get(), answer)
        actions.publish(digest=item.digest, by=author, at=NOW)

    growth(item.answer.question.get_absolute_url(), add, Client())
    growth(reverse("digest_quoted", args=[item.digest.public_id]), add, as_(reader))
