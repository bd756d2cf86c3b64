"""Who is named beside a quotation as having said the same, and for how long."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.answers.actions import edit_answer
from apps.answers.models import Answer
from apps.digest import actions
from apps.digest.documents import draft_document
from apps.digest.models import Candidate, Digest, Item
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]


@pytest.fixture
def digest(author: User) -> Digest:
    return factories.digest(factories.essay(author), intro="Thank you all.")


@pytest.fixture
def bo(digest: Digest) -> Answer:
    """Who said what is quoted of somebody else; trusted, so that edits show at once."""
    question = factories.question(digest.essay)
    return factories.answer(question, factories.trusted(name="Bo Beside"))


@pytest.fixture
def item(digest: Digest, bo: Answer) -> Item:
    ada = factories.answer(bo.question, factories.person(name="Ada Author"))
    return factories.item(digest, ada, also=[[bo.public_id, 1]])


def named(digest: Digest) -> list[str]:
    digest.refresh_from_db()
    return [name for one in draft_document(digest).items() for name, _ in one.also]


def take_back(bo: Answer) -> Answer:
    bo.refresh_from_db()
    body = f"I was wrong in version {bo.revision_number} and take all of it back now."
    return edit_answer(
        answer=bo, by=bo.author, body=body, seen=bo.revision_number, at=NOW
    )


def send(client: Client, item: Item, **data: object) -> str:
    url = reverse("desk:also", args=[item.public_id])
    return client.post(url, data, follow=True).content.decode()


def test_who_says_something_else_by_now_is_not_said_to_say_the_same(
    digest: Digest, item: Item, bo: Answer, author: User, client: Client
) -> None:
    actions.publish(digest=digest, by=author, at=NOW)
    page = client.get(digest.get_absolute_url()).content.decode()
    assert "Also said by" in page
    assert "Thanks to Ada Author and Bo Beside" in page

    take_back(bo)

    page = client.get(digest.get_absolute_url()).content.decode()
    assert "Bo Beside" not in page
    assert "Thanks to Ada Author." in page
    assert named(digest) == []


def test_the_words_of_the_author_still_name_who_edited(
    digest: Digest, item: Item, bo: Answer, author: User, client: Client
) -> None:
    Item.objects.filter(pk=item.pk).update(reply="See what Bo Beside makes of it.")
    actions.publish(digest=digest, by=author, at=NOW)

    take_back(bo)

    page = client.get(digest.get_absolute_url()).content.decode()
    assert "See what Bo Beside makes of it." in page


def test_a_key_from_before_versions_were_kept_is_that_of_the_first(
    digest: Digest, item: Item, bo: Answer
) -> None:
    Item.objects.filter(pk=item.pk).update(also=[bo.public_id])
    assert named(digest) == ["Bo Beside"]

    take_back(bo)

    assert named(digest) == []


def test_neither_the_quoted_person_nor_the_dismissed_nor_anybody_twice(
    digest: Digest, item: Item, bo: Answer
) -> None:
    others = [
        factories.answer(bo.question, person)
        for person in (item.answer.author, bo.author, factories.person(name="Cy"))
    ]
    *_, unwanted = others
    Candidate.objects.create(
        digest=digest,
        answer=unwanted,
        state="dismissed",
        position=1,
        rank=1,
        score=1,
        parts=[],
        reasons=[],
    )
    keys = [bo, *others]
    Item.objects.filter(pk=item.pk).update(also=[[one.public_id, 1] for one in keys])

    assert named(digest) == ["Bo Beside"]


def test_an_editor_leaves_a_name_out_and_steps_back(
    digest: Digest, item: Item, bo: Answer, author: User, as_: As
) -> None:
    client = as_(author)
    for _ in range(2):
        send(client, item, answer=bo.public_id)

    assert named(digest) == []
    assert digest.changes.count() == 1

    client.post(reverse("desk:step_back", args=[digest.public_id]))
    assert named(digest) == ["Bo Beside"]


def test_an_editor_who_reads_the_edited_words_may_name_them_still(
    digest: Digest, item: Item, bo: Answer, author: User, as_: As
) -> None:
    take_back(bo)
    client = as_(author)
    board = client.get(reverse("desk:board", args=[digest.public_id]))
    assert "edited since it said the same" in board.content.decode()

    edited = take_back(bo)
    page = send(client, item, answer=bo.public_id, still=edited.revision_number - 1)
    assert "edited once more" in page
    assert named(digest) == []

    send(client, item, answer=bo.public_id, still=edited.revision_number)
    assert named(digest) == ["Bo Beside"]


@pytest.mark.parametrize(
    "data", [{}, {"answer": "x" * 13}, {"answer": "one", "still": "many"}]
)
def test_what_names_no_answer_is_refused(
    item: Item, author: User, as_: As, data: dict[str, str]
) -> None:
    url = reverse("desk:also", args=[item.public_id])

    assert as_(author).post(url, data).status_code == 400


def test_who_is_not_there_cannot_be_put_there(
    digest: Digest, item: Item, author: User, as_: As
) -> None:
    other = factories.answer(item.answer.question)

    send(as_(author), item, answer=other.public_id, still=1)

    assert named(digest) == ["Bo Beside"]
    assert not digest.changes.exists()


def test_a_name_of_a_quotation_that_is_gone_changes_nothing(
    item: Item, bo: Answer, author: User
) -> None:
    Item.objects.filter(pk=item.pk).delete()

    actions.leave_out(item=item, answer=bo, by=author)

    assert not item.digest.changes.exists()
