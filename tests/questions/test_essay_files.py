"""The essay as a Markdown or HTML file, made from its rows."""

import pytest

from apps.questions.actions import accept, publish_outline
from apps.questions.importing import Outline, parse
from apps.questions.models import Essay, Question
from apps.questions.stored_outline import outline_of
from tests import factories
from tests.factories import NOW
from tests.questions.exporting.test_fixed_point import DEEP, STARTER, told
from tests.questions.texts import SMALL


def published(source: str, author, slug: str = "doubts") -> Essay:
    return publish_outline(
        outline=parse(source, format="markdown"),
        source=source,
        format="markdown",
        slug=slug,
        by=author,
        at=NOW,
    )


def read_back(client, essay: Essay, suffix: str) -> Outline:
    file = client.get(f"/e/{essay.slug}/essay.{suffix}").content.decode()
    return parse(file, format="html" if suffix == "html" else "markdown")


def test_the_starter_essay_leaves_as_it_came(client, author):
    essay = published(STARTER, author)

    assert client.get(f"/e/{essay.slug}/essay.md").content.decode() == STARTER


@pytest.mark.parametrize("suffix", ["md", "html"])
@pytest.mark.parametrize("source", [SMALL, DEEP])
def test_an_exported_essay_comes_back_with_its_tree_and_ids(
    client, author, source, suffix
):
    essay = published(source, author)

    outline = read_back(client, essay, suffix)

    assert told(outline) == told(outline_of(essay))
    kinds = [item.kind for item in parse(source, format="markdown").items]
    assert sorted(item.kind for item in outline.items) == sorted(kinds)


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_an_accepted_proposal_is_exported_with_the_essay(
    client, author, reader, suffix
):
    essay = published(SMALL, author)
    proposal = factories.proposal(essay, proposed_by=reader)
    text = "Who _checks_ it?\nAnd\n\nhow often?"
    section = essay.sections.get(title="Crossing")
    added = accept(proposal=proposal, by=author, section=section, text=text, at=NOW)

    items = read_back(client, essay, suffix).items

    ids = [item.public_id for item in items if item.public_id]
    assert ids.index("piers11") + 1 == ids.index(added.public_id)
    assert "Who _checks_ it? And how often?" in {item.text for item in items}


def test_a_retired_question_leaves_what_stood_below_it(client, author):
    essay = published(SMALL, author)
    Question.objects.filter(public_id="payfor1").update(status="retired")

    items = read_back(client, essay, "md").items

    toll = next(item for item in items if item.public_id == "tolls11")
    assert "payfor1" not in {item.public_id for item in items}
    assert items[toll.parent].text == "Crossing"


def test_a_title_with_marks_comes_back_as_it_was(client, author):
    essay = published(SMALL, author)
    Essay.objects.update(title="Is *this* a [title] & <b>not</b> x_y_z?")

    again = published(
        client.get(f"/e/{essay.slug}/essay.md").content.decode(), author, "again"
    )

    assert again.title == "Is *this* a [title] & <b>not</b> x_y_z?"


def test_the_files_are_offered_on_the_essays_page(client, author):
    essay = published(SMALL, author)

    page = client.get(essay.get_absolute_url()).content.decode()

    assert f'href="/e/{essay.slug}/essay.md"' in page
    assert f'href="/e/{essay.slug}/essay.html"' in page


@pytest.mark.parametrize(
    ("suffix", "mime"), [("md", "text/markdown"), ("html", "text/html")]
)
def test_a_file_is_saved_and_not_shown(client, author, suffix, mime):
    essay = published(SMALL, author)

    answer = client.get(f"/e/{essay.slug}/essay.{suffix}")

    assert answer["Content-Type"] == f"{mime}; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="doubts.{suffix}"'


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_a_draft_is_for_editors_alone(client, as_, author, reader, suffix):
    essay = published(SMALL, author)
    Essay.objects.update(published_at=None)
    url = f"/e/{essay.slug}/essay.{suffix}"

    assert client.get(url).status_code == 404
    assert as_(reader).get(url).status_code == 404
    assert as_(author).get(url).status_code == 200


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_a_file_is_only_read(client, author, suffix):
    essay = published(SMALL, author)

    assert client.post(f"/e/{essay.slug}/essay.{suffix}").status_code == 405
    assert client.get(f"/e/nothing/essay.{suffix}").status_code == 404


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_a_longer_essay_costs_no_more_queries(client, author, growth, suffix):
    essay = published(SMALL, author)

    def add():
        for number in range(10):
            factories.question(essay, position=100 + number)

    growth(f"/e/{essay.slug}/essay.{suffix}", add, client)
