"""One's own answers and drafts on one page, whatever their state."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.answers.actions import save_draft
from apps.drafts.models import Draft
from tests.factories import NOW, answer, question

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
URL = "/me/answers/"


def text(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_every_answer_of_ones_own_is_listed_with_its_state(
    as_: SignedIn, newcomer: User, rival: User
) -> None:
    states = {
        "visible": "Public",
        "held": "Waiting for a moderator",
        "hidden": "Hidden by a moderator",
        "withdrawn": "Withdrawn",
    }
    rows = [answer(author=newcomer, status=status) for status in states]
    others = answer(author=rival)

    page = text(as_(newcomer), URL)

    assert all(row.get_absolute_url() in page for row in rows)
    assert all(f"<span>{words}</span>" in page for words in states.values())
    assert others.get_absolute_url() not in page


def test_ones_own_waiting_answer_is_not_told_to_be_none(
    as_: SignedIn, newcomer: User, reader: User
) -> None:
    asked = answer(author=newcomer, status="held").question

    assert "No answer is public yet" in text(as_(newcomer), asked.get_absolute_url())
    assert "No answer yet" in text(as_(reader), asked.get_absolute_url())


def test_drafts_stand_above_and_lead_to_their_forms(
    as_: SignedIn, newcomer: User, rival: User
) -> None:
    asked, above = question(), answer()
    places = {
        f"question:{asked.public_id}": f"/q/{asked.public_id}/answer/",
        f"reply:{above.public_id}": f"/a/{above.public_id}/reply/",
        f"propose:{asked.essay.slug}": f"/e/{asked.essay.slug}/propose/",
    }
    for place in places:
        save_draft(by=newcomer, place=place, body="Half a thou", at=NOW)
    save_draft(by=rival, place=place, body="Not yours", at=NOW)

    page = text(as_(newcomer), URL)

    assert all(f'href="{url}"' in page for url in places.values())
    assert page.count("Half a thou") == 3
    assert "Not yours" not in page


def test_a_draft_keeps_its_words_where_its_question_is_gone(
    as_: SignedIn, newcomer: User
) -> None:
    words = "word " * 60 + "end"
    Draft.objects.create(
        person=newcomer, place="question:gone1", body=words, saved_at=NOW
    )

    page = text(as_(newcomer), URL)

    assert "Something that is gone" in page
    assert words in page


def test_a_page_without_anything_says_what_will_be_there(
    as_: SignedIn, newcomer: User
) -> None:
    assert "You have not answered anything yet" in text(as_(newcomer), URL)


def test_older_answers_are_a_page_further_and_cost_no_more_queries(
    as_: SignedIn, newcomer: User, growth: Callable[..., int]
) -> None:
    asked = question()

    def add(number: int = 26) -> None:
        for _ in range(number):
            answer(asked, author=newcomer)
            begun = f"question:{question(asked.essay).public_id}"
            save_draft(by=newcomer, place=begun, body="Half a thou", at=NOW)

    add(1)
    client = as_(newcomer)
    growth(URL, add, client)
    [further] = re.findall(r'href="(\?after=\w+)" rel="next"', text(client, URL))
    assert text(client, URL).count("Answer to") == 25
    assert text(client, URL + further).count("Answer to") == 2
    assert "Not sent yet" not in text(client, URL + further)


@pytest.mark.parametrize("after", ["nobody", "other"])
def test_a_page_after_what_is_not_ones_own_is_not_there(
    as_: SignedIn, newcomer: User, rival: User, after: str
) -> None:
    after = answer(author=rival).public_id if after == "other" else after

    assert as_(newcomer).get(URL, {"after": after}).status_code == 404
