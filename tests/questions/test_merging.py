"""Proposals are merged into questions or into each other, and apart again."""

import pytest

from apps.accounts.models import Notice
from apps.decisions.models import Decision
from apps.following.actions import follow, unfollow
from apps.following.models import Follow, Kind, Target
from apps.questions.actions import (
    AlreadyDecided,
    CannotMerge,
    accept,
    decline,
    hide_proposal,
    merge,
    put_back,
    withdraw_proposal,
)
from apps.questions.models import Proposal, Second
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


@pytest.fixture
def other(essay):
    return factories.proposal(essay, text="Who crosses by swimming?", is_shown=True)


def state():
    """All rows that a merge could touch; the log and the notices only grow."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Proposal, Second, Follow)
    ]


def test_a_merged_proposal_brings_its_people_along(author, rival, proposal, other):
    both = factories.person()
    for person in (rival, both):
        factories.second(proposal, person)
    factories.second(other, both)

    merge(proposal=proposal, by=author, into=other, reason="The same.", at=NOW)

    other.refresh_from_db()
    assert other.second_count == 3
    seconders = set(other.seconds.values_list("person", flat=True))
    assert seconders == {rival.pk, both.pk, proposal.proposed_by_id}


def test_the_other_proposer_does_not_second_themselves(author, proposal, other):
    factories.second(proposal, other.proposed_by)

    merge(proposal=proposal, by=author, into=other, reason="", at=NOW)

    assert not other.seconds.filter(person=other.proposed_by).exists()


def test_a_merge_into_a_proposal_is_undone_exactly(author, rival, proposal, other):
    factories.second(proposal, rival)
    factories.second(other)
    before = state()

    merge(proposal=proposal, by=author, into=other, reason="", at=NOW)
    assert state() != before
    put_back(proposal=proposal, by=author, at=NOW)

    assert state() == before
    verbs = Decision.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["merge", "reconsider"]


def test_a_merge_into_a_question_is_undone_exactly(
    author, reader, rival, essay, proposal
):
    asked = factories.question(essay)
    factories.second(proposal, rival)
    follow(target=Target(Kind.QUESTION, asked.pk), by=rival, at=NOW)
    before = state()

    merge(proposal=proposal, by=author, question=asked, reason="", at=NOW)
    follows = Follow.objects.filter(kind=Kind.QUESTION, target=asked.pk)
    assert {each.person for each in follows} == {reader, rival}
    put_back(proposal=proposal, by=author, at=NOW)

    assert state() == before


def test_whoever_followed_again_meanwhile_goes_on(author, reader, essay, proposal):
    asked = factories.question(essay)
    target = Target(Kind.QUESTION, asked.pk)
    merge(proposal=proposal, by=author, question=asked, reason="", at=NOW)
    unfollow(target=target, by=reader)
    follow(target=target, by=reader, at=NOW.replace(hour=13))

    put_back(proposal=proposal, by=author, at=NOW.replace(hour=14))

    assert Follow.objects.of([target]).filter(person=reader).exists()


def test_both_are_told_of_merge_and_undo(author, reader, rival, proposal, other):
    factories.second(proposal, rival)

    merge(proposal=proposal, by=author, into=other, reason="", at=NOW)
    put_back(proposal=proposal, by=author, at=NOW)

    for person in (reader, rival):
        texts = Notice.objects.filter(person=person).order_by("pk")
        joined, undone = texts.values_list("text", flat=True)
        assert "was joined with “Who crosses by swimming?”" in joined
        assert "waits for an editor again" in undone


@pytest.mark.parametrize("step", ["accept", "merge"])
def test_a_merge_is_not_undone_below_a_later_decision(
    author, essay, proposal, other, step
):
    merge(proposal=proposal, by=author, into=other, reason="", at=NOW)
    if step == "accept":
        accept(proposal=other, by=author, section=None, text="Who?", at=NOW)
    else:
        third = factories.proposal(essay, is_shown=True)
        merge(proposal=other, by=author, into=third, reason="", at=NOW)

    with pytest.raises(AlreadyDecided, match="Undo that first"):
        put_back(proposal=proposal, by=author, at=NOW)


def test_chains_of_merges_are_undone_step_by_step(
    author, rival, essay, proposal, other
):
    factories.second(proposal, rival)
    third = factories.proposal(essay, is_shown=True)
    before = state()

    merge(proposal=proposal, by=author, into=other, reason="", at=NOW)
    merge(proposal=other, by=author, into=third, reason="", at=NOW)
    third.refresh_from_db()
    assert third.second_count == 3
    put_back(proposal=other, by=author, at=NOW)
    put_back(proposal=proposal, by=author, at=NOW)

    assert state() == before


def test_two_proposals_are_never_merged_into_each_other(author, proposal, other):
    merge(proposal=proposal, by=author, into=other, reason="", at=NOW)

    with pytest.raises(CannotMerge):
        merge(proposal=other, by=author, into=proposal, reason="", at=NOW)


def test_what_is_closed_takes_no_merge(author, essay, proposal, other):
    closed = factories.question(essay, status="retired")
    decline(proposal=other, by=author, reason="No.", at=NOW)

    with pytest.raises(CannotMerge):
        merge(proposal=proposal, by=author, question=closed, reason="", at=NOW)
    with pytest.raises(CannotMerge):
        merge(proposal=proposal, by=author, into=other, reason="", at=NOW)
    with pytest.raises(ValueError, match="within its essay"):
        merge(proposal=proposal, by=author, into=proposal, reason="", at=NOW)


@pytest.mark.parametrize("decision", [decline, hide_proposal])
def test_other_decisions_can_be_undone_too(author, proposal, decision):
    before = state()

    decision(proposal=proposal, by=author, reason="No.", at=NOW)
    put_back(proposal=proposal, by=author, at=NOW)

    assert state() == before


def test_there_is_nothing_to_undo_of_what_waits_was_taken_or_withdrawn(
    author, reader, essay, proposal, other
):
    accept(proposal=other, by=author, section=None, text="Who?", at=NOW)
    gone = factories.proposal(essay, proposed_by=reader)
    withdraw_proposal(proposal=gone, by=reader, at=NOW)

    for row in (proposal, other, gone):
        with pytest.raises(AlreadyDecided):
            put_back(proposal=row, by=author, at=NOW)


def test_an_editor_merges_and_undoes_on_the_page(as_, author, proposal, other):
    client, path = as_(author), proposal.get_absolute_url()

    client.post(f"{path}merge/", {"target": f"proposal:{other.public_id}"})
    proposal.refresh_from_db()
    assert proposal.merged_into == other
    joined = client.get(other.get_absolute_url()).content.decode()
    assert "Joined with it" in joined
    assert path in joined
    again = client.post(f"{path}put-back/", follow=True)

    proposal.refresh_from_db()
    assert proposal.is_pending
    assert b"Undone: it waits again" in again.content
    assert client.post(f"{path}put-back/").status_code == 409


def test_an_accepted_merge_leads_on_from_the_first_address(
    client, author, proposal, other
):
    merge(proposal=proposal, by=author, into=other, reason="", at=NOW)
    accept(proposal=other, by=author, section=None, text="Who?", at=NOW)

    page = client.get(proposal.get_absolute_url())

    assert page.status_code == 200
    assert f'href="{other.get_absolute_url()}"' in page.content.decode()
