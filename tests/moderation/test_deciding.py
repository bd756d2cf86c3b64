"""Approve, hide, restore, dismiss: one effect, one line in the log, one notice."""

from collections.abc import Callable

import pytest
from django.test import Client

from apps.accounts.models import Notice, User
from apps.answers import actions
from apps.answers.models import Answer, Flag
from apps.decisions.models import Decision
from tests.factories import NOW, answer, person

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
DECISIONS = ("approve", "hide", "restore", "dismiss")


def decide(client: Client, row: Answer, decision: str, **typed: object):
    data = {"seen": row.revision_number} | typed
    return client.post(f"/moderation/answers/{row.public_id}/{decision}/", data)


def flagged(row: Answer) -> Answer:
    actions.flag(answer=row, by=person(), reason="rude", note="", at=NOW)
    return row


def test_an_approved_answer_is_public_and_its_author_is_told(
    client: Client, as_: SignedIn, newcomer: User, moderator: User
) -> None:
    row = answer(author=newcomer, body="At last.", status="held")

    response = decide(as_(moderator), row, "approve")

    assert response["Location"] == "/moderation/"
    page = client.get(row.question.get_absolute_url()).content.decode()
    assert "At last." in page
    assert "1 answer" in page
    assert "is now public" in newcomer.notices.get().text
    [decision] = Decision.objects.all()
    assert (decision.verb, decision.actor_id) == ("approve", moderator.pk)


def test_an_approved_reply_is_news_for_whom_it_answers(
    as_: SignedIn, newcomer: User, moderator: User
) -> None:
    above = answer(author=person())
    row = answer(parent=above, author=newcomer, status="held")

    decide(as_(moderator), row, "approve")

    assert Notice.objects.get(person=above.author).url == row.get_absolute_url()


def test_hiding_takes_an_answer_from_readers_and_says_why(
    client: Client, as_: SignedIn, reader: User, moderator: User
) -> None:
    row = flagged(answer(author=reader, body="MARKER"))

    decide(as_(moderator), row, "hide", reason="It names a patient.")

    assert client.get(row.get_absolute_url()).status_code == 404
    page = client.get(row.question.get_absolute_url()).content.decode()
    assert "MARKER" not in page
    assert "It names a patient." in reader.notices.get().text
    assert Decision.objects.get().snapshot["body"] == "MARKER"
    assert not Flag.objects.filter(closed_at=None).exists()


def test_hiding_needs_a_reason(as_: SignedIn, moderator: User) -> None:
    row = answer(status="held")

    response = decide(as_(moderator), row, "hide", reason="  ")

    row.refresh_from_db()
    assert response.status_code == 422
    assert "Say why" in response.content.decode()
    assert row.is_held


def test_a_reason_that_is_too_long_is_still_in_the_form(
    as_: SignedIn, moderator: User
) -> None:
    reason = "Because. " * 60

    response = decide(as_(moderator), answer(), "hide", reason=reason)

    assert response.status_code == 422
    assert reason.strip() in response.content.decode()


def test_hiding_can_be_taken_back_at_once(as_: SignedIn, moderator: User) -> None:
    row = answer(author=person("ada"))
    decide(as_(moderator), row, "hide", reason="A slip.")
    page = as_(moderator).get("/moderation/").content.decode()

    response = decide(as_(moderator), row, "restore")

    row.refresh_from_db()
    assert "just hidden an answer by <bdi>ada</bdi>" in page
    assert response.status_code == 302
    assert row.is_visible


def test_dismissed_flags_leave_the_answer_as_it_is(
    as_: SignedIn, reader: User, moderator: User
) -> None:
    row = flagged(flagged(answer(author=reader)))

    decide(as_(moderator), row, "dismiss")

    row.refresh_from_db()
    assert row.is_visible
    assert not Flag.objects.filter(closed_at=None).exists()
    assert [entry.verb for entry in Decision.objects.all()] == ["dismiss"]
    assert not reader.notices.exists()


def test_the_second_moderator_is_told_what_the_first_did(
    as_: SignedIn, moderator: User, author: User
) -> None:
    row = answer(status="held")
    decide(as_(author), row, "hide", reason="It advertises.")

    response = decide(as_(moderator), row, "approve")

    page = response.content.decode()
    assert response.status_code == 409
    assert "essayist already hid this answer" in page
    assert "It advertises." in page
    row.refresh_from_db()
    assert row.is_hidden
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("status", "decision"),
    [
        ("visible", "approve"),
        ("hidden", "hide"),
        ("withdrawn", "hide"),
        ("visible", "restore"),
        ("held", "restore"),
        ("visible", "dismiss"),
    ],
)
def test_a_decision_that_no_longer_fits_changes_nothing(
    as_: SignedIn, moderator: User, status: str, decision: str
) -> None:
    row = answer(status=status)

    response = decide(as_(moderator), row, decision, reason="Because.")

    row.refresh_from_db()
    assert response.status_code == 409
    assert row.status == status
    assert not Decision.objects.exists()


@pytest.mark.parametrize("decision", ["approve", "hide", "dismiss"])
def test_nobody_decides_about_a_text_they_have_not_seen(
    as_: SignedIn, newcomer: User, moderator: User, decision: str
) -> None:
    row = flagged(answer(author=newcomer))
    actions.edit_answer(answer=row, by=newcomer, body="MARKER", seen=1, at=NOW)

    response = decide(as_(moderator), row, decision, reason="Because.")

    assert response.status_code == 409
    assert "edited this answer while you read it" in response.content.decode()
    assert "MARKER" in response.content.decode()
    row.refresh_from_db()
    assert row.is_held
    assert not Decision.objects.exists()


def test_a_decision_leads_on_within_the_site_only(
    as_: SignedIn, moderator: User
) -> None:
    there = "/moderation/?kind=held"

    inside = decide(as_(moderator), answer(status="held"), "approve", next=there)
    outside = decide(
        as_(moderator), answer(status="held"), "approve", next="https://evil.example"
    )

    assert inside["Location"] == there
    assert outside["Location"] == "/moderation/"


@pytest.mark.parametrize("decision", DECISIONS)
def test_only_moderators_decide(
    client: Client, as_: SignedIn, reader: User, decision: str
) -> None:
    row = flagged(answer())

    stranger = decide(client, row, decision, reason="Because.")

    assert stranger["Location"].startswith("/accounts/login/")
    assert decide(as_(reader), row, decision, reason="Because.").status_code == 403
    row.refresh_from_db()
    assert row.is_visible
    assert not Decision.objects.exists()


@pytest.mark.parametrize("decision", DECISIONS)
def test_a_decision_is_a_post_about_an_answer_that_exists(
    as_: SignedIn, moderator: User, decision: str
) -> None:
    url = f"/moderation/answers/{answer().public_id}/{decision}/"
    nowhere = f"/moderation/answers/nobody/{decision}/"

    assert as_(moderator).get(url).status_code == 405
    gone = as_(moderator).post(nowhere, {"seen": 1, "reason": "Because."})
    assert gone.status_code == 404


@pytest.mark.parametrize("decision", ["approve", "hide", "dismiss"])
def test_a_decision_says_which_version_was_read(
    as_: SignedIn, moderator: User, decision: str
) -> None:
    row = answer(status="held")

    response = as_(moderator).post(
        f"/moderation/answers/{row.public_id}/{decision}/", {"reason": "Because."}
    )

    row.refresh_from_db()
    assert response.status_code == 422
    assert row.is_held
