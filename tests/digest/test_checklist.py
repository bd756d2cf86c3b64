"""The checklist beside the draft, the previews, the podcast page and later edits."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.digest import actions
from apps.digest.checklist import findings
from apps.digest.documents import draft_document
from apps.digest.models import Digest, DigestRevision, Item, Recording
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
TEXT = "The machine forgets what it promised on Monday, and nobody has told it to look."


@pytest.fixture
def digest(author: User) -> Digest:
    essay = factories.essay(author)
    digest = factories.digest(essay, intro="Thank you all.")
    for _ in range(2):
        factories.item(digest, factories.answer(factories.question(essay), body=TEXT))
    return digest


def url(name: str, digest: Digest) -> str:
    return reverse(f"desk:{name}", args=[digest.public_id])


def test_each_finding_leads_to_the_page_that_mends_it(
    digest: Digest, author: User, as_: As
) -> None:
    item = Item.objects.first()
    Item.objects.filter(pk=item.pk).update(verb="")
    digest.groups.update(lead_in="[x](/q/1/)")

    found = findings(digest, at=NOW)

    assert found[0].is_must
    assert found[0].places[0].url == reverse("desk:item", args=[item.public_id])
    for one in found:
        assert as_(author).get(one.places[0].url.partition("#")[0]).status_code == 200


def test_a_broken_excerpt_is_a_finding_and_no_crash(
    digest: Digest, author: User, as_: As
) -> None:
    Item.objects.update(excerpt=[{"start": 0, "end": 9_999}])

    page = as_(author).get(url("publish", digest))

    assert "outside the answer" in page.content.decode()
    assert "disabled" in page.content.decode()
    assert as_(author).post(url("publish", digest)).status_code == 422
    assert not DigestRevision.objects.exists()


def test_a_reply_that_names_a_hidden_name_blocks_publishing(
    digest: Digest, author: User, as_: As
) -> None:
    item = Item.objects.first()
    Answer.objects.filter(pk=item.answer_id).update(credit="anonymous")
    Item.objects.filter(pk=item.pk).update(reply=f"As {item.answer.author} says.")

    page = as_(author).post(url("publish", digest))

    assert page.status_code == 422
    assert "asked not to be named" in page.content.decode()


def test_a_pseudonym_that_became_anothers_name_blocks(digest: Digest) -> None:
    item = Item.objects.first()
    Answer.objects.filter(pk=item.answer_id).update(
        credit="pseudonym", credit_name="Night Shift"
    )
    factories.person(name="Night Shift")

    assert [one.message for one in findings(digest, at=NOW) if one.is_must] == [
        "“Night Shift” looks like the name of somebody else here."
    ]


def test_the_checklist_costs_the_same_for_more_items(
    digest: Digest, author: User, as_: As, growth: Callable[..., int]
) -> None:
    def add() -> None:
        for _ in range(10):
            answer = factories.answer(factories.question(digest.essay), body=TEXT)
            factories.item(digest, answer)

    client = as_(author)
    for page in ("publish", "preview", "podcast"):
        growth(url(page, digest), add, client)


@pytest.mark.parametrize("way", ["page", "paste", "markdown", "rundown", "nonsense"])
def test_the_draft_is_previewed_in_four_ways(
    digest: Digest, author: User, as_: As, way: str
) -> None:
    page = as_(author).get(f"{url('preview', digest)}?as={way}").content.decode()

    assert page.count("forgets what it promised") == 2
    assert "2 people" in page


def test_a_preview_of_an_impossible_length_is_a_sentence(
    digest: Digest, author: User, as_: As
) -> None:
    for minutes in ("0", "x"):
        page = as_(author).get(f"{url('preview', digest)}?as=rundown&minutes={minutes}")
        assert "Choose 1 to 600 minutes." in page.content.decode()


def test_a_recording_is_timed_and_forgotten(
    digest: Digest, author: User, as_: As, client: Client
) -> None:
    actions.publish(digest=digest, by=author, at=NOW)
    told = {"minutes": 5, "pace": 150, "kind": "starts"}
    times = "0:00 Opening\n1:00 one\n2:30 two\n4:00 Closing"

    as_(author).post(url("podcast", digest), told | {"times": times})

    chapters = client.get(reverse("export_digest", args=[digest.public_id, "chapters"]))
    assert [one["startTime"] for one in chapters.json()["chapters"]] == [
        0,
        60,
        150,
        240,
    ]
    page = as_(author).get(url("podcast", digest)).content.decode()
    assert "As recorded" in page
    assert "<td>02:30</td><td>1 min 30 s</td>" in page
    assert page.count("<td>04:00</td><td>–</td><td>Closing</td>") == 1
    assert "Planned length" in page

    as_(author).post(url("podcast", digest), {"forget": "1"})
    as_(author).post(url("podcast", digest), {"forget": "1"})
    assert not Recording.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"times": "0:00"}, "There are 4 chapters"),
        ({"minutes": "0"}, "greater than or equal to 1"),
        ({"times": ""}, "This field is required"),
    ],
)
def test_times_that_do_not_fit_come_back_with_a_sentence(
    digest: Digest, author: User, as_: As, changes: dict[str, str], said: str
) -> None:
    told = {"minutes": "5", "pace": "150", "kind": "starts", "times": "0:00\n1:00"}

    page = as_(author).post(url("podcast", digest), told | changes)

    assert page.status_code == 422
    assert said in page.content.decode()
    assert not Recording.objects.exists()


def test_later_changes_are_dated_and_said(
    digest: Digest, author: User, client: Client
) -> None:
    actions.publish(digest=digest, by=author, at=NOW)
    Item.objects.filter(pk=Item.objects.first().pk).update(reply="A later thought.")
    actions.publish(digest=digest, by=author, at=NOW)
    Digest.objects.update(intro="Thank you very much.")
    actions.publish(
        digest=digest, by=author, at=NOW, note="I had forgotten a thank-you."
    )

    for page in ("digest", "digest_revisions"):
        said = client.get(reverse(page, args=[digest.public_id])).content.decode()
        assert "One reply was changed." in said
        assert "I had forgotten a thank-you." in said
    text = client.get(reverse("export_digest", args=[digest.public_id, "text"]))
    assert "Revised 4 May 2026: One reply was changed." in text.content.decode()


def test_the_page_has_contents_and_an_address_for_each_quotation(
    digest: Digest, author: User, client: Client
) -> None:
    factories.item(
        digest, factories.answer(factories.question(digest.essay), body=TEXT)
    )
    actions.publish(digest=digest, by=author, at=NOW)

    page = client.get(digest.get_absolute_url()).content.decode()

    for item in Item.objects.all():
        assert f'id="i-{item.public_id}"' in page
        assert f'{digest.get_absolute_url()}#i-{item.public_id}"' in page
        assert f'href="#g-{item.answer.question.public_id}"' in page


def test_the_board_says_what_readers_do_not_see_yet(
    digest: Digest, author: User, as_: As
) -> None:
    actions.publish(digest=digest, by=author, at=NOW)
    client, board = as_(author), url("board", digest)
    page = client.get(board).content.decode()
    assert "As readers see it" in page
    assert "Changes not out yet" not in page

    Digest.objects.filter(pk=digest.pk).update(intro="Thanks again.")
    page = client.get(board).content.decode()
    assert "Changes not out yet" in page
    assert "The introduction was changed." in page
    assert "Check and publish the changes" in page

    digest.refresh_from_db()
    actions.publish(digest=digest, by=author, at=NOW)
    assert "Changes not out yet" not in client.get(board).content.decode()


def test_headings_that_the_compile_made_are_pointed_out_until_they_are_changed(
    digest: Digest, author: User
) -> None:
    theirs, own = digest.groups.order_by("position")
    section = factories.section(digest.essay, title="On machines")
    parted = digest.groups.create(
        kind="section", section=section, heading="On machines", position=9
    )
    asked = factories.question(digest.essay, section=section)
    factories.item(digest, factories.answer(asked), group=parted)
    theirs.heading = theirs.question.whole
    theirs.save()
    own.heading = "It forgets what it promised"
    own.save()

    found = {one.message: one.places for one in findings(digest, at=NOW)}

    (place,) = found["The heading is still the question’s words: what is argued?"]
    assert place.name == theirs.heading
    assert place.url == reverse("desk:group", args=[theirs.pk])
    (place,) = found["The heading names a theme: say what is argued, or ask."]
    assert place.url == reverse("desk:group", args=[parted.pk])


def test_the_note_counts_quotations_apart_from_what_is_retold(digest: Digest) -> None:
    digest.items.filter(pk=digest.items.first().pk).update(
        kind="paraphrase", said="Machines forget."
    )

    note = draft_document(digest, at=NOW).selection_note

    assert note.startswith(
        "1 quotation and 1 point in the author’s words from 2 readers, out of 2 answers"
    )
