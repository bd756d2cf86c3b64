"""Which texts of an essay ask nearly the same, and how often that is right."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from aiq_site.reindexing import reindex
from aiq_site.starter.loading import FOLDER
from apps.questions.actions import publish_outline
from apps.questions.importing import parse
from apps.questions.similar import find_similar, similar_questions, what_asks_it
from tests import factories
from tests.questions.asked_again import KEPT, TUNED

pytestmark = pytest.mark.django_db
STARTER = (FOLDER / "essay.md").read_text("utf-8")


def recall(essay, cases):
    hits = 0
    for text, asks in cases:
        hits += asks in [one.key for one in find_similar(essay, text)]
    return hits / len(cases)


def test_nine_of_ten_questions_asked_again_are_found(author):
    essay = publish_outline(
        outline=parse(STARTER, format="markdown"),
        source=STARTER,
        format="markdown",
        slug="starter",
        by=author,
        at=timezone.now(),
    )

    assert recall(essay, TUNED) >= 0.9
    assert recall(essay, KEPT) >= 0.9


@pytest.fixture
def essay(author):
    return factories.essay(author)


def test_questions_of_any_status_proposals_and_the_essays_own_words_are_found(essay):
    words = "Who tunes the piano of a machine"
    live = factories.question(essay, f"{words} that plays?")
    factories.question(essay, f"{words} that retired?", status="retired")
    factories.consideration(live, f"{words}, it is said, is nobody.")
    factories.proposal(essay, text=f"{words} that waits?")
    factories.proposal(factories.essay(), text=f"{words} elsewhere?")
    reindex()

    found = find_similar(essay, f"{words} in concert?")

    assert sorted((one.kind, one.state) for one in found) == [
        ("consideration", ""),
        ("proposal", "pending"),
        ("question", "live"),
        ("question", "retired"),
    ]
    assert found[0].likeness > 0.3
    assert {one.url for one in found} >= {live.get_absolute_url()}


def test_a_proposal_is_not_similar_to_itself(essay):
    proposal = factories.proposal(essay, text="Who tunes the piano?")
    reindex()

    found = find_similar(essay, proposal.text, besides=proposal.public_id)

    assert found == []


def test_the_same_words_are_as_alike_as_can_be(essay):
    factories.question(essay, "Who tunes the piano?")
    reindex()

    [found] = find_similar(essay, "Who tunes the PIANO")

    assert found.likeness == pytest.approx(1.0)


@pytest.mark.parametrize("text", ["", "   ", "the of who", "\0\x0b'\"():*", "?" * 9000])
def test_a_text_that_says_nothing_is_like_nothing(essay, text):
    factories.question(essay, "Who tunes the piano?")
    reindex()

    assert find_similar(essay, text) == []


def test_open_questions_alone_are_offered_as_questions(essay):
    factories.question(essay, "Who tunes the piano?", status="retired")
    open_one = factories.question(essay, "Who tunes the old piano?")
    reindex()

    assert similar_questions(essay, "Who is tuning the piano?") == [open_one]


def test_what_is_open_alone_is_offered_to_merge_into(essay):
    factories.question(essay, "Who tunes the piano?", status="retired")
    open_one = factories.question(essay, "Who tunes the old piano?")
    waiting = factories.proposal(essay, text="Who tunes the new piano?")
    factories.proposal(
        essay,
        text="Who tunes the grand piano?",
        status="declined",
        reason="Too wide.",
        decided_by=essay.author,
        decided_at=factories.NOW,
    )
    reindex()

    found = what_asks_it(essay, "Who is tuning the piano?")

    assert {one.row for one in found} == {open_one, waiting}


def test_many_texts_cost_no_more_queries(essay, django_assert_num_queries):
    for number in range(2):
        factories.question(essay, f"Who tunes piano {number}?")
    reindex()
    with django_assert_num_queries(4):
        find_similar(essay, "Who tunes the piano?")

    for number in range(2, 40):
        factories.question(essay, f"Who tunes piano {number}?")
    reindex()
    cache.clear()
    with django_assert_num_queries(4):
        assert len(find_similar(essay, "Who tunes the piano?")) == 5
