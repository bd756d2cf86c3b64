"""What becomes of a picked answer shows at once: on the desk, in files, for readers."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.digest.exports import FORMATS
from apps.digest.models import Digest, DigestRevision, Item
from tests import factories
from tests.digest.pressing import look_and_press

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
SOUND = "The machine forgets what it promised on Monday, and nobody told it to look."
ODD = "Whoever asked for the ledger was given the ledger of another house entirely."
BROKEN = [
    [{"start": 0, "end": 9_999}],
    [{"start": 9, "end": 3}],
    [{"insert": "only this"}],
    [{"start": 0, "end": 9}, {"insert": "a] b"}],
    [],
    {},
    "whole",
    [{"start": "0", "end": 9}],
    [None],
    None,
]


@pytest.fixture
def digest(author: User) -> Digest:
    """A draft with two quotations; the second quotes ODD."""
    essay = factories.essay(author)
    digest = factories.digest(essay, title="The highlights", intro="Thank you.")
    for body in (SOUND, ODD):
        factories.item(digest, factories.answer(factories.question(essay), body=body))
    return digest


@pytest.fixture
def odd(digest: Digest) -> Item:
    return Item.objects.get(digest=digest, answer__body=ODD)


def url(name: str, digest: Digest, *more: str) -> str:
    return reverse(f"desk:{name}", args=[digest.public_id, *more])


def broken(item: Item, excerpt: object) -> None:
    # A JSON null is written by its own expression; the column takes no SQL NULL.
    from django.db.models import JSONField, Value

    stored = Value(None, JSONField()) if excerpt is None else excerpt
    Item.objects.filter(pk=item.pk).update(excerpt=stored)


@pytest.mark.parametrize("excerpt", BROKEN, ids=repr)
def test_a_broken_excerpt_is_flagged_on_the_board_with_a_way_out(
    digest: Digest, odd: Item, author: User, as_: As, excerpt: object
) -> None:
    broken(odd, excerpt)

    page = as_(author).get(url("board", digest))

    html = page.content.decode()
    assert "This quotation does not fit its answer" in html
    assert html.count("This quotation does not fit its answer") == 1
    assert SOUND in html
    again = as_(author).get(reverse("desk:trim", args=[odd.public_id]))
    assert ODD in again.content.decode()


@pytest.mark.parametrize("excerpt", BROKEN[:3], ids=repr)
@pytest.mark.parametrize("way", ["page", "paste", "markdown", "rundown"])
def test_a_preview_leaves_a_broken_excerpt_out(
    digest: Digest, odd: Item, author: User, as_: As, excerpt: object, way: str
) -> None:
    broken(odd, excerpt)

    page = as_(author).get(url("preview", digest), {"as": way})

    assert page.status_code == 200
    assert "the ledger of another" not in page.content.decode()


@pytest.mark.parametrize("format", FORMATS)
def test_no_file_of_the_draft_holds_a_broken_excerpt(
    digest: Digest, odd: Item, author: User, as_: As, format: str
) -> None:
    broken(odd, BROKEN[0])

    file = as_(author).get(url("export_draft", digest, format))

    assert file.status_code == 200
    assert b"the ledger of another" not in file.content


def test_a_podcast_is_planned_without_a_broken_excerpt(
    digest: Digest, odd: Item, author: User, as_: As
) -> None:
    broken(odd, BROKEN[0])

    page = as_(author).get(url("podcast", digest))

    assert page.status_code == 200
    assert "the ledger of another" not in page.content.decode()


def test_a_broken_excerpt_must_be_mended_before_publishing(
    digest: Digest, odd: Item, author: User, as_: As
) -> None:
    broken(odd, BROKEN[0])

    page = as_(author).get(url("publish", digest))
    [must] = [one for one in page.context["findings"] if one.is_must]

    assert must.message.startswith("A quotation does not fit its answer")
    assert must.places[0].url == reverse("desk:trim", args=[odd.public_id])
    assert as_(author).post(url("publish", digest)).status_code == 422
    assert not DigestRevision.objects.exists()


def test_cutting_it_again_mends_a_broken_excerpt(
    digest: Digest, odd: Item, author: User, as_: As
) -> None:
    broken(odd, BROKEN[0])

    client, place = as_(author), reverse("desk:trim", args=[odd.public_id])
    seen = client.get(place).context["seen"]
    client.post(place, {"keep": ["0"], "seen": seen})

    html = as_(author).get(url("board", digest)).content.decode()
    assert ODD in html
    assert "does not fit its answer" not in html


def test_an_excerpt_that_breaks_later_changes_nothing_for_readers(
    digest: Digest, odd: Item, author: User, as_: As, client: Client
) -> None:
    look_and_press(as_(author), digest)
    before = client.get(reverse("digest", args=[digest.public_id]))
    broken(odd, BROKEN[0])

    after = client.get(reverse("digest", args=[digest.public_id]))

    assert before.status_code == after.status_code == 200
    assert ODD in after.content.decode()


@pytest.mark.parametrize(
    ("body", "is_said"),
    [
        ("It was [not] so, they said, and nobody who was there contradicted it.", True),
        ("It was [so](https://a.example), and nobody who was there denied it.", False),
    ],
)
def test_brackets_of_the_writer_are_pointed_out(
    digest: Digest, author: User, as_: As, body: str, is_said: bool
) -> None:
    question = factories.question(digest.essay)
    factories.item(digest, factories.answer(question, body=body))

    page = as_(author).get(url("publish", digest)).content.decode()

    assert ("The writer used brackets too: [not]." in page) is is_said


@pytest.mark.parametrize("format", ["markdown", "html", "text", "json", "rundown"])
def test_a_file_of_what_is_published_holds_no_words_that_nobody_wrote(
    digest: Digest, author: User, as_: As, client: Client, format: str
) -> None:
    look_and_press(as_(author), digest)
    address = reverse("export_digest", args=[digest.public_id, format])
    assert b"another house entirely" in client.get(address).content
    revision = DigestRevision.objects.get(digest=digest)
    stored = json.dumps(revision.document)
    revision.document = json.loads(stored.replace("another house", "our own house"))
    revision.save()

    file = client.get(address)

    assert file.status_code == 200
    assert b"house entirely" not in file.content
    assert b"forgets what it promised" in file.content


def test_a_cut_and_an_insertion_of_what_is_published_stay_in_its_files(
    digest: Digest, odd: Item, author: User, as_: As, client: Client
) -> None:
    odd.excerpt = [
        {"start": 0, "end": 7},
        {"insert": "the clerk"},
        {"start": ODD.index("of another"), "end": len(ODD)},
    ]
    odd.save()
    look_and_press(as_(author), digest)

    file = client.get(reverse("export_digest", args=[digest.public_id, "text"]))

    assert "Whoever […] [the clerk] of another house" in file.content.decode()
