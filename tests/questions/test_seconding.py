"""Readers second what others have proposed, and hear what became of it."""

import pytest

from apps.accounts.models import Notice
from apps.following.models import Follow, Kind
from apps.questions.actions import (
    CannotSecond,
    accept,
    decline,
    merge,
    put_back,
    second,
    take_back_second,
)
from apps.questions.models import Second
from tests import factories
from tests.factories import NOW


@pytest.fixture
def essay(author):
    return factories.essay(author, slug="bridges", title="Bridges")


@pytest.fixture
def proposal(essay, reader):
    return factories.proposal(
        essay, proposed_by=reader, text="Who swims?", is_shown=True
    )


def url(proposal, step: str = "second") -> str:
    return f"{proposal.get_absolute_url()}{step}/"


def test_a_proposal_is_seconded_once_by_each_person(as_, rival, proposal):
    client = as_(rival)

    for _ in range(2):
        client.post(url(proposal))

    proposal.refresh_from_db()
    assert proposal.second_count == 1
    assert Second.objects.get().person == rival


def test_a_second_can_be_taken_back(as_, rival, proposal):
    factories.second(proposal, rival)

    as_(rival).post(url(proposal), {"stop": "1"})

    proposal.refresh_from_db()
    assert proposal.second_count == 0


def test_nobody_seconds_their_own(as_, reader, proposal):
    page = as_(reader).post(url(proposal), follow=True)

    assert b"This is your own proposal" in page.content
    assert not Second.objects.exists()


def test_what_readers_do_not_see_cannot_be_seconded(as_, rival, essay):
    unseen = factories.proposal(essay)

    assert as_(rival).post(url(unseen)).status_code == 404
    with pytest.raises(CannotSecond):
        second(proposal=unseen, by=rival, at=NOW)


def test_a_decided_proposal_takes_no_seconds(author, rival, proposal):
    factories.second(proposal, rival)
    decline(proposal=proposal, by=author, reason="No.", at=NOW)

    with pytest.raises(CannotSecond, match="declined"):
        second(proposal=proposal, by=factories.person(), at=NOW)
    with pytest.raises(CannotSecond, match="declined"):
        take_back_second(proposal=proposal, by=rival)


def test_strangers_sign_in_and_nothing_is_read_by_get(client, as_, rival, proposal):
    assert client.post(url(proposal)).url.startswith("/accounts/login/")
    assert as_(rival).get(url(proposal)).status_code == 405
    assert not Second.objects.exists()


def test_the_page_counts_seconds_and_offers_the_next_step(
    client, as_, rival, reader, proposal
):
    factories.second(proposal, rival)
    path = proposal.get_absolute_url()

    assert "seconded by 1</span>" in client.get(path).content.decode()
    assert b"Sign in to second this" in client.get(path).content
    assert b'aria-pressed="true">Seconded' in as_(rival).get(path).content
    assert b"/second/" not in as_(reader).get(path).content


def test_the_list_knows_what_one_has_seconded(as_, rival, proposal):
    path = "/e/bridges/proposals/"
    assert b'aria-pressed="false">Second this' in as_(rival).get(path).content

    factories.second(proposal, rival)

    assert b'aria-pressed="true">Seconded' in as_(rival).get(path).content


def test_proposer_and_seconders_follow_the_accepted_question(
    author, reader, rival, proposal
):
    factories.second(proposal, rival)

    asked = accept(proposal=proposal, by=author, section=None, text="Who?", at=NOW)

    follows = Follow.objects.filter(kind=Kind.QUESTION, target=asked.pk)
    assert {follow.person for follow in follows} == {reader, rival}


def test_seconders_are_told_of_each_decision_once(author, reader, rival, proposal):
    factories.second(proposal, rival)

    decline(proposal=proposal, by=author, reason="Too wide.", at=NOW)
    put_back(proposal=proposal, by=author, at=NOW)
    decline(proposal=proposal, by=author, reason="Still too wide.", at=NOW)

    for person, begins in ((reader, "Your question"), (rival, "The question you")):
        texts = Notice.objects.filter(person=person).order_by("pk")
        told = list(texts.values_list("text", flat=True))
        assert len(told) == 3
        assert all(text.startswith(begins) for text in told)
        assert "Still too wide." in told[2]


def test_a_taken_back_second_stays_taken_back_where_it_came_with_a_merge(
    author, rival, essay, proposal
):
    other = factories.proposal(essay, is_shown=True)
    factories.second(proposal, rival)
    merge(proposal=proposal, by=author, into=other, reason="", at=NOW)

    take_back_second(proposal=other, by=rival)
    put_back(proposal=proposal, by=author, at=NOW)

    assert not Second.objects.filter(person=rival).exists()


def test_editors_may_read_the_most_seconded_first(as_, author, essay):
    old = factories.proposal(essay, text="Old and unwanted?")
    wanted = factories.proposal(essay, text="Wanted by many?")
    factories.second(wanted)

    page = as_(author).get("/moderation/?kind=proposed&order=seconds")

    assert [case.subject for case in page.context["listed"]] == [wanted, old]
