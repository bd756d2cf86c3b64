"""An outline becomes rows: order, parents, ids, and what is left aside."""

from hashlib import sha256

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.decisions.models import Decision
from apps.questions.actions import publish_outline
from apps.questions.importing import Item, Outline, parse
from apps.questions.models import (
    Consideration,
    Essay,
    EssayRevision,
    Question,
    Section,
)
from tests import factories
from tests.factories import NOW
from tests.questions.texts import SMALL

READERS = """

## Comments

Great essay! You forgot the swans.
"""


@pytest.fixture
def publish(author):
    def run(text: str = SMALL, slug: str = "bridges") -> Essay:
        return publish_outline(
            outline=parse(text, format="markdown"),
            source=text,
            format="markdown",
            slug=slug,
            by=author,
            at=NOW,
        )

    return run


def test_title_subtitle_and_first_paragraph_belong_to_the_essay(publish):
    essay = publish()

    assert essay.title == "Bridges and Other Doubts"
    assert essay.subtitle == "What the ferryman did not say"
    assert essay.intro == "I asked everyone who crosses."
    assert essay.intro_html == "<p>I asked everyone who crosses.</p>"


def item(kind: str, text: str, parent: int | None = None) -> Item:
    return Item(
        line=1,
        part=0,
        kind=kind,
        parent=parent,
        text=text,
        stance="",
        source="",
        confidence=1.0,
        public_id="",
        level=1,
    )


def test_closing_words_belong_to_the_essay(author):
    items = (
        item("prose", "Before."),
        item("question", "Why?"),
        item("prose", "Between."),
        item("question", "How?"),
        item("prose", "Thanks."),
        item("prose", "Good night."),
    )

    essay = publish_outline(
        outline=Outline("Nights", "", items),
        source="-",
        format="text",
        slug="nights",
        by=author,
        at=NOW,
    )

    assert essay.intro == "Before."
    assert essay.outro == "Thanks.\n\nGood night."
    assert essay.outro_html == "<p>Thanks.</p>\n<p>Good night.</p>"
    assert essay.considerations.get().text == "Between."


def test_what_was_put_below_the_intro_is_not_lost(author):
    items = (item("prose", "Before."), item("question", "Why?", parent=0))

    essay = publish_outline(
        outline=Outline("", "", items),
        source="-",
        format="text",
        slug="",
        by=author,
        at=NOW,
    )

    assert essay.title == "An essay without a title"
    assert essay.questions.get().text == "Why?"


def test_positions_count_over_all_three_tables(publish):
    essay = publish()

    rows = [*essay.sections.all(), *essay.questions.all(), *essay.considerations.all()]
    rows.sort(key=lambda row: row.position)
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    assert [str(row)[:12] for row in rows] == [
        "Crossing",
        "Who should p",
        "Those who cr",
        "The town liv",
        "Would a toll",
        "How old is t",
        "Ice",
        "What happens",
    ]


def test_questions_know_their_section_parent_and_depth(publish):
    publish()

    toll = Question.objects.get(public_id="tolls11")
    winter = Question.objects.get(public_id="winter1")
    assert toll.parent.public_id == "payfor1"
    assert toll.section.title == "Crossing"
    assert (toll.depth, toll.parent.depth) == (1, 0)
    assert winter.section.parent.title == "Crossing"
    assert winter.section.level == 2


def test_considerations_keep_their_stance_and_question(publish):
    publish()

    stances = Consideration.objects.filter(question__public_id="payfor1")
    assert [said.stance for said in stances] == ["for", "against"]


def test_ids_of_the_source_are_kept(publish):
    publish()

    assert Section.objects.filter(public_id="crssng").exists()
    assert Question.objects.filter(public_id="winter1").exists()


def test_an_id_that_is_taken_is_replaced(publish):
    theirs = factories.question(public_id="winter1")

    publish()

    assert Question.objects.get(public_id="winter1") == theirs
    assert Question.objects.filter(text__startswith="What happens").exists()


def test_an_id_too_short_to_be_one_of_ours_is_replaced(publish):
    publish(SMALL.replace("{#winter1}", "{#a}"))

    assert not Question.objects.filter(public_id="a").exists()


def test_an_id_given_twice_goes_to_the_first(publish):
    publish(SMALL.replace("{#winter1}", "{#payfor1}"))

    assert Question.objects.get(public_id="payfor1").text.startswith("Who should")
    assert Question.objects.filter(text__startswith="What happens").exists()


def test_the_source_is_kept_with_its_hash(publish, author):
    publish()

    revision = EssayRevision.objects.get()
    assert revision.number == 1
    assert revision.sha256 == sha256(SMALL.encode()).hexdigest()
    assert revision.created_by == author


def test_the_import_is_logged_once(publish, author):
    publish()

    decision = Decision.objects.get()
    assert decision.verb == "import"
    assert decision.actor_id == author.pk
    assert decision.snapshot["questions"] == 4


def test_a_title_without_latin_letters_still_has_an_address(publish):
    assert publish(slug="").slug == "essay"


def test_a_taken_address_gets_the_next_number(publish):
    assert [publish().slug for _ in range(3)] == ["bridges", "bridges-2", "bridges-3"]


def test_readers_comments_are_left_aside(publish):
    outline = parse(SMALL + READERS, format="markdown")
    assert "reader_comment" in {item.kind for item in outline.items}

    publish(SMALL + READERS)

    assert not Consideration.objects.filter(text__contains="swans").exists()
    assert "swans" not in Essay.objects.get().outro


def test_a_longer_essay_costs_no_more_queries(publish):
    short, long = (SMALL, SMALL + "\n- And then?\n  - It rains.\n" * 60)

    with CaptureQueriesContext(connection) as few:
        publish(short, slug="short")
    with CaptureQueriesContext(connection) as many:
        publish(long, slug="long")

    assert len(many) == len(few)


def test_html_in_a_source_is_not_markup_on_the_page(publish):
    publish(SMALL.replace("the oldest pier", "<script>alert(1)</script> the pier"))

    assert "<script" not in Question.objects.get(public_id="piers11").html
