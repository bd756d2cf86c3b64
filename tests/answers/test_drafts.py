"""What is being typed is kept; a preview shows what would be published."""

from collections.abc import Callable

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.drafts.models import Draft
from tests.factories import answer, essay, question

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def keep(client: Client, place: str, body: str, **extra: str):
    return client.post("/drafts/", {"place": place, "body": body} | extra)


def test_a_draft_is_in_the_form_again_after_signing_out_and_in(
    as_: SignedIn, reader: User, rival: User
) -> None:
    asked = question()
    browser = as_(reader)

    saved = keep(browser, f"question:{asked.public_id}", "Half a thou")
    browser.logout()
    strangers = browser.get(asked.get_absolute_url()).content.decode()

    page = as_(reader).get(asked.get_absolute_url()).content.decode()
    assert saved.status_code == 204
    assert "Half a thou</textarea>" in page
    assert "Draft restored" in page
    assert "Half a thou" not in strangers
    assert (
        "Half a thou" not in as_(rival).get(asked.get_absolute_url()).content.decode()
    )


@pytest.mark.parametrize("tool", ["reply", "edit"])
def test_replies_and_edits_have_drafts_too(
    as_: SignedIn, reader: User, tool: str
) -> None:
    row = answer(author=reader, body="Published words.")

    keep(as_(reader), f"{tool}:{row.public_id}", "Half a thou")

    page = as_(reader).get(f"/a/{row.public_id}/{tool}/").content.decode()
    assert "Half a thou</textarea>" in page
    assert "Published words." in page


def test_the_newest_of_a_draft_is_kept_and_an_empty_one_forgotten(
    as_: SignedIn, reader: User
) -> None:
    place = f"question:{question().public_id}"
    keep(as_(reader), place, "One")
    keep(as_(reader), place, "One two")
    bodies = list(Draft.objects.values_list("body", flat=True))

    keep(as_(reader), place, "  ")

    assert bodies == ["One two"]
    assert not Draft.objects.exists()


def test_a_draft_thrown_away_by_form_leads_back(as_: SignedIn, reader: User) -> None:
    asked = question()
    url = f"/q/{asked.public_id}/answer/"
    keep(as_(reader), f"question:{asked.public_id}", "Never mind")

    response = keep(as_(reader), f"question:{asked.public_id}", "", next=url)

    assert response["Location"] == url
    assert "Never mind" not in as_(reader).get(url).content.decode()


@pytest.mark.parametrize(
    "place",
    ["", "question:nobody", "reply:nobody", "edit:", "propose:none", "x:1", "nonsense"],
)
def test_a_draft_belongs_somewhere(as_: SignedIn, reader: User, place: str) -> None:
    assert keep(as_(reader), place, "Lost words").status_code == 422
    assert not Draft.objects.exists()


def test_a_proposal_can_be_drafted(as_: SignedIn, reader: User) -> None:
    response = keep(as_(reader), f"propose:{essay().slug}", "Why not?")

    assert response.status_code == 204


def test_a_draft_has_a_limit(as_: SignedIn, reader: User) -> None:
    place = f"question:{question().public_id}"

    assert keep(as_(reader), place, "long " * 20_000).status_code == 422


def test_a_preview_is_exactly_what_would_be_published(
    as_: SignedIn, reader: User
) -> None:
    asked = question()
    body = "*Yes*, <b>no</b> & [so](https://example.org).\n\n- one\n- two"

    part = as_(reader).post("/preview/", {"body": body}).content.decode()
    as_(reader).post(f"/q/{asked.public_id}/answer/", {"body": body, "form_key": "key"})

    assert asked.answers.get().body_html in part
    assert "<html" not in part


def test_a_preview_says_what_is_in_the_way(as_: SignedIn, reader: User) -> None:
    response = as_(reader).post("/preview/", {"body": "[" * 400})

    assert response.status_code == 422
    assert "opening brackets" in response.content.decode()


@pytest.mark.parametrize("url", ["/preview/", "/drafts/"])
def test_neither_is_for_strangers_nor_for_links(
    client: Client, as_: SignedIn, reader: User, url: str
) -> None:
    stranger = client.post(url, {"body": "Words"})
    script = client.post(url, {"body": "Words"}, headers={"HX-Request": "true"})

    assert stranger["Location"].startswith("/accounts/login/")
    assert script.status_code == 401
    assert as_(reader).get(url).status_code == 405
