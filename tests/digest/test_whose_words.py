"""What readers must see beside a quotation: whose words it holds, what it answers."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.digest import actions
from apps.digest.document import DocGroup, DocItem, asks_anew
from apps.digest.exports import Wishes, export
from apps.digest.exports.rundown import plan
from apps.digest.models import Digest
from apps.digest.presentation import quote_html
from tests import factories
from tests.digest.documents import SITE, document, group, item

As = Callable[[User], Client]
ANSWERED = (
    "> Processors are worth *little* then.\n\nNot so: I sold mine for a good price."
)
MARKED = "<p><em>&gt; Processors are worth <em>little</em> then.</em></p>"


def on(letter: str, key: str, **changes: object) -> DocItem:
    url = f"{SITE}/q/{letter}/"
    return item(key, question=f"Why {letter}?", question_url=url, **changes)


def new(one: DocGroup) -> list[bool]:
    return [is_new for _, is_new in asks_anew(one)]


def test_only_what_the_writer_quotes_is_marked() -> None:
    html = quote_html(f"Own first.\n\n{ANSWERED}")

    assert MARKED in html
    assert "<p>Own first.</p>" in html
    assert "<p>Not so: I sold mine for a good price.</p>" in html


def test_each_paragraph_of_a_passage_is_marked_at_any_depth() -> None:
    html = quote_html("> one\n>\n> > two\n>\n> three\n\nown")

    assert html.count("<p><em>&gt; ") == html.count("</em></p>") == 3
    assert html.endswith("<p>own</p>")


@pytest.mark.django_db
def test_a_passage_is_marked_on_board_trim_page_and_feed(author: User, as_: As) -> None:
    essay = factories.essay(author)
    digest = factories.digest(essay, title=f"On {essay.title}")
    quoted = factories.item(
        digest, factories.answer(factories.question(essay), body=ANSWERED)
    )
    editor = as_(author)
    actions.publish(digest=digest, by=author, at=factories.NOW)

    for name, key in (
        ("desk:board", digest.public_id),
        ("desk:trim", quoted.public_id),
        ("desk:item", quoted.public_id),
        ("digest", digest.public_id),
    ):
        assert MARKED in editor.get(reverse(name, args=[key])).content.decode(), name
    feed = editor.get(reverse("highlights_feed", args=["json"])).json()
    assert MARKED in feed["items"][0]["content_html"]


def test_a_question_is_said_where_it_changes() -> None:
    mixed = group(
        on("b", "1"), on("b", "2"), on("a", "3"), item("4"), on("a", "5"), on("b", "6"),
        question="", question_url="",
    )  # fmt: skip

    assert new(mixed) == [True, False, True, False, False, True]


def test_the_question_of_the_group_is_said_once() -> None:
    url = f"{SITE}/q/a/"
    one = group(on("a", "1"), on("b", "2"), on("a", "3"), question_url=url)

    assert new(one) == [False, True, True]


@pytest.fixture
def merged(author: User) -> Digest:
    """One group of a heading of one's own, for answers to two questions."""
    essay = factories.essay(author)
    digest = factories.digest(essay, title=f"On {essay.title}")
    for text in ("Is the grid clean?", "Who pays for the tunnel?"):
        factories.item(digest, factories.answer(factories.question(essay, text)))
    gone, kept = digest.groups.order_by("-position")
    actions.merge_groups(group=gone, into=kept, by=author)
    return digest


@pytest.mark.django_db
def test_a_merged_group_says_what_each_answers(
    merged: Digest, author: User, as_: As
) -> None:
    editor = as_(author)
    actions.publish(digest=merged, by=author, at=factories.NOW)

    for name in ("desk:board", "digest"):
        page = editor.get(reverse(name, args=[merged.public_id])).content.decode()
        draft = page.partition('class="digest"')[2]
        for headline in ("Is the grid clean?", "Who pays for the tunnel?"):
            assert f">{headline}</a></p>" in draft, name


@pytest.mark.django_db
def test_the_checklist_asks_for_no_words_that_stand_there(
    merged: Digest, author: User, as_: As
) -> None:
    page = as_(author).get(reverse("desk:publish", args=[merged.public_id]))

    assert "No question stands here" not in page.content.decode()


def test_a_heading_that_is_the_question_is_linked_and_said_once() -> None:
    asked = "Is sleep older than the brain?"
    post = document(group(heading=asked, question=asked))

    for name in ("markdown", "html", "text", "ghost", "rundown"):
        assert export(post, name).text.count(asked) == 1, name
    assert f"## [{asked}]({SITE}/q/sleep/)" in export(post, "markdown").text


def test_a_rundown_asks_even_where_the_first_that_answers_is_left_out() -> None:
    long = "word " * 2000
    mixed = group(on("b", "1", quote=long), on("b", "2", reply="I see."), on("a", "3"))

    read = plan(document(mixed), minutes=4).segments[1]

    assert read.items == ("i-2", "i-3")
    asked = [one.text for one in read.readings if one.asks]
    assert asked == ["Why do animals sleep at all?", "On: Why b?", "On: Why a?"]


def test_a_rundown_asks_once_for_two_that_answer_the_same() -> None:
    mixed = group(on("b", "1"), on("b", "2"))

    assert export(document(mixed), "rundown", Wishes()).text.count("Why b?") == 1
