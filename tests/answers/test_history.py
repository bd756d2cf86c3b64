"""Every version of an answer, and what changed between two."""

from collections.abc import Callable

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.answers import actions
from apps.answers.models import Answer
from tests.factories import NOW, answer, person

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def history(client: Client, row: Answer, version: str = "", **more: str) -> str:
    asked = {"version": version} | more
    response = client.get(f"/a/{row.public_id}/history/", asked)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def edit(row: Answer, body: str) -> None:
    row.refresh_from_db()
    seen = row.revision_number
    actions.edit_answer(answer=row, by=row.author, body=body, seen=seen, at=NOW)


def test_readers_see_what_the_last_edit_changed(client: Client, reader: User) -> None:
    row = answer(author=reader, body="The *cat* sat on the mat.")
    edit(row, "The *cat* slept on the mat.")

    page = history(client, row)

    assert "The <em>cat</em> <del>sat</del><ins>slept</ins> on the mat.</p>" in page
    assert "*cat*" not in page


def test_when_it_was_first_written_may_be_unknown(client: Client, reader: User) -> None:
    row = answer(author=reader, is_undated=True, brought_at=NOW)
    edit(row, "Now it is another one.")

    page = history(client, row)

    assert page.count("date unknown") == 1
    assert page.count("4 May 2026") == 1


def test_the_markdown_of_a_change_is_a_link_away(client: Client, reader: User) -> None:
    row = answer(author=reader, body="The *cat* sat.")
    edit(row, "The **cat** sat.")

    page = history(client, row)
    typed = history(client, row, "2", **{"as": "typed"})

    here = f"/a/{row.public_id}/history/?version=2"
    assert f'<a href="{here}&amp;as=typed">As it was typed' in page
    assert "The *<ins>*</ins>cat*<ins>*</ins> sat." in typed
    assert f'<a href="{here}">As it is read</a>' in typed


def test_what_cannot_be_compared_is_shown_as_it_became(
    client: Client, reader: User
) -> None:
    row = answer(author=reader, body="old " * 500)
    edit(row, "*new* " * 500)

    page = history(client, row)

    assert "So much changed" in page
    assert "<em>new</em> <em>new</em>" in page
    assert "old" not in page.partition("<main")[2].partition("<ol")[0]


def test_an_earlier_version_can_be_chosen(client: Client, reader: User) -> None:
    row = answer(author=reader, body="One.")
    edit(row, "One. Two.")
    edit(row, "One. Two. Three.")

    page = history(client, row, "1")

    assert "as it was posted" in page
    assert "Two." not in page


@pytest.mark.parametrize("version", ["2", "0", "x", "-1"])
def test_a_version_that_is_not_there_is_not_found(client: Client, version: str) -> None:
    url = f"/a/{answer().public_id}/history/"

    assert client.get(url, {"version": version}).status_code == 404


def test_what_nobody_approved_never_becomes_public(
    client: Client, as_: SignedIn, newcomer: User, moderator: User
) -> None:
    row = actions.post_answer(
        question=answer().question, by=newcomer, body="MARKER", form_key="k", at=NOW
    )
    edit(row, "Harmless.")
    actions.approve(answer=row, by=moderator, seen=2, at=NOW)

    assert "MARKER" not in history(client, row)
    assert client.get(f"/a/{row.public_id}/history/?version=1").status_code == 404
    assert "MARKER" in history(as_(newcomer), row)
    assert "MARKER" in history(as_(moderator), row)


def test_what_was_hidden_does_not_come_back_in_the_history(
    client: Client, reader: User, moderator: User
) -> None:
    row = answer(author=reader, body="MARKER")
    actions.hide(answer=row, by=moderator, reason="Rude.", at=NOW)
    edit(row, "Polite.")
    actions.approve(answer=row, by=moderator, at=NOW)

    page = history(client, row)

    assert "MARKER" not in page
    assert "Polite." in page


@pytest.mark.parametrize("status", ["held", "hidden", "withdrawn"])
def test_what_cannot_be_read_has_no_history_to_read(
    client: Client, as_: SignedIn, rival: User, status: str
) -> None:
    url = f"/a/{answer(author=person(), status=status).public_id}/history/"

    assert client.get(url).status_code == 404
    assert as_(rival).get(url).status_code == 404


def test_the_history_takes_as_many_queries_for_two_versions_as_for_twenty(
    client: Client, reader: User, growth: Callable[..., int]
) -> None:
    row = answer(author=reader)

    def add() -> None:
        for number in range(18):
            edit(row, f"Thought number {number}.")

    assert growth(f"/a/{row.public_id}/history/", add, client) == 2


def test_two_versions_are_rendered_once_for_all_who_compare_them(
    client: Client, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = answer(author=reader, body="One.")
    edit(row, "One. Two.")
    first = history(client, row)

    monkeypatch.setattr("apps.lib.markup.render_changes", None)

    assert "<ins>" in first
    assert history(client, row) == first
