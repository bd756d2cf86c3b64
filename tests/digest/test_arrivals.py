"""What the desk's first page counts: what came in, and what waits to be looked at."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.digest import actions
from apps.digest.arrivals import Arrived, arrived, to_look_at
from apps.digest.models import Candidate
from apps.questions.models import Essay
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
LATER = NOW + timedelta(days=1)


@pytest.fixture
def essay(author: User) -> Essay:
    return factories.essay(author)


def publish(essay: Essay, author: User) -> None:
    digest = factories.digest(essay)
    factories.item(digest, factories.answer(factories.question(essay)))
    actions.publish(digest=digest, by=author, at=NOW)


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (Arrived(), "No answers yet"),
        (Arrived(1, 0), "1 answer"),
        (Arrived(0, 1), "1 reply"),
        (Arrived(81, 21, 6), "81 answers and 21 replies, 6 since the last highlights"),
        (Arrived(3, 0, 0), "3 answers, none since the last highlights"),
    ],
)
def test_counts_are_said_in_words(one: Arrived, told: str) -> None:
    assert str(one) == told


def test_what_readers_see_of_readers_counts_and_what_is_new_once_more(
    essay: Essay, author: User
) -> None:
    publish(essay, author)
    question = factories.question(essay)
    before = factories.answer(question)
    factories.answer(parent=before, created_at=LATER)
    factories.answer(question, created_at=LATER)
    # Brought in later, though it was written long before.
    factories.answer(question, created_at=NOW - timedelta(days=900), brought_at=LATER)
    factories.answer(question, author, created_at=LATER)
    hidden = factories.answer(question, status="hidden", created_at=LATER)
    factories.answer(parent=hidden, created_at=LATER)
    other = factories.essay(author)
    factories.answer(factories.question(other), created_at=LATER)

    found = arrived([essay, other])

    assert found == {essay.pk: Arrived(4, 1, 3), other.pk: Arrived(1, 0, None)}


def test_highlights_that_were_taken_down_are_not_the_last_ones(
    essay: Essay, author: User
) -> None:
    publish(essay, author)
    actions.take_down(digest=essay.digests.get(), by=author, at=NOW, reason="A slip.")

    assert arrived([essay])[essay.pk].fresh is None


def test_only_what_may_be_quoted_and_is_undecided_waits(essay: Essay) -> None:
    digest, question = factories.digest(essay), factories.question(essay)
    for place, (state, credit) in enumerate(
        [("new", "name"), ("new", "none"), ("maybe", "name"), ("dismissed", "name")]
    ):
        Candidate.objects.create(
            digest=digest,
            answer=factories.answer(question, credit=credit),
            position=place,
            rank=1,
            score=1,
            parts=[],
            reasons=[],
            state=state,
        )

    assert to_look_at([digest]) == {digest.pk: 1}


def test_the_desk_shows_them(essay: Essay, author: User, as_: As) -> None:
    publish(essay, author)
    factories.answer(factories.question(essay), created_at=LATER)

    page = as_(author).get(reverse("desk:home")).content.decode()

    assert "2 answers, 1 since the last highlights" in page
