"""A comment accepted after its replies takes them under it, and lets them go again."""

from itertools import permutations

import pytest
from django.urls import reverse

from apps.answers import actions as answers
from apps.answers.models import Answer
from apps.comments import actions
from apps.comments.models import ImportedComment
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return factories.question()


@pytest.fixture
def accept(author):
    def accept_one(comment, question) -> Answer:
        return actions.accept(comment=comment, question=question, by=author, at=NOW)

    return accept_one


@pytest.fixture
def put_back(author):
    def put_one_back(comment) -> ImportedComment:
        return actions.reconsider(comment=comment, by=author, at=NOW)

    return put_one_back


def thread(question, length: int) -> list[ImportedComment]:
    """Comments that each reply to the one before."""
    rows: list[ImportedComment] = []
    for number in range(length):
        above = rows[-1] if rows else None
        name = f"Writer {number}"
        rows.append(factories.comment(question.essay, parent=above, author_name=name))
    return rows


def places() -> dict[str, tuple[str, str, int, str]]:
    """By author: the parent's and the root's, the depth, whom it says it replies to."""
    rows = Answer.objects.select_related("author", "parent__author", "root__author")
    return {
        str(row.author): (
            str(row.parent.author) if row.parent else "",
            str(row.root.author) if row.root else "",
            row.depth,
            row.replied_to,
        )
        for row in rows
    }


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_a_thread_is_the_same_in_whatever_order_it_is_accepted(
    order, question, accept
) -> None:
    rows = thread(question, 3)

    for number in order:
        accept(rows[number], question)

    assert places() == {
        "Writer 0": ("", "", 0, ""),
        "Writer 1": ("Writer 0", "Writer 0", 1, ""),
        "Writer 2": ("Writer 1", "Writer 0", 2, ""),
    }
    question.refresh_from_db()
    assert (question.answer_count, question.post_count) == (1, 3)
    counts = Answer.objects.order_by("depth").values_list("reply_count", flat=True)
    assert list(counts) == [2, 0, 0]


def test_what_readers_wrote_below_the_reply_comes_along(
    question, accept, client
) -> None:
    parent, reply = thread(question, 2)
    answer = accept(reply, question)
    readers = factories.answer(parent=answer, author=factories.person("rosa"))

    above = accept(parent, question)

    readers.refresh_from_db()
    assert (readers.parent, readers.root, readers.depth) == (answer, above, 2)
    above.refresh_from_db()
    assert above.reply_count == 2
    page = client.get(reverse("answer", args=[readers.public_id]))
    assert page.status_code == 200


def test_a_reply_to_another_question_stays_where_it_is(question, accept) -> None:
    parent, reply = thread(question, 2)
    other = factories.question(question.essay)
    accept(reply, other)

    accept(parent, question)

    assert places()["Writer 1"] == ("", "", 0, "Writer 0")
    for asked in (question, other):
        asked.refresh_from_db()
        assert asked.answer_count == 1


def test_a_reply_finds_its_parent_past_one_of_another_question(
    question, accept
) -> None:
    rows = thread(question, 3)
    other = factories.question(question.essay)
    accept(rows[2], question)
    accept(rows[1], other)

    accept(rows[0], question)

    assert places()["Writer 2"] == ("Writer 0", "Writer 0", 1, "Writer 1")
    assert places()["Writer 1"] == ("", "", 0, "Writer 0")


def test_a_comment_comes_in_between_two(question, accept) -> None:
    rows = thread(question, 3)
    accept(rows[0], question)
    accept(rows[2], question)
    assert places()["Writer 2"] == ("Writer 0", "Writer 0", 1, "Writer 1")

    accept(rows[1], question)

    assert places()["Writer 2"] == ("Writer 1", "Writer 0", 2, "")


