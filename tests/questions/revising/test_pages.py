"""An editor revises through the pages; any reader may look at what was changed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from apps.questions.actions import accept, undo_revision
from apps.questions.models import Essay, EssayImport, EssayRevision
from tests import factories
from tests.factories import NOW
from tests.questions.revising.essays import (
    FERRY,
    asking,
    bring,
    live,
    revise,
    texts,
)
from tests.questions.revising.test_applying import EDITS, PIER, SHIP

MIXED = (
    FERRY.replace("oldest pier", "oldest standing pier")
    .replace(SHIP, "")
    .replace("## Ice", "## Ice\n\n- Who lights the lamps?")
)


@pytest.fixture
def essay(author) -> Essay:
    return live(by=author)


@pytest.fixture
def editing(as_, author):
    return as_(author)


@pytest.fixture
def pending(essay, author) -> EssayImport:
    return bring(essay, MIXED, by=author)


def at(pending: EssayImport, step: str) -> str:
    return reverse(f"revise_{step}", args=["bridges", pending.public_id])


def key(page, text: str) -> str:
    rows = [row for group in page.context["groups"] for row in group.rows]
    return next(row.key for row in rows if row.text == text)


def test_a_pasted_version_is_compared_before_anything_changes(essay, editing):
    before = texts(essay)

    page = editing.post(
        "/e/bridges/revise/", {"text": MIXED, "format": "auto"}, follow=True
    )

    html = page.content.decode()
    assert "How old is the oldest<ins> standing</ins> pier?" in html
    assert page.context["counts"] == ["4 kept", "1 reworded", "1 new", "1 removed"]
    assert texts(essay) == before


def test_an_uploaded_version_is_read_like_a_paste(essay, editing):
    upload = SimpleUploadedFile("essay.md", MIXED.encode())

    editing.post("/e/bridges/revise/", {"file": upload, "format": "auto"})

    assert EssayImport.objects.get().revises == essay


def test_a_version_without_questions_comes_back_with_its_text(essay, editing):
    page = editing.post(
        "/e/bridges/revise/", {"text": "# A Walk\n\nHome early.", "format": "auto"}
    )

    assert page.status_code == 422
    assert b"Home early." in page.content


@pytest.mark.parametrize("raw", [b"PK\x03\x04\x00\x00", b"x" * 2_000_000])
def test_a_file_that_is_no_text_is_refused(essay, editing, raw):
    upload = SimpleUploadedFile("essay.md", raw)

    page = editing.post("/e/bridges/revise/", {"file": upload, "format": "auto"})

    assert page.status_code == 422
    assert not EssayImport.objects.exists()


def test_putting_it_in_place_leads_to_what_it_changed(essay, editing, pending):
    page = editing.post(at(pending, "apply"), {"seen": "1"}, follow=True)

    assert page.redirect_chain[-1][0] == "/e/bridges/revisions/2/"
    assert b"<ins> standing</ins>" in page.content
    assert "Who lights the lamps?" in texts(essay)


def test_a_removed_question_can_be_paired_by_hand(essay, editing, pending):
    ship = asking(SHIP[2:-1])
    lamps = key(editing.get(at(pending, "compare")), "Who lights the lamps?")

    page = editing.post(
        at(pending, "pair"), {f"same-{lamps}": ship.public_id}, follow=True
    )
    editing.post(at(pending, "apply"), {"seen": "1"})

    ship.refresh_from_db()
    assert page.context["counts"] == ["4 kept", "2 reworded, 1 of them moved"]
    assert (ship.text, ship.status) == ("Who lights the lamps?", "live")


def test_a_reworded_question_can_be_told_apart(essay, editing, pending):
    pier = asking("How old is the oldest pier?")
    page = editing.get(at(pending, "compare"))
    different = f"different-{key(page, 'How old is the oldest standing pier?')}"

    page = editing.post(at(pending, "apply"), {"seen": "1", different: "on"})

    pier.refresh_from_db()
    assert pier.status == "retired"
    assert asking("How old is the oldest standing pier?").pk != pier.pk


def test_choices_that_name_nothing_are_passed_over(essay, editing, pending):
    editing.post(at(pending, "pair"), {"same-99.0": "nothing", "different-x": "on"})

    pending.refresh_from_db()
    assert pending.pairings == {}


def test_a_version_compared_too_early_is_refused_with_its_choices(
    essay, editing, pending, author
):
    ship = asking(SHIP[2:-1])
    lamps = key(editing.get(at(pending, "compare")), "Who lights the lamps?")
    revise(essay, EDITS["renamed"](FERRY), by=author)

    page = editing.post(
        at(pending, "apply"), {"seen": "1", f"same-{lamps}": ship.public_id}
    )

    assert page.status_code == 409
    assert b"since you compared" in page.content
    assert page.context["seen"] == 2
    assert EssayImport.objects.get(pk=pending.pk).pairings == {lamps: ship.public_id}


@pytest.mark.parametrize("seen", ["", "one", "-1", "9" * 40])
def test_a_form_without_what_was_seen_changes_nothing(essay, editing, pending, seen):
    page = editing.post(at(pending, "apply"), {"seen": seen})

    assert page.status_code == 409
    assert essay.revisions.count() == 1


def test_a_version_that_changes_nothing_says_so(essay, editing, author):
    pending = bring(essay, FERRY, by=author)

    page = editing.post(at(pending, "apply"), {"seen": "1"})

    assert page.status_code == 409
    assert b"Nothing is different" in page.content


def test_a_version_in_place_is_closed(essay, editing, pending):
    editing.post(at(pending, "apply"), {"seen": "1"})

    for step in ("pair", "apply", "discard"):
        page = editing.post(at(pending, step), {"seen": "2"}, follow=True)
        assert page.redirect_chain[-1][0] == "/e/bridges/revisions/"
    assert essay.revisions.count() == 2


def test_a_version_can_be_discarded(essay, editing, pending):
    page = editing.post(at(pending, "discard"), follow=True)

    assert b"The essay is as it was" in page.content
    assert editing.get(at(pending, "compare")).status_code == 404


def test_how_a_version_was_read_can_be_corrected_first(essay, editing, pending):
    line = MIXED.split("\n").index("- Who lights the lamps?") + 1
    act = {"act": "choose:consideration", "key": f"{line}.0", "version": 1}
    editing.post(reverse("import_correct", args=[pending.public_id]), act)

    confirm = reverse("import_confirm", args=[pending.public_id])
    page = editing.post(confirm, {"version": 2}, follow=True)

    assert page.redirect_chain[-1][0] == at(pending, "compare")
    assert "1 new" not in page.context["counts"]


def test_a_version_left_without_questions_says_so(essay, editing, pending):
    pieces = editing.get(reverse("import_preview", args=[pending.public_id]))
    pending.corrections = [
        {"act": "leave", "key": row.key} for row in pieces.context["rows"]
    ]
    pending.save()
    confirm = reverse("import_confirm", args=[pending.public_id])

    page = editing.post(confirm, {"version": 1}, follow=True)
    refused = editing.post(at(pending, "apply"), {"seen": "1"})

    assert (page.status_code, refused.status_code) == (422, 422)
    assert b"There is no question in this version" in page.content


def test_waiting_versions_are_listed_with_their_essay_and_on_the_desk(
    essay, editing, pending
):
    assert at(pending, "compare") in editing.get("/e/bridges/revise/").content.decode()
    desk = editing.get("/desk/").content.decode()
    assert at(pending, "compare") in desk
    assert "New version</span>" in desk
    assert pending.public_id not in editing.get("/desk/import/").content.decode()


def test_the_preview_says_which_questions_readers_asked(
    essay, editing, author, pending
):
    wish = factories.proposal(essay, text="May one swim?")
    ice = essay.sections.get(title="Ice")
    accept(proposal=wish, by=author, section=ice, text=wish.text, at=NOW)

    page = editing.get(at(pending, "compare"))

    assert b"stay at the end of their section" in page.content
    assert b"May one swim?" in page.content


def test_the_page_of_an_essay_offers_a_new_version_to_editors(
    essay, editing, as_, reader, client
):
    assert b"/e/bridges/revise/" in editing.get("/e/bridges/").content
    for door in (as_(reader), client):
        page = door.get("/e/bridges/").content
        assert b"/e/bridges/revise/" not in page
        assert b"/e/bridges/revisions/" in page


def test_anybody_may_read_what_a_version_changed(essay, author, client):
    revise(essay, MIXED, by=author)

    listed = client.get("/e/bridges/revisions/")
    page = client.get("/e/bridges/revisions/2/")

    assert b"1 reworded" in listed.content
    assert b"<ins> standing</ins>" in page.content
    assert asking(SHIP[2:-1]).get_absolute_url().encode() in page.content
    assert b"Undo" not in page.content


def test_pages_of_versions_are_kept_until_something_changes(essay, author, client):
    revision = revise(essay, MIXED, by=author)
    pages = ["/e/bridges/revisions/", "/e/bridges/revisions/2/"]
    tags = {url: client.get(url)["ETag"] for url in pages}

    def answers() -> list[int]:
        return [
            client.get(url, headers={"If-None-Match": tag}).status_code
            for url, tag in tags.items()
        ]

    assert answers() == [304, 304]
    undo_revision(revision=revision, by=author, at=NOW)
    assert answers() == [200, 200]


def test_the_first_version_says_that_it_is_the_first(essay, client):
    page = client.get("/e/bridges/revisions/1/")

    assert b"as it was first published" in page.content


@pytest.mark.parametrize("number", [3, 99999999])
def test_a_version_that_never_was_is_not_found(essay, client, number):
    assert client.get(f"/e/bridges/revisions/{number}/").status_code == 404


def test_versions_of_an_unpublished_essay_are_for_editors(essay, editing, client):
    Essay.objects.update(published_at=None)

    for url in ("/e/bridges/revisions/", "/e/bridges/revisions/1/"):
        assert client.get(url).status_code == 404
        assert editing.get(url).status_code == 200


def test_the_last_version_can_be_undone_from_its_page(essay, editing, author):
    before = texts(essay)
    revise(essay, MIXED, by=author)
    offered = editing.get("/e/bridges/revisions/2/").content

    page = editing.post("/e/bridges/revisions/2/undo/", follow=True)

    assert b"Undo this version" in offered
    assert b"was undone on" in page.content
    assert b"Undo this version" not in page.content
    assert texts(essay) == before


def test_what_cannot_be_undone_says_why(essay, editing, author):
    revise(essay, MIXED, by=author)
    wish = factories.proposal(essay, text="May one swim?")
    ice = essay.sections.get(title="Ice")
    accept(proposal=wish, by=author, section=ice, text=wish.text, at=NOW)

    page = editing.post("/e/bridges/revisions/2/undo/", follow=True)

    assert "“May one swim?” was accepted since" in page.content.decode()
    assert EssayRevision.objects.get(number=2).undone_at is None


@pytest.mark.parametrize("step", ["pair", "apply", "discard"])
def test_readers_and_strangers_change_nothing(
    essay, pending, as_, reader, client, step
):
    assert client.post(at(pending, step)).status_code == 302
    assert as_(reader).post(at(pending, step)).status_code == 403
    assert essay.revisions.count() == 1


@pytest.mark.parametrize("step", ["pair", "apply", "discard"])
def test_looking_changes_nothing(essay, editing, pending, step):
    assert editing.get(at(pending, step)).status_code == 405
    assert editing.get("/e/bridges/revisions/1/undo/").status_code == 405


def test_what_is_gone_is_not_found(essay, editing, pending, author):
    elsewhere = factories.essay(author)
    steps = [at(pending, step) for step in ("pair", "apply", "discard")]

    for url in ("/e/no-such/revise/", "/e/no-such/revisions/1/undo/"):
        assert editing.post(url).status_code == 404
    for url in steps:
        moved = url.replace("bridges", elsewhere.slug)
        assert editing.post(moved).status_code == 404


def many(number: int) -> str:
    return "".join(f"- Why {n} and {n * n}?\n" for n in range(number))


def test_comparing_takes_no_more_queries_for_longer_essays(
    essay, editing, pending, author, growth
):
    def add() -> None:
        longer = MIXED.replace(PIER, PIER + many(40)) + many(40)
        EssayImport.objects.filter(pk=pending.pk).update(source=longer)
        for n in range(40):
            factories.question(essay, section=essay.sections.first(), text=f"Old {n}?")

    growth(at(pending, "compare"), add, editing)


def test_pages_of_versions_take_no_more_queries_for_more_of_them(
    essay, author, client, editing, growth
):
    def add() -> None:
        revise(essay, FERRY + many(40), by=author)
        revise(essay, MIXED, by=author)

    revise(essay, EDITS["added"](FERRY), by=author)
    growth("/e/bridges/revisions/", add, client)
    growth("/e/bridges/revise/", lambda: bring(essay, MIXED, by=author), editing)
    growth("/e/bridges/revisions/2/", lambda: None, client)


def test_a_question_that_moved_names_what_it_hangs_below_now(
    essay, editing, author
) -> None:
    toll, pier = (
        "  - Would a toll at night be fairer?\n",
        "- How old is the oldest pier?\n",
    )
    moved = FERRY.replace(toll, "").replace(pier, pier + toll)

    page = editing.get(at(bring(essay, moved, by=author), "compare")).content.decode()

    assert "moved within “Crossing”, under “How old is the oldest pier?”" in page
