"""The compile and the exports from the command line."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from apps.digest import actions
from apps.digest.models import Digest
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_a_compile_prints_its_figures() -> None:
    essay = factories.essay()
    factories.votes(factories.answer(factories.question(essay)), helpful=3)

    figures = json.loads(run("compile_digest", essay.slug, "--json"))

    assert (figures["read"], figures["candidates"]) == (1, 1)
    assert figures["seconds"] >= 0


def test_a_compile_of_nothing_known_is_one_sentence() -> None:
    with pytest.raises(CommandError, match="There is no essay"):
        run("compile_digest", "nowhere")


@pytest.mark.parametrize("format", ["markdown", "html", "text", "json"])
def test_a_published_digest_is_printed(format: str) -> None:
    digest = factories.digest()
    answer = factories.answer(factories.question(digest.essay))
    factories.item(digest, answer)
    actions.publish(digest=digest, by=digest.essay.author, at=NOW)

    printed = run("export_digest", digest.public_id, f"--format={format}")

    assert answer.body in printed


def published() -> Digest:
    digest = factories.digest()
    answer = factories.answer(factories.question(digest.essay))
    factories.item(digest, answer)
    actions.publish(digest=digest, by=digest.essay.author, at=NOW)
    return digest


@pytest.mark.parametrize("format", ["rundown", "chapters", "podlove", "shownotes"])
def test_a_podcast_is_printed_at_the_wanted_length(format: str) -> None:
    printed = run(
        "export_digest", published().public_id, f"--format={format}", "--minutes=30"
    )

    assert "Opening" in printed or "OPENING" in printed
    assert "30 min:" in printed or format != "rundown"


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (["--format=rundown", "--minutes=0"], "Choose 1 to 600 minutes"),
        (["--format=rundown", "--minutes=x"], "Choose 1 to 600 minutes"),
        (["--format=rundown", "--pace=10"], "Choose 80 to 250 words a minute"),
        (["--format=epub"], "--output"),
        (["--output=/nowhere/at/all"], "cannot be written"),
    ],
)
def test_what_cannot_be_exported_is_one_sentence(
    words: list[str], refusal: str
) -> None:
    with pytest.raises(CommandError, match=refusal):
        run("export_digest", published().public_id, *words)


def test_a_book_is_written_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "post.epub"

    said = run(
        "export_digest", published().public_id, "--format=epub", f"--output={path}"
    )

    assert path.read_bytes().startswith(b"PK")
    assert str(path) in said


def test_a_draft_is_not_printed() -> None:
    digest = factories.digest()

    with pytest.raises(CommandError, match="no published digest"):
        run("export_digest", digest.public_id)
