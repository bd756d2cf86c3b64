"""What readers have proposed is public: whose, when, and for whom not."""

import re

import pytest

from aiq_site.reindexing import reindex
from apps.accounts.models import Notice
from apps.questions.actions import (
    AlreadyDecided,
    CannotPropose,
    accept,
    decline,
    hide_proposal,
    let_through,
    propose,
    withdraw_proposal,
)
from tests import factories
from tests.factories import NOW

LIST = "/e/bridges/proposals/"
FEED = "/e/bridges/proposals.atom"


@pytest.fixture
def essay(author):
    return factories.essay(author, slug="bridges", title="Bridges")


def proposed(essay, by, text="Who swims?", **options):
    return propose(
        essay=essay,
        section=None,
        by=by,
        text=text,
        context="",
        form_key=text[:32],
        at=NOW,
        **options,
    )


def shown(client, proposal) -> list[bool]:
    """Whether its page, the list and the feed show its text."""
    pages = [client.get(path) for path in (proposal.get_absolute_url(), LIST, FEED)]
    return [proposal.text in page.content.decode() for page in pages]


def test_a_trusted_persons_proposal_is_public_at_once(client, essay, reader):
    assert shown(client, proposed(essay, reader)) == [True, True, True]


def test_a_newcomers_waits_until_an_editor_lets_it_through(
    client, essay, newcomer, author
):
    proposal = proposed(essay, newcomer)
    assert shown(client, proposal) == [False, False, False]

    let_through(proposal=proposal, by=author, at=NOW)

    assert shown(client, proposal) == [True, True, True]
    notice = Notice.objects.get(person=newcomer)
    assert "is shown to readers now" in notice.text


def test_a_newcomers_is_read_by_them_and_by_editors_alone(
    as_, client, essay, newcomer, author, rival
):
    path = proposed(essay, newcomer).get_absolute_url()

    assert [as_(p).get(path).status_code for p in (newcomer, author)] == [200, 200]
    assert as_(rival).get(path).status_code == 404
    assert client.get(path).url.startswith("/accounts/login/")


def test_an_accepted_proposal_is_public_whoever_made_it(
    client, essay, newcomer, author
):
    proposal = proposed(essay, newcomer)

    accept(proposal=proposal, by=author, section=None, text=proposal.text, at=NOW)

    assert shown(client, proposal) == [True, True, True]


def test_a_declined_proposal_leads_on_to_what_is_asked(as_, essay, reader, author):
    asked = factories.question(essay, text="Who tunes the piano of a machine?")
    reindex()
    proposal = proposed(essay, reader, "Who tunes the piano of the machine?")
    decline(proposal=proposal, by=author, reason="Asked already.", at=NOW)

    page = as_(reader).get(proposal.get_absolute_url()).content.decode()

    assert "Propose another question" in page
    assert f'href="/q/{asked.public_id}/answer/">Answer it<' in page
    other = as_(author).get(proposal.get_absolute_url()).content.decode()
    assert "Propose another question" not in other


def test_a_declined_proposal_shows_the_reason_where_it_was_shown(
    client, essay, reader, newcomer, author
):
    public, private = proposed(essay, reader), proposed(essay, newcomer, "Who dives?")
    for proposal in (public, private):
        decline(proposal=proposal, by=author, reason="Too wide.", at=NOW)

    assert shown(client, public) == [True, True, True]
    assert b"Too wide." in client.get(public.get_absolute_url()).content
    assert shown(client, private) == [False, False, False]


def test_a_hidden_proposal_is_nowhere_and_its_proposer_reads_why(
    as_, client, essay, reader, author
):
    proposal = proposed(essay, reader)

    hide_proposal(proposal=proposal, by=author, reason="An advertisement.", at=NOW)

    assert shown(client, proposal) == [False, False, False]
    own = as_(reader).get(proposal.get_absolute_url())
    assert b"An advertisement." in own.content


def test_whoever_had_a_proposal_hidden_is_trusted_no_more(essay, reader, author):
    proposal = proposed(essay, reader)
    hide_proposal(proposal=proposal, by=author, reason="Spam.", at=NOW)

    assert not proposed(essay, reader, "Who dives?").is_shown


def test_two_public_proposals_make_a_newcomer_trusted(essay, newcomer, author):
    for text in ("Who swims?", "Who dives?"):
        let_through(proposal=proposed(essay, newcomer, text), by=author, at=NOW)

    assert proposed(essay, newcomer, "Who rows?").is_shown


def test_a_withdrawn_proposal_keeps_its_address_without_its_words(
    as_, client, essay, reader, author
):
    proposal = proposed(essay, reader)

    page = as_(reader).post(f"{proposal.get_absolute_url()}withdraw/", follow=True)

    assert b"Your proposal is withdrawn." in page.content
    assert shown(client, proposal) == [False, False, False]
    gone = client.get(proposal.get_absolute_url())
    assert gone.status_code == 200
    assert b"This proposal was withdrawn" in gone.content


def test_only_its_proposer_withdraws_and_only_while_it_waits(
    as_, essay, reader, rival, author
):
    proposal = proposed(essay, reader)
    as_(rival).post(f"{proposal.get_absolute_url()}withdraw/")
    proposal.refresh_from_db()
    assert proposal.is_pending

    decline(proposal=proposal, by=author, reason="No.", at=NOW)

    with pytest.raises(CannotPropose, match="was decided"):
        withdraw_proposal(proposal=proposal, by=reader, at=NOW)


