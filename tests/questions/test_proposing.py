"""A reader proposes a question and follows what becomes of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aiq_site.reindexing import reindex
from apps.questions.actions import CannotPropose, decline, propose
from apps.questions.actions.proposing import MAX_WAITING
from apps.questions.models import Proposal
from tests import factories
from tests.factories import NOW

PROPOSE = "/e/bridges/propose/"


@pytest.fixture
def essay(author):
    return factories.essay(author, slug="bridges", title="Bridges")


def typed(text: str = "Who swims?", **fields: str) -> dict[str, str]:
    return {"text": text, "context": "", "section": "", "form_key": "k1", **fields}


def test_a_sent_question_waits_for_an_editor(as_, reader, essay):
    section = factories.section(essay)

    page = as_(reader).post(
        PROPOSE,
        typed(context="I *did* once.", section=section.public_id),
        follow=True,
    )

    proposal = Proposal.objects.get()
    assert proposal.is_pending
    assert (proposal.text, proposal.section) == ("Who swims?", section)
    assert page.redirect_chain[-1][0] == proposal.get_absolute_url()
    assert b"I <em>did</em> once." in page.content


def test_the_same_form_sent_twice_makes_one_proposal(as_, reader, essay):
    client = as_(reader)

    first, again = client.post(PROPOSE, typed()), client.post(PROPOSE, typed())

    assert Proposal.objects.count() == 1
    assert first.url == again.url


def test_a_changed_text_under_a_sent_key_is_not_lost(as_, reader, essay):
    client = as_(reader)
    client.post(PROPOSE, typed())

    page = client.post(PROPOSE, typed("Who dives?"))
    key = page.context["form"]["form_key"].value()
    client.post(PROPOSE, typed("Who dives?", form_key=key))

    assert page.status_code == 422
    assert b"Who dives?" in page.content
    assert Proposal.objects.filter(text="Who dives?").count() == 1


def test_each_form_has_a_key_of_its_own(as_, reader, essay):
    client = as_(reader)

    keys = {client.get(PROPOSE).context["form"]["form_key"].value() for _ in range(2)}

    assert len(keys) == 2


def test_two_people_may_ask_the_same(as_, reader, rival, essay):
    as_(reader).post(PROPOSE, typed())
    as_(rival).post(PROPOSE, typed())

    assert Proposal.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": ""}, "This field is required."),
        ({"text": " \u200b\n"}, "Please write it in words."),
        ({"context": "-- ..."}, "Please write it in words."),
        ({"text": "Why? " * 201}, "characters"),
        ({"context": "so " * 1_700}, "characters"),
        ({"section": "nowhere"}, "Select a valid choice"),
        ({"form_key": ""}, "This field is required."),
    ],
)
def test_a_refused_proposal_comes_back_with_its_text(
    as_, reader, essay, fields, sentence
):
    sent = typed(**fields)

    page = as_(reader).post(PROPOSE, sent)

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert page.context["form"]["context"].value() == sent["context"]
    assert page.context["form"]["text"].value() == sent["text"]
    assert not Proposal.objects.exists()


def test_a_section_of_another_essay_is_refused(as_, reader, essay):
    elsewhere = factories.section()

    page = as_(reader).post(PROPOSE, typed(section=elsewhere.public_id))

    assert page.status_code == 422
    assert not Proposal.objects.exists()


def test_control_characters_are_not_stored(as_, reader, essay):
    as_(reader).post(PROPOSE, typed("Who\x0b swims\u202e?"))

    assert Proposal.objects.get().text == "Who swims?"


def test_looking_for_similar_questions_sends_nothing(as_, reader, essay):
    factories.question(essay, "Who swims across the river in winter?")
    factories.question(essay, "What does a bridge cost?")
    reindex()

    page = as_(reader).post(
        PROPOSE, typed("Does anybody swim the river in winter?", look="1")
    )

    html = page.content.decode()
    assert "Who swims across the river in winter?" in html
    assert "What does a bridge cost?" not in html
    assert page.context["form"]["text"].value().startswith("Does anybody")
    assert not Proposal.objects.exists()


def test_what_is_alike_is_looked_at_once_before_sending(as_, reader, essay):
    factories.question(essay, "Who swims across the river in winter?", status="retired")
    reindex()
    client, text = as_(reader), "Does anybody swim the river in winter?"

    first = client.post(PROPOSE, typed(text))
    assert not Proposal.objects.exists()
    client.post(PROPOSE, typed(text, looked="1"))

    html = first.content.decode()
    assert first.status_code == 200
    assert "Who swims across the river in winter?" in html
    assert "Retired" in html
    assert 'name="looked"' in html
    assert Proposal.objects.get().text == text


def test_what_others_proposed_is_not_shown_before_it_is_decided(
    as_, reader, rival, essay
):
    factories.proposal(essay, text="Who swims the river in winter?", proposed_by=rival)
    reindex()
    text = typed("Who swims the river in winter, if anybody?", look="1")

    others, own = as_(reader).post(PROPOSE, text), as_(rival).post(PROPOSE, text)

    assert b"The essay asks nothing like it." in others.content
    assert b"proposed before" in own.content


def test_looking_costs_no_more_where_more_is_alike(as_, reader, essay):
    client = as_(reader)

    def looked() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.post(PROPOSE, typed("Who swims the river in winter?", look="1"))
        return len(seen)

    factories.question(essay, "Who swims across the river in winter?")
    reindex()
    looked()
    before = looked()
    for n in range(20):
        factories.question(essay, f"Who swims across river {n} in winter?")
    reindex()

    assert looked() == before


def test_looking_says_when_there_is_nothing_like_it(as_, reader, essay):
    page = as_(reader).post(PROPOSE, typed("Do swans sleep?", look="1"))

    assert b"The essay asks nothing like it." in page.content


def test_nobody_fills_the_queue_alone(as_, reader, essay):
    for _ in range(MAX_WAITING):
        factories.proposal(essay, proposed_by=reader)

    page = as_(reader).post(PROPOSE, typed("One more?"))

    assert page.status_code == 422
    assert b"are waiting for an editor" in page.content
    assert page.context["form"]["text"].value() == "One more?"


def test_a_decided_proposal_makes_room_for_another(reader, essay, author):
    waiting = [
        factories.proposal(essay, proposed_by=reader) for _ in range(MAX_WAITING)
    ]
    decline(proposal=waiting[0], by=author, reason="Asked before.", at=NOW)

    propose(
        essay=essay,
        section=None,
        by=reader,
        text="One more?",
        context="",
        form_key="k2",
        at=NOW,
    )

    assert Proposal.objects.pending().filter(proposed_by=reader).count() == MAX_WAITING


@pytest.mark.parametrize("wrong", ["essay", "section"])
def test_the_action_guards_itself(reader, essay, wrong):
    hidden = factories.essay(published=False)

    with pytest.raises(CannotPropose):
        propose(
            essay=hidden if wrong == "essay" else essay,
            section=factories.section() if wrong == "section" else None,
            by=reader,
            text="Why?",
            context="",
            form_key="k3",
            at=NOW,
        )


def test_strangers_are_asked_to_sign_in(client, essay):
    assert "Sign in to send it" in client.get(PROPOSE).content.decode()
    assert client.post(PROPOSE, typed()).url == f"/accounts/login/?next={PROPOSE}"
    assert not Proposal.objects.exists()


def test_an_unpublished_essay_takes_no_proposals(as_, reader, db):
    factories.essay(slug="hidden", published=False)

    assert as_(reader).get("/e/hidden/propose/").status_code == 404
    assert as_(reader).post("/e/hidden/propose/", typed()).status_code == 404


def test_privileged_fields_of_a_form_are_passed_over(as_, reader, essay, author):
    as_(reader).post(
        PROPOSE, typed(status="accepted", proposed_by=author.pk, public_id="mine")
    )

    proposal = Proposal.objects.get()
    assert proposal.is_pending
    assert proposal.proposed_by == reader
    assert proposal.public_id != "mine"


def test_people_see_their_own_proposals_with_state_and_reason(
    as_, reader, rival, essay, author
):
    asked = factories.question(essay, "Who pays for the bridge?")
    factories.proposal(essay, proposed_by=reader, text="Who swims?")
    factories.proposal(essay, proposed_by=rival, text="Is this of a rival?")
    decided = {"proposed_by": reader, "decided_by": author, "decided_at": NOW}
    factories.proposal(essay, status="declined", reason="Too wide.", **decided)
    factories.proposal(essay, status="merged", question=asked, **decided)

    html = as_(reader).get("/proposals/").content.decode()

    for words in ("Who swims?", "Waiting for an editor", "Too wide.", "Merged into"):
        assert words in html
    assert f'href="{asked.get_absolute_url()}"' in html
    assert "rival" not in html


def test_without_proposals_the_list_says_how_to_make_one(as_, reader):
    assert (
        b"You have not proposed a question yet"
        in as_(reader).get("/proposals/").content
    )


def test_the_list_costs_no_more_queries_when_longer(as_, reader, essay, growth):
    def add():
        for _ in range(15):
            factories.proposal(
                essay,
                proposed_by=reader,
                section=factories.section(essay),
                question=factories.question(essay),
                status="accepted",
                decided_by=essay.author,
                decided_at=NOW,
            )

    factories.proposal(essay, proposed_by=reader)
    growth("/proposals/", add, as_(reader))


def test_strangers_have_no_list(client, db):
    assert client.get("/proposals/").url.startswith("/accounts/login/")


def test_a_proposal_is_read_by_its_proposer_and_the_queue(
    as_, reader, rival, moderator, author, essay
):
    url = factories.proposal(essay, proposed_by=reader).get_absolute_url()

    assert [as_(p).get(url).status_code for p in (reader, moderator, author)] == [
        200
    ] * 3
    assert as_(rival).get(url).status_code == 404


def test_a_strangers_guess_is_asked_to_sign_in(client, essay):
    url = factories.proposal(essay).get_absolute_url()

    assert client.get(url).url.startswith("/accounts/login/")
    assert client.post(url).status_code == 405


def test_only_editors_see_the_ways_to_decide(as_, reader, moderator, author, essay):
    proposal = factories.proposal(essay, proposed_by=reader)

    pages = [as_(p).get(proposal.get_absolute_url()) for p in (reader, moderator)]

    assert all(b"/accept/" not in page.content for page in pages)
    assert b"/accept/" in as_(author).get(proposal.get_absolute_url()).content


def test_an_accepted_proposal_links_to_its_question(as_, reader, author, essay):
    asked = factories.question(essay, "Who swims?")
    proposal = factories.proposal(
        essay,
        proposed_by=reader,
        status="accepted",
        question=asked,
        decided_by=author,
        decided_at=NOW,
    )

    html = as_(reader).get(proposal.get_absolute_url()).content.decode()

    assert f'<a href="{asked.get_absolute_url()}">Who swims?</a>' in html


def test_the_page_costs_the_same_in_a_longer_essay(as_, author, essay, growth):
    def add():
        for _ in range(30):
            factories.question(essay, section=factories.section(essay))

    add()
    url = factories.proposal(essay).get_absolute_url()
    growth(url, add, as_(author))


def test_markup_in_a_proposal_is_harmless(as_, author, essay):
    proposal = factories.proposal(
        essay, text="<script>alert(1)</script>?", context="<img src=x onerror=alert(1)>"
    )

    html = as_(author).get(proposal.get_absolute_url()).content.decode()

    assert "<script>alert" not in html
    assert "<img" not in html
