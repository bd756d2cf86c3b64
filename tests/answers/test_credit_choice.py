"""How an answer may be quoted is said where it is written."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.answers import actions
from apps.answers.models import Answer
from apps.drafts.models import Draft
from tests.factories import NOW, answer, person, question

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def sent(**fields: str) -> dict[str, str]:
    return {"body": "I think so.", "form_key": "key"} | fields


def chosen(page: str) -> str:
    """What the page's form of an answer has chosen."""
    [select] = re.findall(r'<select name="credit".*?</select>', page, re.DOTALL)
    return " ".join(re.findall(r'value="(\w+)" selected', select))


@pytest.mark.parametrize("is_reply", [False, True])
def test_the_form_says_how_one_is_quoted_and_stores_what_is_chosen(
    as_: SignedIn, reader: User, is_reply: bool
) -> None:
    above = answer()
    url = f"/a/{above.public_id}/reply/" if is_reply else "/q/{}/answer/"
    url = url.format(above.question.public_id)

    page = as_(reader).get(url).content.decode()
    as_(reader).post(url, sent(credit="anonymous", credit_name="Left over"))

    stored = Answer.objects.get(author=reader, body="I think so.")
    assert "If quoted" in page
    assert f"<bdi>{reader.shown_name}</bdi>" in page
    assert chosen(page) == "name"
    assert (stored.credit, stored.credit_name) == ("anonymous", "")


def test_the_choice_begins_with_the_profiles(as_: SignedIn) -> None:
    writer = person(credit="pseudonym", credit_name="Night Owl")

    page = as_(writer).get(question().get_absolute_url()).content.decode()

    assert chosen(page) == "pseudonym"
    assert 'value="Night Owl"' in page


def test_a_form_without_a_choice_leaves_it_to_the_profile(as_: SignedIn) -> None:
    writer = person(credit="pseudonym", credit_name="Night Owl")
    asked = question()

    as_(writer).post(f"/q/{asked.public_id}/answer/", sent())

    stored = asked.answers.get()
    assert (stored.credit, stored.credit_name) == ("pseudonym", "Night Owl")


@pytest.mark.parametrize(
    ("credit", "name", "sentence"),
    [
        ("pseudonym", "", "Say under which name you may be quoted."),
        ("pseudonym", "Rival", "Somebody here already has that name"),
        ("everything", "", "Select a valid choice"),
    ],
)
def test_a_refused_choice_keeps_the_text(
    as_: SignedIn, reader: User, rival: User, credit: str, name: str, sentence: str
) -> None:
    asked = question()
    name = rival.shown_name if name else ""
    fields = sent(credit=credit, credit_name=name)

    response = as_(reader).post(f"/q/{asked.public_id}/answer/", fields)

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "I think so.</textarea>" in page
    assert not asked.answers.exists()


def test_a_draft_keeps_the_choice(as_: SignedIn, reader: User) -> None:
    asked = question()
    draft = {"place": f"question:{asked.public_id}", "body": "Half a thou"}
    choice = {"credit": "pseudonym", "credit_name": "Night Owl"}

    as_(reader).post("/drafts/", draft | choice)

    page = as_(reader).get(asked.get_absolute_url()).content.decode()
    assert chosen(page) == "pseudonym"
    assert 'value="Night Owl"' in page


def test_a_choice_alone_is_no_draft(as_: SignedIn, reader: User) -> None:
    draft = {"place": f"question:{question().public_id}", "body": " ", "credit": "none"}

    assert as_(reader).post("/drafts/", draft).status_code == 204
    assert not Draft.objects.exists()


def test_a_choice_sent_after_the_session_had_ended_is_kept(
    client: Client, reader: User
) -> None:
    asked = question()

    client.post(f"/q/{asked.public_id}/answer/", sent(credit="none"))
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(asked.get_absolute_url()).content.decode()
    assert "I think so.</textarea>" in page
    assert chosen(page) == "none"


def test_another_choice_in_a_form_sent_before_is_not_swallowed(
    as_: SignedIn, reader: User
) -> None:
    asked = question()
    url = f"/q/{asked.public_id}/answer/"
    as_(reader).post(url, sent(credit="name"))

    again = as_(reader).post(url, sent(credit="name"))
    other = as_(reader).post(url, sent(credit="none"))

    assert again.status_code == 302
    assert other.status_code == 422
    assert "How you are quoted" in other.content.decode()
    assert asked.answers.get().credit == "name"


def test_who_edits_sees_how_the_answer_may_be_quoted(
    as_: SignedIn, reader: User
) -> None:
    row = answer(author=reader)
    actions.set_credit(
        answer=row, by=reader, credit="pseudonym", credit_name="Night Owl", at=NOW
    )

    page = as_(reader).get(f"/a/{row.public_id}/edit/").content.decode()

    assert "Quote me under another name: <bdi>Night Owl</bdi>" in page
    assert f'href="/a/{row.public_id}/credit/"' in page
