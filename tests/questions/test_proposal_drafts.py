"""What is typed into a proposal is kept until it is sent."""

import pytest

from apps.drafts.models import Draft
from apps.questions.models import Proposal
from tests import factories

PROPOSE, DRAFT = "/e/bridges/propose/", "/e/bridges/propose/draft/"


@pytest.fixture
def essay(author):
    return factories.essay(author, slug="bridges", title="Bridges")


def typed(text: str = "Who swims?", **fields: str) -> dict[str, str]:
    return {"text": text, "context": "", "section": "", "form_key": "k1", **fields}


def values(page) -> dict[str, str]:
    form = page.context["form"]
    return {name: form[name].value() for name in ("text", "context", "section")}


def test_a_draft_is_there_again_on_another_device(as_, reader, rival, essay):
    section = factories.section(essay)
    sent = typed("Who sw", context="Half a thou", section=section.public_id)

    kept = as_(reader).post(DRAFT, sent)
    page = as_(reader).get(PROPOSE)

    assert kept.status_code == 204
    assert values(page) == {
        "text": "Who sw",
        "context": "Half a thou",
        "section": section.public_id,
    }
    assert f'value="{section.public_id}" selected' in page.content.decode()
    assert b"Draft restored" in page.content
    assert values(as_(rival).get(PROPOSE))["text"] is None


@pytest.mark.parametrize(
    ("kept", "sent"),
    [
        ("Who swims?", "Who swims?"),
        ("Who swims, wet and far and long?", "Who swims far and long?"),
        ("Whi swims far?", "Who swims far?"),
    ],
)
def test_sending_it_ends_the_draft(as_, reader, essay, kept, sent):
    client = as_(reader)
    client.post(DRAFT, typed(kept))

    client.post(PROPOSE, typed(sent))

    assert Proposal.objects.count() == 1
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("text", "context"), [("Who rows?", ""), ("Who swims?", "I did.")]
)
def test_sending_what_was_begun_elsewhere_keeps_an_older_draft(
    client, as_, reader, essay, text, context
):
    as_(reader).post(DRAFT, typed(text, context=context))
    client.post(DRAFT, typed(begun="1"))
    sign_in(client, reader)

    client.post(PROPOSE, typed(begun="1"))

    assert Proposal.objects.get().text == "Who swims?"
    assert text in Draft.objects.get().body
    assert Draft.objects.get().more["context"] == context


def test_a_draft_is_added_to_as_far_as_it_can_be_kept(client, as_, reader, essay):
    as_(reader).post(DRAFT, typed("long " * 3_000))
    client.post(DRAFT, typed("more " * 3_000, begun="1"))
    sign_in(client, reader)

    page = client.get(PROPOSE)

    assert b"Your draft has no room" in page.content
    assert "more" not in Draft.objects.get().body


def test_a_strangers_limit_is_told_to_the_script(client, essay):
    response = client.post(DRAFT, typed("long " * 5_000, begun="1"))

    assert response.status_code == 422
    assert "20,000 characters" in response.content.decode()


def test_a_refused_form_keeps_its_draft(as_, reader, essay):
    client = as_(reader)
    client.post(DRAFT, typed("..."))

    assert client.post(PROPOSE, typed("...")).status_code == 422
    assert Draft.objects.get().body == "..."


def test_an_empty_form_is_no_draft(as_, reader, essay):
    client = as_(reader)
    client.post(DRAFT, typed())

    client.post(DRAFT, typed("  ", credit="name"))

    assert not Draft.objects.exists()


def test_a_draft_is_thrown_away_by_a_form(as_, reader, essay):
    client = as_(reader)
    client.post(DRAFT, typed())

    answer = client.post(DRAFT, {"next": PROPOSE})

    assert answer.url == PROPOSE
    assert not Draft.objects.exists()


def test_what_is_sent_after_the_session_ended_is_in_the_form_again(
    client, as_, reader, essay
):
    answer = client.post(PROPOSE, typed("Who\0 swims?", context="I did."))
    assert answer.url == f"/accounts/login/?next={PROPOSE}"
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(PROPOSE)

    assert values(page) == {"text": "Who swims?", "context": "I did.", "section": None}
    assert values(as_(reader).get(PROPOSE))["text"] == "Who swims?"
    assert not Proposal.objects.exists()


def test_a_draft_has_a_limit(as_, reader, essay):
    assert as_(reader).post(DRAFT, typed("long " * 5_000)).status_code == 422
    assert not Draft.objects.exists()


def test_drafts_are_posted_and_of_essays_that_are_there(client, as_, reader, essay):
    assert as_(reader).get(DRAFT).status_code == 405
    for browser in (client, as_(reader)):
        nowhere = browser.post("/e/nowhere/propose/draft/", typed())
        assert nowhere.status_code == 404
    assert client.post("/e/nowhere/propose/", typed()).status_code == 404


def sign_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


def test_a_stranger_begins_and_finds_it_in_the_form_signed_in_or_not(
    client, reader, essay
):
    kept = client.post(DRAFT, typed(context="Half a thou", begun="1"))
    begun = client.get(PROPOSE)
    sign_up = client.post(PROPOSE, typed(context="Half", **{"sign-up": "yes"}))
    sign_in(client, reader)

    assert kept.status_code == 204
    assert "no-store" in begun["Cache-Control"]
    assert values(begun)["context"] == "Half a thou"
    assert "credit" not in begun.context["form"].fields
    assert sign_up.url == f"/accounts/signup/?next={PROPOSE}"
    assert values(client.get(PROPOSE))["context"] == "Half"
    assert not Proposal.objects.exists()


def test_a_draft_that_is_there_already_stays_above_field_by_field(
    client, as_, reader, essay
):
    as_(reader).post(DRAFT, typed("Who rows?", context="I did.", credit="name"))
    client.post(DRAFT, typed("Who swims?", context="He did.", begun="1"))
    sign_in(client, reader)
    # The form that was opened signed out, in another tab: it overwrites nothing.
    client.post(DRAFT, typed("Who swims far?", context="He did.", begun="1"))

    found = values(client.get(PROPOSE))

    assert found["text"] == "Who rows?\n\nWho swims far?"
    assert found["context"] == "I did.\n\nHe did."
    assert Draft.objects.get().more["credit"] == "name"


def test_what_is_too_long_for_a_stranger_is_shown_to_be_copied(client, essay):
    response = client.post(PROPOSE, typed("long " * 5_000))

    assert response.status_code == 403
    assert "long long" in response.content.decode()


def test_a_preview_shows_what_will_stand_there_and_sends_nothing(as_, reader, essay):
    sent = typed("Who *swims*?", context="I **did**.", preview="1")

    page = as_(reader).post(PROPOSE, sent).content.decode()

    assert '<p class="question-text">Who swims?</p>' in page
    assert "I <strong>did</strong>." in page
    assert not Proposal.objects.exists()
