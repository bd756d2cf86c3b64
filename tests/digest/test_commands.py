"""The compile and the exports from the command line."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from apps.digest import actions
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


def test_a_draft_is_not_printed() -> None:
    digest = factories.digest()

    with pytest.raises(CommandError, match="no published digest"):
        run("export_digest", digest.public_id)