def test_parents_accepted_at_once_take_what_was_there(question, author, accept) -> None:
    rows = thread(question, 4)
    accept(rows[1], question)
    accept(rows[3], question)

    choices = [(rows[2], question), (rows[0], question)]
    actions.accept_many(choices=choices, by=author, at=NOW)

    assert {name: place[2] for name, place in places().items()} == {
        f"Writer {depth}": depth for depth in range(4)
    }


def test_putting_the_parent_back_leaves_the_reply_as_it_was(
    question, accept, put_back
) -> None:
    parent, reply = thread(question, 2)
    accept(reply, question)
    before = places()
    accept(parent, question)

    put_back(parent)

    assert places() == before
    question.refresh_from_db()
    assert (question.answer_count, question.post_count) == (1, 1)
    parent.refresh_from_db()
    assert (parent.is_waiting, parent.answer) == (True, None)


def test_putting_back_what_stands_between_leads_the_reply_up(
    question, accept, put_back
) -> None:
    rows = thread(question, 3)
    for row in rows:
        accept(row, question)

    put_back(rows[1])

    assert places() == {
        "Writer 0": ("", "", 0, ""),
        "Writer 2": ("Writer 0", "Writer 0", 1, "Writer 1"),
    }
    assert Answer.objects.get(depth=0).reply_count == 1


def test_a_parent_that_readers_took_up_hides_alone_and_comes_back_above(
    question, accept, put_back
) -> None:
    parent, reply = thread(question, 2)
    accept(reply, question)
    factories.votes(accept(parent, question), helpful=1)

    put_back(parent)

    assert places()["Writer 1"] == ("", "", 0, "Writer 0")
    reply.refresh_from_db()
    assert reply.answer.is_shown
    accept(parent, question)
    assert places()["Writer 1"] == ("Writer 0", "Writer 0", 1, "")


def test_a_hidden_reply_stays_alone_and_so_does_what_hangs_below_it(
    question, author, accept
) -> None:
    rows = thread(question, 3)
    for row in rows[1:]:
        accept(row, question)
    rows[1].refresh_from_db()
    answers.hide(answer=rows[1].answer, by=author, reason="Rude", at=NOW)

    accept(rows[0], question)

    assert places()["Writer 1"][:2] == ("", "")
    rows[2].refresh_from_db()
    assert not rows[2].answer.is_shown


def test_no_thread_grows_deeper_than_anybody_follows(question, accept) -> None:
    rows = thread(question, 24)

    for row in reversed(rows):
        accept(row, question)

    assert max(place[2] for place in places().values()) == 20
    assert places()["Writer 3"] == ("", "", 0, "Writer 2")
    tops = Answer.objects.filter(parent=None).order_by("-reply_count")
    assert list(tops.values_list("reply_count", flat=True)) == [20, 2]


def test_comments_in_a_circle_do_not_hang_below_themselves(question, accept) -> None:
    first, second = thread(question, 2)
    ImportedComment.objects.filter(pk=first.pk).update(parent=second)

    accept(first, question)
    accept(second, question)

    assert sorted(place[2] for place in places().values()) == [0, 1]


def test_a_reply_of_a_question_merged_since_is_found(question, author, accept) -> None:
    parent, reply = thread(question, 2)
    old = factories.question(question.essay)
    accept(reply, old)
    answers.merge_question(
        question=old, into=question, by=author, reason="The same", at=NOW
    )

    accept(parent, question)

    assert places()["Writer 1"] == ("Writer 0", "Writer 0", 1, "")


def test_the_queries_do_not_grow_with_the_replies(
    question, author, django_assert_max_num_queries
) -> None:
    parent = factories.comment(question.essay)
    replies = [factories.comment(question.essay, parent=parent) for _ in range(40)]
    actions.accept_many(choices=[(row, question) for row in replies], by=author, at=NOW)

    with django_assert_max_num_queries(60):
        actions.accept(comment=parent, question=question, by=author, at=NOW)

    assert Answer.objects.get(depth=0).reply_count == 40
