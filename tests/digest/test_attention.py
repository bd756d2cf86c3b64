"""The author's map: coverage, states, time, and where the digests drew from."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.answers.actions.counts import recount_all
from apps.answers.coverage import coverage
from apps.answers.models import Answer
from apps.digest.actions import publish, unpick
from apps.digest.attention import attention
from apps.digest.timeline import HEIGHT, MOST_BARS, timeline
from apps.questions.models import Essay
from tests import factories
from tests.factories import NOW

As = Callable[[User], Client]
needs_rows = pytest.mark.django_db


@pytest.fixture
def essay(author: User) -> Essay:
    """Five questions in two sections, one in each state."""
    essay = factories.essay(author)
    first, second = (factories.section(essay) for _ in range(2))
    factories.question(essay, "=Unanswered?", section=first)
    thin, answered = (
        factories.question(essay, text, section=first)
        for text in ("Thin?", "Answered?")
    )
    contested, converged = (
        factories.question(essay, text, section=second)
        for text in ("Contested?", "Converged?")
    )
    factories.answer(thin)
    for question, agree, disagree in (
        (answered, 2, 2),
        (contested, 6, 5),
        (converged, 1, 11),
    ):
        for _ in range(3):
            factories.answer(question, agree_count=agree, disagree_count=disagree)
    # What readers do not see counts nowhere.
    factories.answer(thin, status="hidden")
    factories.answer(thin, status="held")
    factories.answer(parent=Answer.objects.filter(question=thin)[0])
    factories.question(essay, "Retired?", status="retired")
    recount(essay)
    return essay


def recount(essay: Essay) -> None:
    questions = essay.questions.values_list("pk", flat=True)
    recount_all(questions=questions, roots=[])


@needs_rows
def test_every_live_question_has_its_state(essay: Essay) -> None:
    found = [
        (one.question.text, one.state.value, one.answers) for one in coverage(essay)
    ]

    assert found == [
        ("=Unanswered?", "unanswered", 0),
        ("Thin?", "thin", 1),
        ("Answered?", "answered", 3),
        ("Contested?", "contested", 3),
        ("Converged?", "converged", 3),
    ]


@needs_rows
def test_people_are_counted_once(essay: Essay, rival: User) -> None:
    question = factories.question(essay)
    for _ in range(4):
        factories.answer(question, rival)
    recount(essay)

    (one,) = (one for one in coverage(essay) if one.question == question)

    assert (one.answers, one.people) == (4, 1)


def page(essay: Essay, client: Client, query: str = "") -> str:
    url = reverse("desk:attention", args=[essay.slug])
    return client.get(url + query).content.decode()


@needs_rows
def test_the_map_shows_states_time_and_what_was_quoted(
    essay: Essay, author: User, as_: As
) -> None:
    quoted = Answer.objects.get(question__text="Thin?", parent=None, status="visible")
    digest = factories.digest(essay)
    item = factories.item(digest, quoted)
    publish(digest=digest, by=author, at=NOW)
    # What the editor does since is not yet what readers find.
    unpick(item=item, by=author)
    factories.item(digest, Answer.objects.visible().last())

    html = page(essay, as_(author))

    assert html.count('<span class="state"') == 5
    assert "<td><strong>1</strong></td>" in html
    assert "<td><strong>0</strong></td>" in html
    assert "<svg" in html
    assert " style=" not in html
    assert "The same as a table" in html
    assert "What the states mean" in html
    Answer.objects.filter(pk=quoted.pk).update(credit="none")
    assert "<td><strong>1</strong></td>" not in page(essay, as_(author))


@needs_rows
@pytest.mark.parametrize(
    ("show", "listed"), [("unanswered", 1), ("contested", 1), ("odd", 5), ("", 5)]
)
def test_one_state_is_listed_alone(
    essay: Essay, author: User, as_: As, show: str, listed: int
) -> None:
    html = page(essay, as_(author), f"?show={show}")

    assert html.count('<span class="state"') == listed


@needs_rows
def test_an_essay_without_answers_has_an_empty_list(author: User, as_: As) -> None:
    essay = factories.essay(author)

    html = page(essay, as_(author), "?show=contested")

    assert "No such question" in html
    assert "<svg" not in html


@needs_rows
def test_the_spreadsheet_has_a_row_for_each_question_and_no_formula(
    essay: Essay, author: User, as_: As
) -> None:
    response = as_(author).get(reverse("desk:attention_csv", args=[essay.slug]))

    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig"), newline="")))
    assert response["Content-Type"].startswith("text/csv")
    assert f'filename="{essay.slug}-attention.csv"' in response["Content-Disposition"]
    assert [row[3] for row in rows[1:]] == [
        "unanswered",
        "thin",
        "answered",
        "contested",
        "converged",
    ]
    assert rows[1][1] == "'=Unanswered?"


@needs_rows
@pytest.mark.parametrize(
    ("name", "text"),
    [("unanswered_feed", "=Unanswered?"), ("contested_feed", "Contested?")],
)
@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_feeds_carry_the_questions_of_a_state(
    essay: Essay, client: Client, name: str, text: str, kind: str
) -> None:
    url = reverse(name, args=[essay.slug, kind])

    response = client.get(url)

    root = ElementTree.fromstring(response.content)
    titles = [node.text for node in root.iter() if node.tag.split("}")[-1] == "title"]
    assert titles.count(text) == 1
    assert len(titles) == 2
    again = client.get(url, HTTP_IF_NONE_MATCH=response["ETag"])
    assert again.status_code == 304


@needs_rows
def test_an_answered_question_leaves_the_feed(essay: Essay, client: Client) -> None:
    url = reverse("unanswered_feed", args=[essay.slug, "atom"])
    before = client.get(url)
    question = essay.questions.get(text="=Unanswered?")
    factories.answer(question)
    recount(essay)

    after = client.get(url, HTTP_IF_NONE_MATCH=before["ETag"])

    assert after.status_code == 200
    assert b"Unanswered?" not in after.content


@needs_rows
@pytest.mark.parametrize("address", ["nowhere/unanswered.atom", "{}/contested.pdf"])
def test_no_such_feed_is_not_found(essay: Essay, client: Client, address: str) -> None:
    assert client.get(f"/e/{address.format(essay.slug)}").status_code == 404


@needs_rows
def test_the_map_costs_the_same_for_more_questions(
    essay: Essay, author: User, as_: As, growth: Callable[..., int]
) -> None:
    def add() -> None:
        for _ in range(20):
            factories.answer(factories.question(essay))

    growth(reverse("desk:attention", args=[essay.slug]), add, as_(author))


def test_nothing_has_no_timeline() -> None:
    assert timeline({}) is None


@pytest.mark.parametrize(
    ("days", "step"),
    [
        (1, "day"),
        (60, "day"),
        (61, "week"),
        (420, "week"),
        (421, "four weeks"),
        (2000, "quarter"),
        (30000, "500 days"),
    ],
)
def test_bars_stay_countable_however_long_it_took(days: int, step: str) -> None:
    start = date(1990, 1, 1)
    found = timeline({start: 4} | {start + timedelta(days=days - 1): 4})

    assert found is not None
    assert found.step == step
    assert len(found.bars) <= MOST_BARS
    assert sum(bar.count for bar in found.bars) == (4 if days == 1 else 8)


def test_the_tallest_bar_fills_the_chart_and_an_empty_day_has_none() -> None:
    start = date(2026, 1, 1)
    found = timeline({start: 4, start + timedelta(days=2): 1})

    assert found is not None
    assert [bar.height for bar in found.bars] == [HEIGHT, 0, HEIGHT / 4]
    assert [bar.y for bar in found.bars] == [0, HEIGHT, HEIGHT * 3 / 4]


@needs_rows
@pytest.mark.parametrize(
    ("order", "first"),
    [("", "=Unanswered?"), ("most", "Answered?"), ("fewest", "=Unanswered?")],
)
def test_questions_are_sorted_as_asked(essay: Essay, order: str, first: str) -> None:
    found = attention(essay, order=order).parts

    assert found[0].rows[0].covered.question.text == first
    assert len(found) == (1 if order else 2)


@needs_rows
def test_each_section_shows_how_far_its_questions_have_come(
    essay: Essay, author: User, as_: As
) -> None:
    page = as_(author).get(reverse("desk:attention", args=[essay.slug]))
    odd = as_(author).get(reverse("desk:attention", args=[essay.slug]) + "?order=odd")

    assert [part.states for part in page.context["map"].parts] == [
        ["unanswered", "thin", "answered"],
        ["contested", "converged"],
    ]
    assert odd.context["order"] == ""
