"""An editor uploads an old comment section, checks it, and brings it in."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from apps.comments.models import CommentImport, ImportedComment, StagedComments
from apps.jobs import tasks
from apps.jobs.models import Job
from tests import factories
from tests.comments import samples

pytestmark = pytest.mark.django_db
PAGE = "/desk/essays/tides/comments/"
# As in every worker.
import_module("apps.comments.tasks")


@pytest.fixture
def essay(author):
    return factories.essay(author, slug="tides", title="Tides")


@pytest.fixture
def editing(as_, author, essay):
    return as_(author)


def upload(client, text: str, **fields: str):
    file = SimpleUploadedFile("export.xml", text.encode())
    return client.post(f"{PAGE}import/", {"file": file, "format": "auto", **fields})


@pytest.fixture
def read(editing) -> CommentImport:
    upload(editing, samples.WORDPRESS)
    return CommentImport.objects.select_related("essay").get()


def _by_others(text: str) -> str:
    """The same ids and times, though other people say it."""
    names = [("Ben", "Bea"), ("ben@", "bea@"), ("Ada", "Ari"), ("ada@", "ari@")]
    for one, other in [*names, ("Cy<", "Coe<"), ("Eve<", "Eli<")]:
        text = text.replace(one, other)
    return text


def confirm(client, read: CommentImport, post: str = "") -> Job:
    client.post(f"{read.get_absolute_url()}confirm/", {"post": post})
    return Job.objects.get(kind="import_comments")


def test_the_report_counts_and_shows_before_anything_is_stored(editing, read) -> None:
    text = editing.get(read.get_absolute_url()).content.decode()

    assert "Of which post are the comments?" in text
    assert "confirm/" not in text
    text = editing.get(read.get_absolute_url(), {"post": ""}).content.decode()
    assert "4 comments to bring in" in text
    assert "<td>Pingback</td><td>1</td>" in text
    assert "The moon, <strong>mostly</strong> &amp; the sun." in text
    assert "Another post (1)" in text
    assert not ImportedComment.objects.exists()


def test_of_the_file_no_address_is_kept(read) -> None:
    kept = repr(list(StagedComments.objects.values())) + repr(vars(read))

    assert "@example.org" not in kept
    assert "198.51.100" not in kept


def test_confirming_brings_them_in_and_leads_to_them(editing, read) -> None:
    job = confirm(editing, read)
    tasks.run(job.public_id)

    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert job.result_url == f"{PAGE}?import={read.public_id}"
    assert ImportedComment.objects.waiting().count() == 4
    assert not StagedComments.objects.exists()
    page = editing.get(job.result_url).content.decode()
    assert "Ben O&#x27;Hara" in page
    assert job.result["said"] == "4 comments brought in, 3 left out."
    assert job.result["said"] in page
    assert read.get_absolute_url() in page
    result = editing.get(read.get_absolute_url()).content.decode()
    assert "4 comments brought in" in result
    assert "<td>Pingback</td><td>1</td>" in result


def test_the_job_may_run_twice(editing, read) -> None:
    job = confirm(editing, read)
    tasks.run(job.public_id)
    Job.objects.filter(pk=job.pk).update(state="queued", finished_at=None)
    tasks.run(job.public_id)

    assert ImportedComment.objects.count() == 4


def test_two_sites_of_one_kind_are_kept_apart(editing, read) -> None:
    tasks.run(confirm(editing, read).public_id)

    upload(editing, _by_others(samples.WORDPRESS), source="The other blog")
    other = CommentImport.objects.select_related("essay").get(confirmed_at=None)
    assert "The other blog" in editing.get(other.get_absolute_url()).content.decode()
    editing.post(f"{other.get_absolute_url()}confirm/", {"post": ""})
    job = Job.objects.get(kind="import_comments", state="queued")
    tasks.run(job.public_id)

    sources = ImportedComment.objects.values_list("source", flat=True)
    assert sorted(sources) == ["The other blog"] * 4 + ["wordpress"] * 4


def test_the_same_file_twice_changes_no_row(editing, read) -> None:
    tasks.run(confirm(editing, read).public_id)
    before = list(ImportedComment.objects.order_by("pk").values())

    upload(editing, samples.WORDPRESS)
    again = CommentImport.objects.select_related("essay").get(confirmed_at=None)
    editing.post(f"{again.get_absolute_url()}confirm/", {"post": ""})
    job = Job.objects.get(kind="import_comments", state="queued")
    tasks.run(job.public_id)

    job.refresh_from_db()
    assert job.result["new"] == 0
    assert job.result["said"] == "Nothing was new, 7 left out."
    assert list(ImportedComment.objects.order_by("pk").values()) == before


def test_one_post_of_several_can_be_chosen(editing, read) -> None:
    page = editing.get(read.get_absolute_url(), {"post": "2"})
    assert "1 comment to bring in" in page.content.decode()

    tasks.run(confirm(editing, read, post="2").public_id)

    assert [row.author_name for row in ImportedComment.objects.all()] == ["Eve"]


def test_the_post_that_is_the_essay_is_chosen_already(editing, essay) -> None:
    essay.original_url = "https://tides.example/2024/another/"
    essay.save()
    upload(editing, samples.WORDPRESS)

    read = CommentImport.objects.select_related("essay").get()

    assert (
        "1 comment to bring in" in editing.get(read.get_absolute_url()).content.decode()
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Dear all", "no export of comments"),
        ("<!DOCTYPE rss><rss></rss>", "document type"),
        ("", "The file is empty"),
    ],
)
def test_a_refusal_stands_beside_the_file(editing, text, sentence) -> None:
    page = upload(editing, text)

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not CommentImport.objects.exists()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("bad.csv", "must name “id” and “body”"),
        ("bad.CSV.gz", "must name “id” and “body”"),
        ("bad.json", "each must have “id” and “body”"),
        ("bad.xml", "no export of comments"),
    ],
)
def test_a_file_of_ones_own_hears_what_it_lacks(editing, name, sentence) -> None:
    file = SimpleUploadedFile(name, b"who;what")

    page = editing.post(f"{PAGE}import/", {"file": file, "format": "auto"})

    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_a_file_that_is_cut_off_is_not_called_whole(editing, essay) -> None:
    upload(editing, samples.DISQUS[: samples.DISQUS.index('<post dsq:id="23"')])
    read = CommentImport.objects.select_related("essay").get()

    text = editing.get(read.get_absolute_url()).content.decode()

    assert "damaged or cut off" in text
    assert "every comment of the file" not in text


def test_what_is_deleted_is_no_comment_to_bring_in(editing, essay) -> None:
    upload(editing, samples.SUBSTACK)
    read = CommentImport.objects.select_related("essay").get()

    text = editing.get(read.get_absolute_url()).content.decode()

    assert "2 comments to bring in" in text
    assert "Of 1 deleted or removed comment only the place is kept" in text
    assert "by its author" not in text
    job = confirm(editing, read)
    tasks.run(job.public_id)
    job.refresh_from_db()
    assert job.result["said"] == "2 comments brought in, 1 left out."


def test_a_large_file_is_refused_with_a_way_out(editing, monkeypatch) -> None:
    monkeypatch.setattr("apps.comments.forms.MAX_UPLOAD_BYTES", 10)

    assert "import_comments" in upload(editing, samples.DISQUS).content.decode()


def test_a_post_that_the_file_has_not_is_refused(editing, read) -> None:
    page = editing.post(
        f"{read.get_absolute_url()}confirm/", {"post": "9"}, follow=True
    )

    assert "Choose one of the posts" in page.content.decode()
    assert not Job.objects.filter(kind="import_comments").exists()


@pytest.mark.parametrize("act", ["confirm", "discard"])
def test_what_was_confirmed_is_not_decided_again(editing, read, act) -> None:
    confirm(editing, read)

    page = editing.post(f"{read.get_absolute_url()}{act}/", follow=True)

    assert "confirmed" in page.content.decode()
    assert Job.objects.filter(kind="import_comments").count() == 1


def test_discarding_forgets_all_of_it(editing, read) -> None:
    editing.post(f"{read.get_absolute_url()}discard/")

    assert not CommentImport.objects.exists()
    assert not StagedComments.objects.exists()


def test_after_a_day_it_has_to_be_uploaded_again(editing, read) -> None:
    CommentImport.objects.update(created_at=timezone.now() - timedelta(days=2))

    assert editing.get(read.get_absolute_url()).status_code == 404
    upload(editing, samples.DISQUS)
    assert CommentImport.objects.count() == 1


def test_the_report_does_not_grow_with_its_comments(editing, read, growth) -> None:
    part = StagedComments.objects.first()

    def add() -> None:
        part.records = part.records * 50
        part.save()

    growth(read.get_absolute_url(), add, editing)


def test_the_list_does_not_grow_with_its_comments(editing, essay, growth) -> None:
    def add() -> None:
        for _ in range(20):
            factories.comment(essay)

    factories.comment(essay)
    growth(PAGE, add, editing)


def test_an_empty_list_says_what_will_be_here(editing) -> None:
    assert "Nothing waits here" in editing.get(PAGE).content.decode()


def test_a_file_that_is_here_says_so_and_changes_nothing(editing, read) -> None:
    tasks.run(confirm(editing, read).public_id)
    count = ImportedComment.objects.count()

    upload(editing, samples.WORDPRESS)
    again = CommentImport.objects.latest("pk")
    text = editing.get(again.get_absolute_url(), {"post": ""}).content.decode()

    assert "0 comments to bring in" in text
    assert "All 4 are here already" in text
    assert "confirm/" not in text
    assert again.filename not in editing.get(f"{PAGE}import/").content.decode()
    assert again.source == "wordpress"
    assert ImportedComment.objects.count() == count


def test_a_site_is_the_same_with_www_before_it(editing, read) -> None:
    tasks.run(confirm(editing, read).public_id)

    upload(editing, samples.WORDPRESS.replace("//tides.example", "//www.tides.example"))

    assert CommentImport.objects.latest("pk").source == "wordpress"


def test_another_site_of_the_same_kind_comes_in_beside_the_first(editing, read) -> None:
    tasks.run(confirm(editing, read).public_id)
    other = _by_others(samples.WORDPRESS).replace("tides.", "notebook.")
    assert other != samples.WORDPRESS

    for _ in range(2):
        upload(editing, other)

    first, second = CommentImport.objects.order_by("-pk")[:2]
    assert first.source == second.source == "notebook.example"
    assert "here already" not in editing.get(first.get_absolute_url()).content.decode()


def test_what_came_with_another_import_is_counted_and_left_out(editing) -> None:
    date = "<wp:comment_date_gmt>2024-03-02 08:30:00</wp:comment_date_gmt>"
    dated = samples.WORDPRESS.replace(
        "<wp:comment_content>", f"{date}<wp:comment_content>"
    )
    upload(editing, dated)
    tasks.run(confirm(editing, CommentImport.objects.get()).public_id)

    upload(editing, dated, source="The other blog")
    other = CommentImport.objects.select_related("essay").get(confirmed_at=None)
    text = editing.get(other.get_absolute_url(), {"post": ""}).content.decode()
    editing.post(f"{other.get_absolute_url()}confirm/", {"post": ""})
    tasks.run(Job.objects.get(kind="import_comments", state="queued").public_id)

    assert "0 comments to bring in" in text
    assert "<td>Already here from another import</td><td>4</td>" in text
    assert "Bring in 0" not in text
    assert ImportedComment.objects.count() == 4
