"""Odd text is refused with a sentence or does no harm; one bad row breaks no page."""

import html
from collections.abc import Callable
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.answers.actions import post_reply
from apps.answers.actions.posting import MAX_DEPTH
from apps.answers.models import Answer
from tests.factories import NOW, answer, person, question

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
PLAIN = "An ordinary answer."
FEEDS = ("atom", "rss", "json")


def everything(client: Client, row: Answer) -> str:
    """All pages and feeds that show the answer, each well-formed."""
    asked, writer = row.question, row.author.username
    pages = [asked.get_absolute_url(), row.get_absolute_url(), "/", f"/p/{writer}/"]
    texts = []
    for page in pages:
        response = client.get(page)
        assert response.status_code == 200, page
        texts.append(response.content.decode())
    for kind in FEEDS:
        response = client.get(f"/q/{asked.public_id}/answers.{kind}")
        assert response.status_code == 200, kind
        if kind != "json":
            ElementTree.fromstring(response.content)
        else:
            response.json()
        texts.append(response.content.decode())
    return "\n".join(texts)


@pytest.mark.parametrize(
    "body",
    [
        "Tabs and \x0b bells \x07 and \x1b[31m colours.",
        "Backwards \u202e from here on \u2066 and here.",
        "Not a character: \ufffe, half a pair: \ud800.",
        "Ĥ" + "\u0336\u0301\u0323" * 400,
        "> " * 200 + "deep",
        "[" * 9_000,
        "x" * 10_000,
    ],
    ids=[
        "controls",
        "overrides",
        "noncharacters",
        "marks",
        "quotes",
        "brackets",
        "word",
    ],
)
def test_what_is_typed_is_refused_in_words_or_does_no_harm(
    client: Client, as_: SignedIn, reader: User, body: str
) -> None:
    asked = question()
    other = answer(asked, body=PLAIN)

    response = as_(reader).post(
        f"/q/{asked.public_id}/answer/",
        urlencode({"body": body.encode("utf-8", "surrogatepass"), "form_key": "a"}),
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code in (302, 422)
    if response.status_code == 422:
        page = response.content.decode()
        assert "field-error" in page
        assert body.strip()[:40] in html.unescape(page)
    else:
        stored = Answer.objects.get(author=reader, question=asked)
        text = everything(client, stored)
        assert not {*"\x0b\x07\x1b\u202e\u2066\ufffe"} & {*text}
        assert PLAIN in text
    assert everything(client, other)


@pytest.mark.parametrize("odd", ["\x0b", "\x08", "\ufffe", "\u202e", "&<>\"'", "]]>"])
def test_one_odd_row_takes_nothing_else_away(client: Client, odd: str) -> None:
    asked = question(text=f"Who {odd} asks?")
    other = answer(asked, body=PLAIN)
    answer(asked, person(name=f"O{odd}dd", bio=odd), f"Words {odd} words.")

    text = everything(client, other)

    assert PLAIN in text
    assert "Words" in text


def test_a_reply_under_hundreds_is_refused_in_words_and_kept(
    as_: SignedIn, reader: User, rival: User
) -> None:
    last = answer()
    for number in range(MAX_DEPTH):
        last = post_reply(
            parent=last, by=rival, body="Deeper.", form_key=f"d{number}", at=NOW
        )

    response = as_(reader).post(
        f"/a/{last.public_id}/reply/", {"body": "Deeper still.", "form_key": "z"}
    )

    assert response.status_code == 422
    assert "too deep to follow" in response.content.decode()
    assert "Deeper still." in response.content.decode()
    assert as_(reader).get(last.get_absolute_url()).status_code == 200
