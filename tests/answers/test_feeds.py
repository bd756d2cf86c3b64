"""The feed of a question's answers."""

from collections.abc import Callable
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from apps.accounts.actions import change_profile
from apps.accounts.models import User
from apps.answers import actions
from apps.lib.feeds import stable_id
from tests.factories import NOW, answer, essay, person, question

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client: Client, url: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(client.get(url).content)
    return root.findall(f"{ATOM}entry")


def test_answers_and_replies_newest_first_with_what_they_answer(client: Client) -> None:
    asked = question(text="What is slow?")
    first = answer(asked, person("ada"), "It **is**.")
    answer(parent=first, author=person("bob"), created_at=NOW + timedelta(hours=1))

    found = entries(client, f"/q/{asked.public_id}/answers.atom")

    titles = [entry.findtext(f"{ATOM}title") for entry in found]
    contents = [entry.findtext(f"{ATOM}content") or "" for entry in found]
    assert titles == ["bob on What is slow?", "ada on What is slow?"]
    assert "In reply to ada: It is." in contents[0]
    assert "<strong>is</strong>" in contents[1]
    assert "What is slow?" in contents[1]


def test_an_edit_keeps_the_id_and_says_when(client: Client, reader: User) -> None:
    row = answer(author=reader)
    later = NOW + timedelta(days=1)

    actions.edit_answer(answer=row, by=reader, body="Anew.", seen=1, at=later)

    [entry] = entries(client, f"/q/{row.question.public_id}/answers.atom")
    assert entry.findtext(f"{ATOM}id") == stable_id(f"answer/{row.public_id}")
    assert entry.findtext(f"{ATOM}published", "").startswith("2026-05-04")
    assert entry.findtext(f"{ATOM}updated", "").startswith("2026-05-05")


def test_what_has_no_date_is_not_dated_by_when_it_came(client: Client) -> None:
    row = answer(is_undated=True, brought_at=NOW)
    feed = f"/q/{row.question.public_id}/answers"

    [entry] = entries(client, f"{feed}.atom")
    [item] = client.get(f"{feed}.json").json()["items"]

    assert entry.find(f"{ATOM}published") is None
    assert entry.findtext(f"{ATOM}updated", "").startswith("2026-05-04")
    assert "date unknown" in entry.findtext(f"{ATOM}content", "")
    assert "date_published" not in item
    assert b"pubDate" not in client.get(f"{feed}.rss").content


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_what_is_not_shown_is_not_in_the_feed(client: Client, kind: str) -> None:
    asked = question()
    for status in ("held", "hidden", "withdrawn"):
        answer(asked, body="MARKER", status=status)
    answer(parent=answer(asked, status="hidden"), body="MARKER below")
    answer(
        parent=answer(parent=answer(asked), body="MARKER above", status="hidden"),
        body="Visible.",
    )

    feed = client.get(f"/q/{asked.public_id}/answers.{kind}").content.decode()

    assert "MARKER" not in feed
    assert "Visible." in feed


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_the_feed_is_the_same_for_everyone_and_kept_until_it_changes(
    client: Client, as_: Callable[[User], Client], reader: User, kind: str
) -> None:
    asked = question()
    answer(asked)
    url = f"/q/{asked.public_id}/answers.{kind}"

    response = client.get(url)
    signed_in = as_(reader).get(url)
    kept = client.get(url, headers={"If-None-Match": response["ETag"]})
    actions.post_answer(question=asked, by=reader, body="So.", form_key="k", at=NOW)
    changed = client.get(url, headers={"If-None-Match": response["ETag"]})

    assert signed_in.content == response.content
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    assert (kept.status_code, changed.status_code) == (304, 200)


def test_a_withdrawn_answer_leaves_the_feed_at_once(
    client: Client, reader: User
) -> None:
    row = answer(author=reader, body="MARKER")
    url = f"/q/{row.question.public_id}/answers.atom"
    etag = client.get(url)["ETag"]

    actions.withdraw(answer=row, by=reader, at=NOW)

    response = client.get(url, headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert "MARKER" not in response.content.decode()


def test_the_question_page_names_its_feed(client: Client) -> None:
    asked = question()

    page = client.get(asked.get_absolute_url()).content.decode()

    assert f'type="application/atom+xml" title="Answers: {asked}"' in page
    assert f'href="/q/{asked.public_id}/answers.rss"' in page


def test_the_feed_of_a_merged_question_moves_with_it(client: Client) -> None:
    into = question()
    merged = question(into.essay, status="merged", merged_into=into)

    response = client.get(f"/q/{merged.public_id}/answers.atom")

    assert response.status_code == 301
    assert response["Location"] == f"/q/{into.public_id}/answers.atom"


def test_an_unpublished_essay_has_no_feed(client: Client) -> None:
    asked = question(essay(published=False))

    assert client.get(f"/q/{asked.public_id}/answers.atom").status_code == 404


def test_a_feed_takes_as_many_queries_for_forty_answers_as_for_two(
    client: Client, growth: Callable[..., int]
) -> None:
    asked = question()
    answer(parent=answer(asked))

    def add() -> None:
        for _ in range(20):
            answer(parent=answer(asked))

    assert growth(f"/q/{asked.public_id}/answers.atom", add, client) == 5


@pytest.mark.parametrize("address", ["/q/{q}/", "/q/{q}/answers.atom", "/a/{a}/", "/"])
def test_a_new_name_is_news_for_caches(
    client: Client, reader: User, address: str
) -> None:
    row = answer(author=reader)
    url = address.format(q=row.question.public_id, a=row.public_id)
    kept = client.get(url)["ETag"]

    change_profile(by=reader, name="Ada B", bio="", credit="name", credit_name="")

    page = client.get(url, headers={"If-None-Match": kept})
    assert page.status_code == 200
    assert "Ada B" in page.content.decode()
