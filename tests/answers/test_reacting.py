"""Votes on two axes, and flags."""

from collections.abc import Callable

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.answers.models import Answer, Flag, Vote
from tests.factories import answer, person, question, votes

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def vote(client: Client, row: Answer, axis: str, value: str, **extra: object):
    return client.post(
        f"/a/{row.public_id}/vote/", {"axis": axis, "value": value}, **extra
    )


@pytest.mark.parametrize(
    ("axis", "value", "counted"),
    [
        ("helpful", "up", "helpful_count"),
        ("helpful", "down", "unhelpful_count"),
        ("agree", "up", "agree_count"),
        ("agree", "down", "disagree_count"),
    ],
)
def test_a_vote_is_counted_on_its_axis(
    as_: SignedIn, reader: User, axis: str, value: str, counted: str
) -> None:
    row = answer()

    vote(as_(reader), row, axis, value)

    row.refresh_from_db()
    assert getattr(row, counted) == Vote.objects.filter(answer=row).count() == 1


def test_voting_again_changes_the_vote_and_none_takes_it_back(
    as_: SignedIn, reader: User
) -> None:
    row = answer()
    vote(as_(reader), row, "helpful", "up")
    vote(as_(reader), row, "helpful", "up")
    vote(as_(reader), row, "helpful", "down")
    row.refresh_from_db()
    changed = (row.helpful_count, row.unhelpful_count)

    vote(as_(reader), row, "helpful", "none")

    row.refresh_from_db()
    assert changed == (0, 1)
    assert (row.helpful_count, row.unhelpful_count) == (0, 0)


def test_only_helpful_votes_move_the_order(as_: SignedIn, reader: User) -> None:
    row = answer()
    votes(on=row, helpful=3)
    bound = row.helpful_bound

    vote(as_(reader), row, "agree", "down")
    row.refresh_from_db()
    after_disagreeing = row.helpful_bound
    vote(as_(reader), row, "helpful", "up")

    row.refresh_from_db()
    assert after_disagreeing == bound
    assert row.helpful_bound > bound


def test_one_returns_to_the_answer_one_voted_on(as_: SignedIn, reader: User) -> None:
    row = answer()
    there = f"{row.question.get_absolute_url()}?order=newest#{row.anchor}"

    back = as_(reader).post(
        f"/a/{row.public_id}/vote/", {"axis": "agree", "value": "up", "next": there}
    )
    without = vote(as_(reader), row, "agree", "up")

    assert back["Location"] == there
    assert without["Location"] == f"{row.get_absolute_url()}#{row.anchor}"


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example", "\\\\evil"]
)
def test_a_vote_leads_to_no_other_site(as_: SignedIn, reader: User, away: str) -> None:
    row = answer()

    response = as_(reader).post(
        f"/a/{row.public_id}/vote/", {"axis": "agree", "value": "up", "next": away}
    )

    assert response["Location"].startswith("/a/")


def test_a_partial_update_gets_the_votes_alone(as_: SignedIn, reader: User) -> None:
    row = answer()

    response = vote(as_(reader), row, "helpful", "up", headers={"HX-Request": "true"})

    part = response.content.decode()
    assert part.count('aria-pressed="true"') == 1
    assert 'Helpful <span class="count">1</span>' in part
    assert "<html" not in part


def test_authors_cannot_vote_for_themselves(as_: SignedIn, reader: User) -> None:
    row = answer(author=reader)

    response = as_(reader).post(
        f"/a/{row.public_id}/vote/", {"axis": "helpful", "value": "up"}, follow=True
    )

    assert "cannot vote for your own" in response.content.decode()
    assert not Vote.objects.exists()


def test_a_withdrawn_answer_takes_no_votes(as_: SignedIn, reader: User) -> None:
    row = answer(status="withdrawn")

    response = vote(as_(reader), row, "helpful", "up", headers={"HX-Request": "true"})

    assert "can no longer be voted on" in response.content.decode()
    assert not Vote.objects.exists()


def test_a_retired_question_takes_no_votes(as_: SignedIn, reader: User) -> None:
    row = answer(question(status="retired"))

    vote(as_(reader), row, "helpful", "up")

    assert not Vote.objects.exists()


