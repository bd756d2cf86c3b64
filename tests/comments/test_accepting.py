"""A comment becomes an answer, with its thread, its author and its first address."""

from datetime import timedelta
from itertools import permutations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.comments import actions
from apps.comments.actions import people
from apps.comments.models import ImportedComment
from apps.decisions.models import Decision
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return factories.question()


def accept(comment, question, by) -> Answer:
    comment.refresh_from_db()
    return actions.accept(comment=comment, question=question, by=by, at=NOW)


def test_it_is_public_in_the_name_of_whoever_wrote_it(question, author) -> None:
    comment = factories.comment(question.essay, author_name="Ada Fenn", reactions=4)

    answer = accept(comment, question, author)

    assert answer.is_shown
    assert answer.author.shown_name == answer.credited_as == "Ada Fenn"
    assert answer.author.is_staged
    assert not answer.author.is_active
    assert not answer.author.has_usable_password()
    assert (answer.brought_from, answer.first_url) == (
        "blog.example",
        comment.permalink,
    )
    assert answer.created_at == comment.written_at
    assert answer.brought_at == answer.changed_at
    assert answer.revisions.get().body == comment.body
    question.refresh_from_db()
    assert question.answer_count == 1


def test_what_has_no_date_is_given_none_and_keeps_its_place(
    question, author, client
) -> None:
    rows = [
        factories.comment(question.essay, body=body, written_at=written_at)
        for body, written_at in (("Nobody knows when.", None), ("Long ago.", NOW))
    ]

    for row in rows:
        actions.accept(
            comment=row, question=question, by=author, at=NOW + timedelta(days=1)
        )

    undated, dated = Answer.objects.order_by("pk")
    assert (undated.is_undated, dated.is_undated) == (True, False)
    page = client.get(question.get_absolute_url()).content.decode()
    assert page.count("date unknown") == 1
    assert page.index("Long ago.") < page.index("Nobody knows when.")


def test_what_is_dated_in_the_future_has_a_date(question, author) -> None:
    later = NOW + timedelta(hours=3)

    answer = accept(
        factories.comment(question.essay, written_at=later), question, author
    )

    assert (answer.created_at, answer.is_undated) == (NOW, False)


def test_the_decision_is_logged_once_however_often_it_is_made(question, author) -> None:
    comment = factories.comment(question.essay)

    first = accept(comment, question, author)
    again = accept(comment, question, author)

    assert first == again
    decision = Decision.objects.get()
    assert (decision.verb, decision.subject_id) == ("accept", comment.public_id)


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_threads_hang_together_when_accepted_at_once(order, question, author) -> None:
    first = factories.comment(question.essay)
    second = factories.comment(question.essay, parent=first)
    third = factories.comment(question.essay, parent=second)
    rows = [(first, second, third)[place] for place in order]

    actions.accept_many(choices=[(row, question) for row in rows], by=author, at=NOW)

    depths = Answer.objects.order_by("depth").values_list("depth", "reply_count")
    assert list(depths) == [(0, 2), (1, 0), (2, 0)]


def test_a_reply_hangs_below_a_parent_accepted_before(question, author) -> None:
    parent = factories.comment(question.essay)
    reply = factories.comment(question.essay, parent=parent)

    below = accept(parent, question, author)
    answer = accept(reply, question, author)

    assert (answer.parent, answer.replied_to) == (below, "")


def test_a_reply_without_its_parent_says_whom_it_answers(question, author) -> None:
    parent = factories.comment(question.essay, author_name="Bea Lind")
    reply = factories.comment(question.essay, parent=parent)

    answer = accept(reply, question, author)

    assert (answer.parent, answer.replied_to) == (None, "Bea Lind")


def test_a_reply_to_another_question_stands_alone(question, author) -> None:
    parent = factories.comment(question.essay)
    reply = factories.comment(question.essay, parent=parent)

    accept(parent, question, author)
    answer = accept(reply, factories.question(question.essay), author)

    assert answer.parent is None


@pytest.mark.parametrize("at_once", [True, False])
def test_below_a_tombstone_a_reply_stays_in_its_thread(
    question, author, at_once
) -> None:
    top = factories.comment(question.essay)
    gone = factories.comment(question.essay, parent=top, body="", is_deleted=True)
    reply = factories.comment(question.essay, parent=gone)
    rows = [reply, top]

    if at_once:
        actions.accept_many(
            choices=[(row, question) for row in rows], by=author, at=NOW
        )
    else:
        for row in reversed(rows):
            accept(row, question, author)

    top.refresh_from_db()
    reply.refresh_from_db()
    assert reply.answer.parent == top.answer
    assert reply.answer.root == top.answer


def test_what_an_editor_left_out_is_passed_by_and_named(question, author) -> None:
    top = factories.comment(question.essay)
    left_out = factories.comment(question.essay, parent=top, author_name="Ben")
    reply = factories.comment(question.essay, parent=left_out)
    answer = accept(top, question, author)
    actions.set_aside(comment=left_out, by=author, at=NOW)

    below = accept(reply, question, author)

    assert (below.parent, below.replied_to) == (answer, "Ben")


