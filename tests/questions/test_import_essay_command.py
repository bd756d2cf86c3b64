"""`manage.py import_essay`."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from apps.questions.models import Essay, EssayRevision
from tests import factories
from tests.questions.texts import SMALL


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "essay.md"
    path.write_text(SMALL, encoding="utf-8")
    return path


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("import_essay", *map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_dry_run_needs_no_database_and_prints_the_outline(file):
    printed = json.loads(run(file, "--dry-run", "--json"))

    assert printed["title"] == "Bridges and Other Doubts"
    assert printed["subtitle"] == "What the ferryman did not say"
    lines = {item["line"]: item for item in printed["items"]}
    pays = SMALL.split("\n").index("- Who should pay for the bridge? {#payfor1}") + 1
    assert lines[pays]["kind"] == "question"
    assert lines[pays + 1]["kind"] == "consideration"
    assert lines[pays + 1]["parent"] == pays
    assert lines[lines[pays]["parent"]]["parent"] is None


def test_a_dry_run_in_words_counts_the_kinds(file):
    printed = run(file, "--dry-run")

    assert "Bridges and Other Doubts" in printed
    assert "3 question" in printed


def test_without_dry_run_the_first_editor_publishes(file, newcomer, author):
    run(file)

    essay = Essay.objects.get(slug="bridges-and-other-doubts")
    assert essay.author == author
    assert essay.published_at is not None
    assert EssayRevision.objects.get().source == SMALL


def test_a_superuser_may_stand_in_for_an_editor(file, db):
    owner = factories.person("owner", is_superuser=True)

    run(file)

    assert Essay.objects.get().author == owner


def test_author_and_address_may_be_named(file, author):
    other = factories.person("other", role="editor")

    run(file, "--author", "other", "--slug", "bridges")

    assert Essay.objects.get().author == other
    assert Essay.objects.get().slug == "bridges"


@pytest.mark.parametrize(
    ("wanted", "slug"),
    [("On Bridges/..", "on-bridges"), ("long-" * 30, "long-" * 15 + "l")],
)
def test_an_address_is_made_fit_for_one(file, author, client, wanted, slug):
    run(file, "--slug", wanted)

    assert Essay.objects.get().slug.rstrip("-") == slug.rstrip("-")
    assert client.get("/").status_code == 200


def test_json_and_storing_go_together(file, author):
    printed = json.loads(run(file, "--json"))

    assert len(printed["items"]) > 5
    assert Essay.objects.exists()


def test_the_format_may_be_said(file):
    printed = json.loads(run(file, "--dry-run", "--json", "--format", "markdown"))

    assert printed["title"] == "Bridges and Other Doubts"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--author", "nobody"], "There is nobody with the username nobody."),
        ([], "There is no editor yet. Name the author with --author."),
    ],
)
def test_an_essay_needs_an_author(file, db, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(file, *arguments)

    assert not Essay.objects.exists()


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\x89PNG\r\n", "This is an image, not text."),
        (b"\xff\xfe\xfd", "The file is not UTF-8 text|binary"),
        (b"Why? " * 300_000, "The text is longer than 1 MB."),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path, raw, sentence):
    path = tmp_path / "essay.txt"
    path.write_bytes(raw)

    with pytest.raises(CommandError, match=sentence) as refusal:
        run(path, "--dry-run")

    assert refusal.value.returncode == 1


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(CommandError, match="No such file or directory"):
        run(tmp_path / "nothing.md", "--dry-run")