@pytest.mark.parametrize(("axis", "value"), [("loud", "up"), ("agree", "9"), ("", "")])
def test_what_is_no_vote_is_refused(
    as_: SignedIn, reader: User, axis: str, value: str
) -> None:
    response = vote(as_(reader), answer(), axis, value)

    assert response.status_code == 302
    assert not Vote.objects.exists()


@pytest.mark.parametrize("status", ["held", "hidden"])
def test_what_readers_cannot_see_they_can_neither_vote_on_nor_flag(
    as_: SignedIn, reader: User, status: str
) -> None:
    row = answer(status=status)

    assert vote(as_(reader), row, "agree", "up").status_code == 404
    flagging = as_(reader).post(f"/a/{row.public_id}/flag/", {"reason": "spam"})
    assert flagging.status_code == 404


def test_voting_is_not_done_by_a_link(as_: SignedIn, reader: User) -> None:
    assert as_(reader).get(f"/a/{answer().public_id}/vote/").status_code == 405


def test_strangers_sign_in_and_come_back_to_the_answer(client: Client) -> None:
    row = answer()

    voting = vote(client, row, "agree", "up")
    flagging = client.post(f"/a/{row.public_id}/flag/", {"reason": "spam"})

    assert voting["Location"] == f"/accounts/login/?next={row.get_absolute_url()}"
    assert flagging["Location"].endswith(f"next=/a/{row.public_id}/flag/")
    assert not Vote.objects.exists()
    assert not Flag.objects.exists()


def test_a_stranger_is_not_led_away_in_the_middle_of_a_page(client: Client) -> None:
    response = vote(client, answer(), "agree", "up", headers={"HX-Request": "true"})

    assert response.status_code == 401


def test_a_flag_reaches_the_moderators_once(as_: SignedIn, reader: User) -> None:
    row = answer()
    url = f"/a/{row.public_id}/flag/"
    form = as_(reader).get(url).content.decode()

    as_(reader).post(url, {"reason": "rude", "note": "Look at the end."})
    as_(reader).post(url, {"reason": "spam", "note": "And again."})

    [flag] = Flag.objects.all()
    assert "Rude or hateful" in form
    assert (flag.reason, flag.note) == ("rude", "Look at the end.")


def test_a_flag_needs_a_reason_and_keeps_what_was_typed(
    as_: SignedIn, reader: User
) -> None:
    response = as_(reader).post(
        f"/a/{answer().public_id}/flag/", {"note": "It bothers me."}
    )

    assert response.status_code == 422
    assert "It bothers me." in response.content.decode()


def test_nobody_flags_themselves(as_: SignedIn, reader: User) -> None:
    row = answer(author=reader)

    response = as_(reader).post(f"/a/{row.public_id}/flag/", {"reason": "spam"})

    assert response.status_code == 422
    assert not Flag.objects.exists()


def test_a_persons_own_votes_are_marked_on_the_page(
    as_: SignedIn, reader: User
) -> None:
    asked = question()
    mine, other = answer(asked), answer(asked)
    vote(as_(reader), mine, "helpful", "up")
    vote(as_(person()), other, "helpful", "up")

    page = as_(reader).get(asked.get_absolute_url()).content.decode()

    assert page.count('aria-pressed="true"') == 1
    assert f'id="helpful-{mine.public_id}" name="value" value="none"' in page


def test_a_withdrawn_answer_is_not_read_on_the_page_for_flags(
    as_: SignedIn, reader: User
) -> None:
    row = answer(author=person("ada"), body="MARKER", status="withdrawn")

    page = as_(reader).get(f"/a/{row.public_id}/flag/")

    assert page.status_code == 200
    assert "no longer shown" in page.content.decode()
    assert "MARKER" not in page.content.decode()
    assert "ada" not in page.content.decode()


@pytest.mark.parametrize("wanted", ["account_logout", "no page", "é" * 300])
def test_a_word_is_no_page_to_go_back_to(
    as_: SignedIn, reader: User, wanted: str
) -> None:
    row = answer()

    page = as_(reader).post(
        f"/a/{row.public_id}/vote/",
        {"axis": "helpful", "value": "up", "next": wanted},
    )

    assert page.status_code == 302
    assert "logout/" not in page.url
