"""An editor uploads another platform's export and chooses the post."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from apps.questions.models import ArchivedPost, Essay, EssayImport, ImportArchive
from tests.questions.exports import ghost, item, substack, wordpress

IMPORT = "/desk/import/"
BODY = "<h2>Crossing</h2><ul><li><p>Who pays for the bridge?</p></li></ul>"
BRIDGES = {"title": "Bridges", "html": BODY}
PAID = {**BRIDGES, "audience": "only_paid"}
WALK = {"title": "A Walk", "html": "<p>The river was low.</p>"}


def upload(raw: bytes, name: str = "export.zip", **fields: str) -> dict[str, object]:
    file = SimpleUploadedFile(name, raw)
    return {"file": file, "text": "", "format": "auto", **fields}


@pytest.fixture
def editing(as_, author):
    return as_(author)


@pytest.fixture
def archive(editing):
    editing.post(IMPORT, upload(substack(WALK, BRIDGES), slug="bridges-at-last"))
    return ImportArchive.objects.get()


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (substack(BRIDGES), "export.zip"),
        (ghost(BRIDGES), "blog.json"),
        (wordpress(item(title="Bridges", body=BODY)), "blog.xml"),
    ],
)
def test_an_export_with_one_post_goes_straight_to_the_outline(editing, raw, name):
    page = editing.post(IMPORT, upload(raw, name), follow=True)

    pending = EssayImport.objects.get()
    assert page.redirect_chain[-1][0] == pending.get_absolute_url()
    assert (pending.title, pending.format) == ("Bridges", "html")
    assert not ImportArchive.objects.exists()


def test_an_export_with_several_posts_offers_them_all(editing, archive):
    draft = {"title": "<Draft>", "is_published": "false", "post_date": ""}

    page = editing.post(IMPORT, upload(substack(draft, BRIDGES)), follow=True)

    titles = [post.title for post in page.context["posts"]]
    assert titles == ["Bridges", "<Draft>"]
    assert b"1 Mar 2026" in page.content
    assert b"&lt;Draft&gt;" in page.content
    assert not EssayImport.objects.exists()


def test_the_chosen_post_is_kept_and_the_others_are_not(editing, archive):
    answer = editing.post(archive.get_absolute_url(), {"post": 2})

    pending = EssayImport.objects.get()
    assert answer.url == pending.get_absolute_url()
    assert pending.slug == "bridges-at-last"
    assert "Who pays for the bridge?" in pending.source
    assert not ArchivedPost.objects.exists()


def test_a_post_that_asks_nothing_leaves_the_others_to_choose(editing, archive):
    page = editing.post(archive.get_absolute_url(), {"post": 1})

    assert page.status_code == 422
    assert b"No question was found" in page.content
    assert len(page.context["posts"]) == 2


def test_posts_that_not_everybody_could_read_and_pages_are_marked(editing):
    raw = substack(PAID, {**WALK, "type": "page"})

    page = editing.post(IMPORT, upload(raw), follow=True).content.decode()

    assert page.count("For paid subscribers only") == 1
    assert page.count(">Page<") == 1


@pytest.mark.parametrize("others", [(), (WALK,)])
def test_a_draft_says_that_its_source_was_not_for_everybody(editing, others):
    page = editing.post(IMPORT, upload(substack(PAID, *others)), follow=True)
    if others:
        chosen = {"post": 1}
        page = editing.post(ImportArchive.objects.get().get_absolute_url(), chosen)
        page = editing.get(page.url)

    assert "this post is for paid subscribers only" in page.content.decode()


def test_a_post_without_a_text_is_marked_and_cannot_be_chosen(editing):
    raw = substack({"title": "New"}, BRIDGES)
    page = editing.post(IMPORT, upload(raw), follow=True)
    assert page.content.decode().count("The export has no text for this post.") == 1

    page = editing.post(ImportArchive.objects.get().get_absolute_url(), {"post": 1})

    assert page.status_code == 422
    assert page.context["form"].non_field_errors() == [
        "The export has no text for this post."
    ]


def test_the_only_post_without_a_text_is_refused(editing):
    page = editing.post(IMPORT, upload(substack({"title": "New"})))

    assert page.status_code == 422
    assert "The export has no text for this post." in page.content.decode()


@pytest.mark.parametrize("choice", [{}, {"post": "3"}, {"post": "x"}, {"post": "0"}])
def test_a_choice_that_names_no_post_is_refused(editing, archive, choice):
    page = editing.post(archive.get_absolute_url(), choice)

    assert page.status_code == 422
    assert not EssayImport.objects.exists()


def test_choosing_twice_finds_nothing(editing, archive):
    editing.post(archive.get_absolute_url(), {"post": 2})

    again = editing.post(archive.get_absolute_url(), {"post": 2})

    assert again.status_code == 404
    assert EssayImport.objects.count() == 1


def test_an_export_is_gone_after_a_day(editing, archive):
    ImportArchive.objects.update(created_at=archive.created_at - timedelta(days=1))

    assert editing.get(archive.get_absolute_url()).status_code == 404


def test_the_next_upload_forgets_exports_whose_day_is_over(editing, archive):
    ImportArchive.objects.update(created_at=archive.created_at - timedelta(days=1))

    editing.post(IMPORT, upload(substack(WALK, BRIDGES)))

    assert not ImportArchive.objects.filter(pk=archive.pk).exists()
    assert ArchivedPost.objects.count() == 2


@pytest.mark.parametrize(
    ("raw", "name", "sentence"),
    [
        (b"<!DOCTYPE r []><r/>", "blog.xml", "declares a document type"),
        (b"{", "blog.json", "damaged or cut off"),
        (b"PK\x03\x04", "export.zip", "zip archive is damaged"),
        (bytes(20_000_001), "export.zip", "larger than 20 MB"),
    ],
)
def test_a_bad_export_is_answered_with_the_reason(editing, raw, name, sentence):
    page = editing.post(IMPORT, upload(raw, name))

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not ImportArchive.objects.exists()
    assert not EssayImport.objects.exists()


def test_only_editors_choose(client, as_, archive, reader, moderator):
    url = archive.get_absolute_url()

    assert client.post(url, {"post": 2}).url.startswith("/accounts/login/")
    assert as_(reader).post(url, {"post": 2}).status_code == 403
    assert as_(moderator).get(url).status_code == 403
    assert not EssayImport.objects.exists()


def test_the_page_of_many_posts_reads_none_of_their_texts(editing, archive, growth):
    def add():
        last = archive.posts.count()
        rows = [
            ArchivedPost(archive=archive, number=last + n, title="T", source="s")
            for n in range(1, 11)
        ]
        ArchivedPost.objects.bulk_create(rows)

    growth(archive.get_absolute_url(), add, editing)


def test_the_command_publishes_the_post_that_is_asked_for(author, tmp_path):
    path = tmp_path / "export.zip"
    path.write_bytes(substack(WALK, BRIDGES))

    call_command("import_essay", path, "--post", "post-2")

    assert Essay.objects.get().title == "Bridges"


def test_the_command_lists_the_posts_of_an_export(author, tmp_path):
    path = tmp_path / "export.zip"
    path.write_bytes(substack(WALK, BRIDGES))

    with pytest.raises(
        CommandError, match=r"--post:\n +1 2026-03-01 published +A Walk"
    ):
        call_command("import_essay", path)

    assert not Essay.objects.exists()


def test_the_command_lists_what_sets_a_post_apart(author, tmp_path):
    path = tmp_path / "export.zip"
    path.write_bytes(substack({"title": "New", "type": "page"}, PAID))

    with pytest.raises(CommandError) as refusal:
        call_command("import_essay", path)

    assert "New (page; no text in the export)" in str(refusal.value)
    assert "Bridges (for paid subscribers only)" in str(refusal.value)


def test_the_command_publishes_what_was_not_for_everybody_only_when_told_so(
    author, tmp_path
):
    path = tmp_path / "export.zip"
    path.write_bytes(substack(PAID))

    with pytest.raises(CommandError, match="--public"):
        call_command("import_essay", path)
    assert not Essay.objects.exists()
    call_command("import_essay", path, "--public")

    assert Essay.objects.get().title == "Bridges"


def test_the_command_says_that_a_post_has_no_text(author, tmp_path):
    path = tmp_path / "export.zip"
    path.write_bytes(substack({"title": "New"}))

    with pytest.raises(CommandError, match="no text for this post"):
        call_command("import_essay", path)
