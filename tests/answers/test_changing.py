"""Editing, withdrawing and how one may be quoted: one's own answers only."""

from collections.abc import Callable

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.answers import actions
from apps.answers.models import Answer
from tests.factories import NOW, answer, person

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def edit(client: Client, row: Answer, body: str, seen: int = 1):
    return client.post(f"/a/{row.public_id}/edit/", {"body": body, "seen": seen})


def test_an_edit_shows_the_new_text_and_keeps_the_old(
    client: Client, as_: SignedIn, reader: User
) -> None:
    row = answer(author=reader, body="First words.")

    response = edit(as_(reader), row, "Second words.")

    page = client.get(row.get_absolute_url()).content.decode()
    assert response["Location"] == f"{row.get_absolute_url()}#{row.anchor}"
    assert "Second words." in page
    assert "edited" in page
    bodies = row.revisions.values_list("number", "body")
    assert list(bodies) == [(1, "First words."), (2, "Second words.")]


def test_saving_an_unchanged_text_writes_no_history(
    as_: SignedIn, reader: User
) -> None:
    row = answer(author=reader, body="Same.")

    edit(as_(reader), row, "Same.")

    row.refresh_from_db()
    assert (row.revision_number, row.edited_at) == (1, None)


def test_the_second_of_two_windows_is_told_and_keeps_its_text(
    as_: SignedIn, reader: User
) -> None:
    row = answer(author=reader, body="First words.")
    edit(as_(reader), row, "From window one.")

    response = edit(as_(reader), row, "From window two.")

    page = response.content.decode()
    assert response.status_code == 409
    assert "From window two.</textarea>" in page
    assert "<p>From window one.</p>" in page
    row.refresh_from_db()
    assert row.body == "From window one."


def test_saving_again_after_a_conflict_goes_through(
    as_: SignedIn, reader: User
) -> None:
    row = answer(author=reader)
    edit(as_(reader), row, "From window one.")

    page = edit(as_(reader), row, "From window two.").content.decode()
    edit(as_(reader), row, "From window two.", seen=2)

    assert 'name="seen" value="2"' in page
    row.refresh_from_db()
    assert (row.body, row.revision_number) == ("From window two.", 3)


def test_an_edited_hidden_answer_goes_before_a_moderator_again(
    as_: SignedIn, reader: User, moderator: User
) -> None:
    row = answer(author=reader)
    actions.hide(answer=row, by=moderator, reason="Rude.", at=NOW)

    edit(as_(reader), row, "Kinder.")

    row.refresh_from_db()
    assert row.is_held


def test_a_refused_edit_comes_back_with_its_text(as_: SignedIn, reader: User) -> None:
    row = answer(author=reader)

    response = edit(as_(reader), row, "[" * 301)

    assert response.status_code == 422
    assert "[" * 301 in response.content.decode()


def test_a_withdrawn_answer_is_not_edited(as_: SignedIn, reader: User) -> None:
    row = answer(author=reader, status="withdrawn", body="Gone.")

    response = edit(as_(reader), row, "Back again.")

    assert response.status_code == 422
    assert "Back again." in response.content.decode()
    row.refresh_from_db()
    assert row.body == "Gone."


def test_withdrawing_asks_first_and_takes_the_answer_back(
    client: Client, as_: SignedIn, reader: User
) -> None:
    row = answer(author=reader, body="MARKER")
    url = f"/a/{row.public_id}/withdraw/"

    asked = as_(reader).get(url)
    row.refresh_from_db()
    still = row.is_visible
    as_(reader).post(url)

    assert "This is for good" in asked.content.decode()
    assert still
    row.refresh_from_db()
    assert row.is_withdrawn
    assert "MARKER" not in client.get(row.get_absolute_url()).content.decode()


def test_withdrawing_twice_is_withdrawing_once(as_: SignedIn, reader: User) -> None:
    row = answer(author=reader)
    url = f"/a/{row.public_id}/withdraw/"
    as_(reader).post(url)
    row.refresh_from_db()

    as_(reader).post(url)

    changed_at = row.changed_at
    row.refresh_from_db()
    assert row.changed_at == changed_at


def test_one_decides_how_an_answer_may_be_quoted(as_: SignedIn, reader: User) -> None:
    row = answer(author=reader)
    url = f"/a/{row.public_id}/credit/"

    as_(reader).post(url, {"credit": "pseudonym", "credit_name": "A Lighthouse"})
    row.refresh_from_db()
    under_another = row.credited_as
    as_(reader).post(url, {"credit": "none", "credit_name": "A Lighthouse"})
    row.refresh_from_db()

    assert under_another == "A Lighthouse"
    assert (row.is_quotable, row.credit_name) == (False, "")


@pytest.mark.parametrize("name", ["", "rival"])
def test_a_pseudonym_must_be_given_and_nobody_elses(
    as_: SignedIn, reader: User, rival: User, name: str
) -> None:
    row = answer(author=reader)

    response = as_(reader).post(
        f"/a/{row.public_id}/credit/", {"credit": "pseudonym", "credit_name": name}
    )

    row.refresh_from_db()
    assert response.status_code == 422
    assert row.credit == "name"


@pytest.mark.parametrize("tool", ["edit", "withdraw", "credit"])
def test_other_peoples_answers_cannot_be_changed(
    as_: SignedIn, rival: User, moderator: User, tool: str
) -> None:
    row = answer(author=person(), body="Theirs.")
    typed = {"body": "Mine now.", "seen": "1", "credit": "none"}
    url = f"/a/{row.public_id}/{tool}/"

    for someone in (rival, moderator):
        assert as_(someone).get(url).status_code == 404
        assert as_(someone).post(url, typed).status_code == 404

    row.refresh_from_db()
    assert (row.body, row.status, row.credit) == ("Theirs.", "visible", "name")


@pytest.mark.parametrize("tool", ["edit", "withdraw", "credit"])
def test_strangers_sign_in_first(client: Client, tool: str) -> None:
    url = f"/a/{answer().public_id}/{tool}/"

    for response in (client.get(url), client.post(url)):
        assert response["Location"] == f"/accounts/login/?next={url}"


def test_fields_that_are_not_on_the_form_change_nothing(
    as_: SignedIn, reader: User, rival: User
) -> None:
    row = answer(author=reader)
    extra = {"status": "hidden", "author": rival.pk, "helpful_count": "99"}

    as_(reader).post(
        f"/a/{row.public_id}/edit/", {"body": "Fine.", "seen": "1"} | extra
    )

    row.refresh_from_db()
    assert (row.status, row.author, row.helpful_count) == ("visible", reader, 0)
