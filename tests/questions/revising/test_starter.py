"""Scripted edits of the starter essay: its questions, answers and votes stay whole."""

import re

import pytest

from apps.answers.models import Answer, Vote
from apps.questions.models import Essay, Question
from tests.questions.revising.essays import revise, texts

IDS = re.compile(r" \{#[a-z0-9]+\}")
BULLET = re.compile(r"^- .*\?$", re.MULTILINE)


@pytest.fixture
def essay(starter_rows, db) -> Essay:
    return Essay.objects.get(pk=starter_rows)


@pytest.fixture
def source(essay) -> str:
    """The essay as its author keeps it at home: without our ids."""
    return IDS.sub("", essay.revisions.get().source)


def reword(text: str) -> str:
    return text.replace("What exactly goes wrong", "What, then, goes wrong", 1)


def move(text: str) -> str:
    last = BULLET.findall(text)[-1]
    return text.replace(f"{last}\n", "").replace(
        "### Long Jobs\n", f"### Long Jobs\n\n{last}\n"
    )


def delete(text: str) -> str:
    return text.replace(BULLET.findall(text)[-1], "")


def add(text: str) -> str:
    return text.replace("### Long Jobs\n", "### Long Jobs\n\n- Who waits for whom?\n")


def rename(text: str) -> str:
    return text.replace("### Long Jobs", "### A Week Alone")


EDITS = [reword, move, delete, add, rename]


def test_the_essay_without_its_ids_is_the_same_essay(essay, source, author):
    before = list(essay.questions.order_by("position").values_list("pk", "text"))

    revise(essay, add(source), by=author)

    kept = essay.questions.exclude(text="Who waits for whom?").order_by("position")
    assert list(kept.values_list("pk", "text")) == before


@pytest.mark.parametrize("edit", EDITS)
def test_every_answer_and_vote_stays_where_it_was(essay, source, author, edit):
    answers = set(Answer.objects.values_list("pk", "question__public_id", "body"))
    votes = set(Vote.objects.values_list("pk", "answer", "voter"))

    revise(essay, edit(source), by=author)

    assert (
        set(Answer.objects.values_list("pk", "question__public_id", "body")) == answers
    )
    assert set(Vote.objects.values_list("pk", "answer", "voter")) == votes


def test_all_edits_at_once_are_told_apart(essay, source, author):
    for edit in (move, add, reword, rename):
        source = edit(source)
    before = set(essay.questions.values_list("pk", "public_id"))

    revision = revise(essay, source, by=author)

    counts = revision.changes["counts"]
    assert (counts["reworded"], counts["moved"], counts["new"]) == (1, 1, 1)
    assert revision.changes["section_counts"]["renamed"] == 1
    assert before <= set(essay.questions.values_list("pk", "public_id"))
    assert "Who waits for whom?" in texts(essay)


def test_the_old_address_of_every_removed_question_answers(
    essay, source, author, client
):
    half = source[: source.index("\n## ", len(source) // 2)]

    revise(essay, half, by=author)

    removed = Question.objects.filter(status="retired")
    assert removed.count() > 20
    for question in removed:
        page = client.get(question.get_absolute_url())
        assert page.status_code == 200
        assert b"has been retired" in page.content
