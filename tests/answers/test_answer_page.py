"""An answer or reply by its own address, in its whole thread."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.answers import actions
from apps.answers.models import Answer
from tests.factories import NOW, answer, essay, person, question

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def test_a_reply_is_shown_in_its_whole_thread_and_marked(client: Client) -> None:
    root = answer(question(text="What is slow?"), body="The root of it.")
    reply = answer(parent=root, body="One branch.")
    answer(parent=root, body="Another branch.")
    answer(root.question, body="Another answer.")

    page = client.get(reply.get_absolute_url()).content.decode()

    for words in ("What is slow?", "The root of it.", "One branch.", "Another branch."):
        assert words in page
    assert "Another answer." not in page
    assert f'id="{reply.anchor}" aria-current="true"' in page
    assert page.count('aria-current="true"') == 1


def unfolded(page: str) -> str:
    return re.sub(r'<details class="more folded">.*?</details>', "", page, flags=re.S)


def test_a_long_thread_is_folded_around_the_reply_that_was_asked_for(
    client: Client,
) -> None:
    root = answer(body="The root of it.")
    early = [answer(parent=root, body=f"Early {number}.") for number in range(4)]
    answer(parent=early[0], body="Below an early one.")
    above = answer(parent=root, body="What was replied to.")
    reply = answer(parent=above, body="The one.")
    answer(parent=reply, body="Below the one.")
    answer(parent=above, body="Beside the one.")
    answer(parent=root, body="Late.")

    page = client.get(reply.get_absolute_url()).content.decode()

    assert "5 earlier replies</summary>" in page
    assert page.count("1 later reply</summary>") == 2
    for words in ("The root of it.", "What was replied to.", "The one.", "Below the"):
        assert words in unfolded(page)
    for words in ("Early 3.", "Below an early one.", "Beside the one.", "Late."):
        assert words in page
        assert words not in unfolded(page)
    assert "</summary>" not in client.get(root.get_absolute_url()).content.decode()


@pytest.mark.parametrize("status", ["held", "hidden"])
def test_what_readers_may_not_see_has_no_page_for_them(
    client: Client, as_: SignedIn, reader: User, rival: User, status: str
) -> None:
    url = answer(author=reader, body="MARKER", status=status).get_absolute_url()

    assert client.get(url).status_code == 404
    assert as_(rival).get(url).status_code == 404


@pytest.mark.parametrize("status", ["held", "hidden"])
def test_its_author_and_moderators_still_see_it(
    as_: SignedIn, reader: User, moderator: User, status: str
) -> None:
    url = answer(author=reader, body="MARKER", status=status).get_absolute_url()

    for someone in (reader, moderator):
        page = as_(someone).get(url).content.decode()
        assert "MARKER" in page
        assert f'data-state="{status}"' in page


def test_a_thread_below_a_hidden_answer_is_hidden_with_it(client: Client) -> None:
    reply = answer(parent=answer(status="hidden"))

    assert client.get(reply.get_absolute_url()).status_code == 404


def test_a_withdrawn_answer_keeps_its_address_but_not_its_words(
    client: Client, as_: SignedIn, moderator: User
) -> None:
    url = answer(author=person("ada"), body="MARKER", status="withdrawn")
    url = url.get_absolute_url()

    for page in (client.get(url), as_(moderator).get(url)):
        text = page.content.decode()
        assert page.status_code == 200
        assert "was withdrawn by its author" in text
        assert "MARKER" not in text
        assert "ada" not in text


def test_only_its_author_can_still_read_a_withdrawn_text(
    client: Client, as_: SignedIn, reader: User, moderator: User
) -> None:
    url = f"/a/{answer(author=reader, body='Mine.', status='withdrawn').public_id}/history/"

    assert client.get(url).status_code == 404
    assert as_(moderator).get(url).status_code == 404
    assert "Mine." in as_(reader).get(url).content.decode()


def test_an_answer_in_an_unpublished_essay_is_not_found(
    as_: SignedIn, reader: User
) -> None:
    row = answer(question(essay(published=False)), reader)

    assert as_(reader).get(row.get_absolute_url()).status_code == 404


def test_a_strangers_copy_is_good_until_the_thread_changes(
    client: Client, reader: User
) -> None:
    row = answer()
    url = row.get_absolute_url()
    etag = client.get(url)["ETag"]

    unchanged = client.get(url, headers={"If-None-Match": etag})
    actions.post_reply(parent=row, by=reader, body="New.", form_key="k", at=NOW)
    changed = client.get(url, headers={"If-None-Match": etag})

    assert unchanged.status_code == 304
    assert changed.status_code == 200


def test_a_long_thread_takes_as_many_queries_as_a_short_one(
    client: Client, as_: SignedIn, reader: User, growth: Callable[..., int]
) -> None:
    row = answer()
    answer(parent=row)
    url = row.get_absolute_url()

    def add() -> None:
        last: Answer = row
        for _ in range(15):
            last = answer(parent=last)
        row.question.version += 1
        row.question.save()

    assert growth(url, add, client) == 5
    assert growth(url, add, as_(reader)) == 9
