"""Synthetic communities: repeatable, and true in their counts."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, Q

from aiq_site.sample.community import load_sample
from apps.answers.models import Answer, Revision, Vote
from apps.lib.ranking import wilson_lower_bound
from apps.questions.models import Essay, Question
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def essay() -> Essay:
    essay = factories.essay()
    for _ in range(5):
        factories.question(essay)
    return essay


def load(essay: Essay, seed: int = 3) -> None:
    load_sample(essay=essay, answers=80, users=12, seed=seed, now=NOW)


def test_the_same_seed_gives_the_same_texts_and_votes(essay: Essay) -> None:
    def texts() -> list[tuple[str, str, int]]:
        rows = Answer.objects.order_by("public_id")
        return list(rows.values_list("public_id", "body", "helpful_count"))

    load(essay)
    first = texts()
    for model in (Vote, Revision):
        model.objects.all().delete()
    Answer.objects.filter(parent__isnull=False).delete()
    Answer.objects.all().delete()
    factories.User.objects.filter(username__startswith="sample").delete()

    load(essay)

    assert len(first) == 80
    assert texts() == first


def test_another_seed_gives_another_community(essay: Essay) -> None:
    load(essay, seed=1)
    load(essay, seed=2)

    assert Answer.objects.count() == 160


def test_the_counts_are_those_of_the_rows(essay: Essay) -> None:
    load(essay)

    helpful = Q(votes__axis="helpful", votes__is_up=True)
    for answer in Answer.objects.annotate(up=Count("votes", filter=helpful)):
        votes = answer.helpful_count + answer.unhelpful_count
        assert answer.helpful_count == answer.up
        assert answer.helpful_bound == wilson_lower_bound(answer.up, votes)
    for question in Question.objects.filter(essay=essay):
        shown = Answer.objects.visible().filter(question=question)
        assert question.answer_count == shown.top_level().count()


def test_nobody_votes_for_their_own_answer(essay: Essay) -> None:
    load(essay)

    assert not any(
        vote.voter_id == vote.answer.author_id
        for vote in Vote.objects.select_related("answer")
    )


def test_votes_come_in_an_answers_first_days_and_some_later(essay: Essay) -> None:
    load_sample(essay=essay, answers=80, users=40, seed=3, now=NOW)
    days = [
        (vote.cast_at - vote.answer.created_at).days
        for vote in Vote.objects.select_related("answer")
    ]

    assert min(days) == 0
    assert max(days) >= 7
    assert sum(day < 7 for day in days) > len(days) / 2


def test_every_answer_has_its_first_revision(essay: Essay) -> None:
    load(essay)

    assert Revision.objects.count() == Answer.objects.count()


def test_the_command_says_what_it_did(essay: Essay) -> None:
    out = StringIO()

    call_command("load_sample", "--answers=10", "--users=4", stdout=out)

    assert out.getvalue().startswith("10 answers by 4 people")


def test_a_sample_needs_an_essay() -> None:
    with pytest.raises(CommandError, match="import one first"):
        call_command("load_sample", "--answers=10")