def test_an_editor_is_told_that_it_was_withdrawn(essay, reader, author):
    proposal = proposed(essay, reader)
    withdraw_proposal(proposal=proposal, by=reader, at=NOW)
    withdraw_proposal(proposal=proposal, by=reader, at=NOW)

    with pytest.raises(AlreadyDecided, match="has withdrawn it"):
        decline(proposal=proposal, by=author, reason="No.", at=NOW)


@pytest.mark.parametrize(
    ("credit", "name"), [("anonymous", "a reader"), ("pseudonym", "Otter")]
)
def test_a_proposer_is_named_as_they_asked(client, essay, author, credit, name):
    rosa = factories.trusted("rosa", name="Rosalind", credit_name="Otter")
    proposal = proposed(essay, rosa, credit=credit)
    pages = [proposal.get_absolute_url(), LIST, FEED]
    before = [client.get(path).content.decode() for path in pages]
    asked = accept(proposal=proposal, by=author, section=None, text="Who?", at=NOW)

    pages += [asked.get_absolute_url(), "/e/bridges/", "/e/bridges/questions.atom"]
    after = [client.get(path).content.decode() for path in pages]

    for page in (*before, *after):
        assert "osalind" not in page
        assert "rosa" not in page
        assert name in page or name.capitalize() in page


def test_editors_know_who_asks_without_a_name(as_, essay, author, reader):
    proposal = proposed(essay, reader, credit="anonymous")

    page = as_(author).get(proposal.get_absolute_url())

    assert f"(<bdi>{reader.shown_name}</bdi>)" in page.content.decode()


def test_a_form_takes_no_name_that_is_not_the_persons(as_, essay, reader):
    page = as_(reader).post(
        "/e/bridges/propose/",
        {"text": "Why?", "form_key": "k", "credit": "pseudonym"},
    )

    assert page.status_code == 422


def test_the_list_is_chosen_by_state_and_order(client, essay, reader, author):
    waiting, wanted = (proposed(essay, reader, text) for text in ("Who?", "When?"))
    factories.second(wanted)
    declined = proposed(essay, reader, "Where?")
    decline(proposal=declined, by=author, reason="No.", at=NOW)

    def listed(query: str):
        return list(client.get(LIST + query).context["page"].object_list)

    assert listed("?state=waiting&order=seconds") == [wanted, waiting]
    assert listed("?state=declined") == [declined]
    assert len(listed("")) == 3
    assert client.get(LIST + "?state=hidden").status_code == 404
    assert client.get(LIST + "?order=oldest").status_code == 404


def test_the_list_of_another_essay_is_another(client, essay, reader):
    proposed(factories.essay(slug="tunnels"), reader)

    assert b"Nothing here yet" in client.get(LIST).content


def test_an_unpublished_essay_has_no_list(client, db):
    factories.essay(slug="hidden", published=False)

    assert client.get("/e/hidden/proposals/").status_code == 404


def test_the_list_costs_no_more_queries_when_longer(essay, as_, reader, growth):
    def add():
        for _ in range(10):
            row = factories.proposal(
                essay,
                is_shown=True,
                section=factories.section(essay),
                question=factories.question(essay),
                status="accepted",
                decided_by=essay.author,
                decided_at=NOW,
            )
            factories.second(row)
            factories.second(factories.proposal(essay, is_shown=True))

    factories.proposal(essay, is_shown=True)
    growth(LIST, add, as_(reader))


def test_the_feed_names_each_state_and_keeps_ids(client, essay, reader, author):
    proposal = proposed(essay, reader)
    first = client.get(FEED)
    decline(proposal=proposal, by=author, reason="Too wide.", at=NOW)

    again = client.get(FEED, headers={"If-None-Match": first["ETag"]})
    kept = client.get(FEED, headers={"If-None-Match": again["ETag"]})

    assert again.status_code == 200
    assert kept.status_code == 304
    ids = [
        re.findall(r"<id>(.+?)</id>", feed.content.decode()) for feed in (first, again)
    ]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 2
    assert "Too wide." in again.content.decode()


def test_a_longer_feed_of_proposals_costs_no_more_queries(client, essay, growth):
    def add():
        for _ in range(5):
            inner = factories.section(essay, parent=factories.section(essay))
            asked = factories.question(essay, section=inner)
            decided = {"decided_by": essay.author, "decided_at": NOW}
            factories.proposal(essay, question=asked, status="accepted", **decided)
            factories.proposal(essay, question=asked, status="merged", **decided)
            factories.proposal(essay, section=inner, is_shown=True)

    add()

    assert growth(FEED, add, client) == 3


def test_an_unchanged_feed_of_proposals_costs_three_queries(
    client, essay, reader, django_assert_num_queries, monkeypatch
):
    proposed(essay, reader)
    first = client.get(FEED)
    monkeypatch.delattr("apps.questions.feeds.render_to_string")

    with django_assert_num_queries(3):
        again = client.get(FEED, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304


def test_a_new_name_of_a_proposer_is_news_for_readers_of_the_feed(
    client, essay, reader
):
    proposed(essay, reader)
    first = client.get(FEED)
    reader.name = "Rosalind"
    reader.save()

    again = client.get(FEED, headers={"If-None-Match": first["ETag"]})

    assert "Rosalind" in again.content.decode()


def test_the_list_names_its_feeds(client, essay):
    html = client.get(LIST).content.decode()

    for kind in ("atom", "rss", "json"):
        assert f'href="/e/bridges/proposals.{kind}"' in html
