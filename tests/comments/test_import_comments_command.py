"""`manage.py import_comments`, with which the longest files come in."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from apps.comments import actions
from apps.comments.models import ImportedComment
from apps.decisions.models import Decision
from tests import factories
from tests.comments import samples
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def essay():
    return factories.essay(slug="tides", title="Tides")


@pytest.fixture
def file(tmp_path: Path):
    def written(text: str | bytes) -> Path:
        path = tmp_path / "export"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


def run(path: Path, **options: object) -> str:
    out = StringIO()
    call_command("import_comments", path, essay="tides", stdout=out, **options)
    return out.getvalue()


def rows() -> list[dict[str, object]]:
    return list(ImportedComment.objects.order_by("pk").values())


@pytest.mark.parametrize("format", samples.ALL)
def test_a_dry_run_tells_all_and_stores_nothing(format, essay, file) -> None:
    said = json.loads(run(file(samples.ALL[format]), dry_run=True, json=True))

    assert said["format"] == format
    assert said["kept"] == len(said["comments"]) > 0
    assert {"id", "parent", "author", "written_at", "body"} <= said["comments"][
        0
    ].keys()
    assert "@example.org" not in json.dumps(said)
    assert rows() == []


@pytest.mark.parametrize("format", samples.ALL)
def test_the_same_file_twice_changes_no_row(format, essay, file) -> None:
    path = file(samples.ALL[format])

    said = json.loads(run(path, json=True, post="all"))
    first = rows()
    again = json.loads(run(path, json=True, post="all"))

    assert (said["new"], again["new"]) == (said["kept"], 0)
    assert len(first) == said["kept"]
    assert rows() == first
    assert Decision.objects.filter(verb="import").count() == 1


def test_threads_are_found_whatever_the_order(essay, file) -> None:
    run(file(samples.WORDPRESS), post="1")

    reply = ImportedComment.objects.select_related("parent").get(external_id="103")
    assert reply.parent is not None
    assert reply.parent.external_id == "101"


def test_no_address_and_no_ip_is_stored_in_the_clear(essay, file) -> None:
    run(file(samples.WORDPRESS), post="all")

    stored = repr(rows())
    assert "@example.org" not in stored
    assert "198.51.100" not in stored
    assert len(ImportedComment.objects.get(external_id="103").author_key) == 64


def test_a_second_import_undoes_no_decision(essay, file, author) -> None:
    path = file(samples.WORDPRESS)
    run(path, post="1")
    question = factories.question(essay)
    accepted = ImportedComment.objects.get(external_id="101")
    actions.accept(comment=accepted, question=question, by=author, at=NOW)
    refused = ImportedComment.objects.get(external_id="103")
    actions.refuse(comment=refused, by=author, at=NOW)
    before = rows()

    run(path, post="1")

    assert rows() == before


def test_what_comes_in_has_its_suggestions_at_once(essay, file) -> None:
    question = factories.question(essay, "Is it the moon or the sun, mostly?")

    run(file(samples.WORDPRESS), post="1")

    comment = ImportedComment.objects.get(external_id="101")
    assert comment.suggestions[0]["question"] == question.public_id


def test_nothing_is_public_before_an_editor_accepts_it(essay, file, client) -> None:
    question = factories.question(essay)
    run(file(samples.WORDPRESS), post="all")

    for page in (essay, question):
        assert "Ada" not in client.get(page.get_absolute_url()).content.decode()


def test_the_post_that_is_the_essay_is_taken(essay, file) -> None:
    essay.original_url = "https://tides.example/2024/open-questions"
    essay.save()

    said = run(file(samples.WORDPRESS))

    assert "Of 2 posts in the file: Open questions about tides" in said
    assert "1 skipped: on another post" in said


def test_without_one_that_fits_none_is_taken_and_it_says_which_there_are(
    essay, file
) -> None:
    path = file(samples.WORDPRESS)

    with pytest.raises(CommandError, match="1 Open questions about tides; 2 Another"):
        run(path)

    assert rows() == []
    assert "choose with --post" in run(path, dry_run=True)
    assert "all of them are taken" in run(path, post="all")


def test_a_place_that_is_kept_is_no_comment_that_waits(essay, file) -> None:
    said = run(file(samples.SUBSTACK))

    assert "2 new: they wait" in said
    assert "1 deleted: places of replies" in said


def test_substack_comments_get_their_address_from_the_essays(essay, file) -> None:
    essay.original_url = "https://letters.example/p/tides"
    essay.save()

    run(file(samples.SUBSTACK))

    assert (
        ImportedComment.objects.get(external_id="504").permalink
        == "https://letters.example/p/tides/comment/504"
    )


def test_two_sites_of_one_kind_are_kept_apart(essay, file) -> None:
    run(file(samples.OWN_JSON))
    other = samples.OWN_JSON.replace('"author": "', '"author": "Old ')
    run(file(other.replace("@", "@old.")), source="The other forum")

    assert ImportedComment.objects.filter(external_id="a").count() == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "empty"),
        ("<!DOCTYPE rss><rss></rss>", "document type"),
        ('{"comments": []}', "no comment"),
    ],
)
def test_a_refusal_is_a_sentence_and_stores_nothing(
    text, sentence, essay, file
) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(file(text))

    assert rows() == []


def test_an_essay_that_is_not_there_is_named(file) -> None:
    with pytest.raises(CommandError, match="no essay with the slug tides"):
        run(file(samples.DISQUS))


def test_a_file_that_is_not_there_is_named(essay, tmp_path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        run(tmp_path / "nothing")
