"""Whoever is about to repeat an answer sees it once, and may post all the same."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.answers import actions
from apps.answers.models import Answer, Vote
from apps.answers.said_before import said_before
from apps.drafts.models import Draft
from apps.questions.models import Question
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
SAID = (
    "Bridges outlive the towns that pay for them, so the toll should follow the "
    "repairs and not the traffic. Venice kept its ledgers that way for centuries."
)
ALMOST = (
    "Bridges outlive the towns that pay for them, and so the toll should follow the "
    "repairs, not the traffic. Venice kept its ledgers in this way for centuries."
)
OTHER = (
    "Nobody asks the ferryman, although he knows better than any council what the "
    "river costs in spring and whom a crossing really serves."
)


def post(to: Question, by: User, body: str, key: str = "first") -> Answer:
    return actions.post_answer(question=to, by=by, body=body, form_key=key, at=NOW)


def send(client: Client, to: Question, body: str, **more: str):
    return client.post(
        f"/q/{to.public_id}/answer/", {"body": body, "form_key": "second"} | more
    )


@pytest.fixture
def asked(rival: User) -> Question:
    asked = factories.question()
    post(asked, rival, OTHER, "other")
    post(asked, rival, SAID)
    return asked


def test_a_repetition_is_shown_what_it_repeats_and_nothing_is_lost(as_, reader, asked):
    response = send(as_(reader), asked, ALMOST)

    page = response.content.decode()
    assert response.status_code == 200
    assert "An answer says nearly the same" in page
    assert "so the toll should follow" in page
    assert "ferryman" not in page
    assert ALMOST in page
    assert not Answer.objects.filter(author=reader, question=asked).exists()
    assert Draft.objects.get(person=reader).body == ALMOST


def test_sent_again_it_is_posted_whatever_was_changed_and_the_draft_is_gone(
    as_, reader, asked
):
    page = send(as_(reader), asked, ALMOST).content.decode()
    assert '<input type="hidden" name="looked" value="1">' in page
    assert "Post answer anyway" in page

    response = send(as_(reader), asked, SAID, looked="1")

    assert response.status_code == 302
    assert Answer.objects.get(author=reader, question=asked).body == SAID
    assert not Draft.objects.exists()


def test_the_form_stays_looked_at_through_a_preview_and_a_refusal(as_, reader, asked):
    for refused in ({"preview": "yes", "body": ALMOST}, {"body": " "}):
        page = send(as_(reader), asked, **{"looked": "1"} | refused).content.decode()
        assert 'name="looked" value="1"' in page


def test_one_can_vote_for_the_other_answer_instead(as_, reader, rival, asked):
    page = send(as_(reader), asked, ALMOST).content.decode()
    vote = re.search(r'action="(/a/\w+/vote/)"', page)[1]

    response = as_(reader).post(vote, {"axis": "helpful", "value": "up", "next": "/"})

    assert response.status_code == 302
    assert Vote.objects.get(voter=reader).answer.body == SAID
    assert Draft.objects.get(person=reader).body == ALMOST


def test_one_is_offered_to_edit_ones_own_answer(as_, rival, asked):
    page = send(as_(rival), asked, ALMOST).content.decode()

    assert "Your own answer" in page
    assert "Edit it instead" in page
    assert "Vote it helpful" not in page


def test_the_same_form_sent_twice_is_no_repetition(as_, reader, asked):
    client = as_(reader)
    text = "Only what is sent twice by one form is no repetition, as everybody knows."

    first, second = send(client, asked, text), send(client, asked, text)

    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]


@pytest.mark.parametrize(
    "body",
    [
        "A toll that follows the traffic is fair to towns: Venice had ledgers, and yet "
        "it was the merchants who repaired its bridges, one parish after another.",
        "I agree.",
        SAID.replace("should follow", "should never follow"),
    ],
    ids=["the same words", "too short", "the opposite"],
)
def test_what_says_something_else_is_posted_at_once(as_, reader, asked, body):
    assert send(as_(reader), asked, body).status_code == 302


def test_what_nobody_reads_is_not_shown(as_, reader, moderator, asked):
    row = Answer.objects.get(body=SAID)
    actions.hide(answer=row, by=moderator, reason="Copied.", at=NOW)

    assert send(as_(reader), asked, ALMOST).status_code == 302


def test_answers_to_another_question_do_not_count(as_, reader, asked):
    assert send(as_(reader), factories.question(), ALMOST).status_code == 302


def test_replies_and_edits_are_never_asked(as_, reader, rival, asked):
    own = post(
        asked, reader, "Something quite else, of no consequence to anybody.", "x"
    )
    parent = Answer.objects.get(body=OTHER)

    reply = as_(reader).post(
        f"/a/{parent.public_id}/reply/", {"body": SAID, "form_key": "r"}
    )
    edit = as_(reader).post(f"/a/{own.public_id}/edit/", {"body": SAID, "seen": "1"})

    assert reply.status_code == edit.status_code == 302


def test_more_answers_cost_no_more_queries(reader, rival, asked):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            found = said_before(asked, ALMOST, by=reader, form_key="z")
        assert [one.answer.body for one in found] == [SAID]
        return len(seen)

    before = queries()
    for number in range(12):
        post(asked, rival, factories.prose(), f"more-{number}")

    assert queries() == before == 2