def test_what_answers_another_question_is_passed_by(question, author) -> None:
    other = factories.question(question.essay)
    top = factories.comment(question.essay)
    between = factories.comment(question.essay, parent=top)
    reply = factories.comment(question.essay, parent=between)
    choices = [(top, question), (between, other), (reply, question)]

    actions.accept_many(choices=choices, by=author, at=NOW)

    for row in (top, between, reply):
        row.refresh_from_db()
    assert between.answer.parent is None
    assert reply.answer.parent == top.answer


def test_tombstones_in_a_circle_are_no_thread(question, author) -> None:
    first = factories.comment(question.essay, is_deleted=True)
    second = factories.comment(question.essay, is_deleted=True, parent=first)
    first.parent = second
    first.save()
    reply = factories.comment(question.essay, parent=second)

    assert accept(reply, question, author).parent is None


def test_replies_in_a_circle_all_come_in(question, author) -> None:
    first = factories.comment(question.essay)
    second = factories.comment(question.essay, parent=first)
    ImportedComment.objects.filter(pk=first.pk).update(parent=second)

    done = actions.accept_many(
        choices=[(first, question), (second, question)], by=author, at=NOW
    )

    assert len(done) == 2


def test_a_very_deep_thread_goes_on_side_by_side(question, author) -> None:
    rows = [factories.comment(question.essay)]
    for _ in range(24):
        rows.append(factories.comment(question.essay, parent=rows[-1]))

    actions.accept_many(choices=[(row, question) for row in rows], by=author, at=NOW)

    assert Answer.objects.filter(depth__gt=20).count() == 0
    assert Answer.objects.count() == 25


def test_one_person_is_one_person_wherever_they_wrote(question, author) -> None:
    key = "a" * 64
    for source, name in (("wordpress", "Ada"), ("disqus", "Ada F.")):
        comment = factories.comment(
            question.essay, source=source, author_key=key, author_name=name
        )
        accept(comment, question, author)

    assert User.objects.filter(is_staged=True).count() == 1
    # The second is quoted as it was posted, not as the first.
    assert {row.credited_as for row in Answer.objects.all()} == {"Ada", "Ada F."}


@pytest.mark.parametrize(
    ("posted", "shown"),
    [
        ("Robin", "Robin (2)"),
        ("ROBIN", "ROBIN (2)"),
        ("admin", "admin (elsewhere)"),
        ("<b>", "b"),
        ("", "Somebody elsewhere"),
        ("✨✨", "Somebody elsewhere"),
        ("x" * 90, "x" * 59 + "…"),
    ],
)
def test_nobody_passes_for_somebody_who_is_here(
    posted, shown, question, author
) -> None:
    factories.person("robin")

    comment = factories.comment(question.essay, author_name=posted)

    assert accept(comment, question, author).author.shown_name == shown


def test_an_author_whom_a_rival_makes_in_this_moment_is_one_person(
    question, author, monkeypatch
) -> None:
    here = factories.comment(question.essay, author_key="a" * 64)
    elsewhere = factories.question()
    there = factories.comment(elsewhere.essay, author_key="a" * 64)
    # The rival's row is there, but was not yet when this editor looked.
    rivals = accept(there, elsewhere, author)
    looks = iter([{}])
    look = people._known
    monkeypatch.setattr(people, "_known", lambda wanted: next(looks, look(wanted)))

    answer = accept(here, question, author)

    assert answer.author == rivals.author
    assert User.objects.filter(is_staged=True).count() == 1


def test_ten_people_of_one_name_are_ten_people(question, author) -> None:
    rows = [factories.comment(question.essay, author_name="Sam") for _ in range(10)]

    actions.accept_many(choices=[(row, question) for row in rows], by=author, at=NOW)

    assert User.objects.filter(is_staged=True).count() == 10
    assert {row.credited_as for row in Answer.objects.all()} == {"Sam"}


def test_the_queries_do_not_grow_with_the_comments(question, author) -> None:
    def cost(number: int) -> int:
        rows = [(factories.comment(question.essay), question) for _ in range(number)]
        with CaptureQueriesContext(connection) as seen:
            actions.accept_many(choices=rows, by=author, at=NOW)
        return len(seen)

    # SQLite takes fewer rows in one statement than PostgreSQL.
    assert cost(40) <= cost(2) + 2


def test_a_closed_question_takes_nothing(question, author) -> None:
    question.status = "retired"
    question.save()
    comment = factories.comment(question.essay)

    with pytest.raises(actions.CannotDecide, match="no longer takes answers"):
        accept(comment, question, author)

    assert Answer.objects.count() == 0


def test_a_question_of_another_essay_takes_nothing(question, author) -> None:
    with pytest.raises(actions.CannotDecide, match="another essay"):
        accept(factories.comment(), question, author)


def test_a_tombstone_is_no_answer(question, author) -> None:
    comment = factories.comment(question.essay, is_deleted=True, body="")

    with pytest.raises(actions.CannotDecide, match="only its place"):
        accept(comment, question, author)
