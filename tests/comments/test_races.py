"""Two editors at once, on a real database: each comment once, each person once."""

from collections.abc import Iterator
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import Count

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.comments import actions
from apps.comments.actions import people, storing
from apps.comments.models import ImportedComment
from apps.comments.records import Record
from apps.decisions.models import Decision
from tests import factories
from tests.at_once import at_once
from tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)
COMMENTS, BATCH = 60, 10


def record(number: int) -> Record:
    return Record(
        id=str(number),
        parent=str(number // 2) if number > 1 else "",
        author=f"Reader {number % 7}",
        key="",
        ref="",
        body=f"Comment {number}",
        at="",
        url="",
        reactions=0,
        is_deleted=False,
    )


@pytest.mark.parametrize("second", [1, -1], ids=["the same", "turned round"])
def test_two_imports_of_one_file_at_once_bring_each_comment_once(
    second, monkeypatch
) -> None:
    monkeypatch.setattr(storing, "BATCH", BATCH)
    essay, editor = factories.essay(), factories.person()
    together = Barrier(2)

    def records(step: int) -> Iterator[Record]:
        for start in range(1, COMMENTS, BATCH):
            together.wait(timeout=20)
            yield from map(record, range(start, start + BATCH)[::step])

    brought = at_once(
        lambda which: actions.bring_comments(
            essay=essay,
            source="json",
            records=records(second if which else 1),
            by=editor,
            at=NOW,
        ),
        times=2,
    )

    rows = ImportedComment.objects.select_related("parent")
    assert sorted(int(row.external_id) for row in rows) == [*range(1, COMMENTS + 1)]
    assert all(
        (row.parent.external_id if row.parent else "") == row.parent_external_id
        for row in rows
    )
    assert sum(counts["new"] for counts in brought) == COMMENTS
    logged = Decision.objects.filter(verb="import").values_list("snapshot", flat=True)
    assert sum(each["comments"] for each in logged) == COMMENTS


def test_two_editors_make_an_author_at_once_who_is_one_person(monkeypatch) -> None:
    editor, together = factories.person(), Barrier(2)
    questions = [factories.question(), factories.question()]
    comments = [
        factories.comment(each.essay, author_key="a" * 64) for each in questions
    ]
    make = people._made

    def make_together(names, at):
        # Both have looked and found nobody: only now does either of them write.
        together.wait(timeout=20)
        return make(names, at)

    # On SQLite one of them writes while the other waits: they cannot meet there.
    if connection.vendor == "postgresql":
        monkeypatch.setattr(people, "_made", make_together)
    at_once(
        lambda which: actions.accept(
            comment=comments[which], question=questions[which], by=editor, at=NOW
        ),
        times=2,
    )

    assert User.objects.filter(is_staged=True).count() == 1
    assert Answer.objects.values("author").distinct().count() == 1


def test_one_comment_accepted_many_times_at_once_is_one_answer() -> None:
    question, editor = factories.question(), factories.person()
    comment = factories.comment(question.essay)

    made = at_once(
        lambda _: actions.accept(comment=comment, question=question, by=editor, at=NOW)
    )

    assert len(set(made)) == Answer.objects.count() == 1
    assert Decision.objects.filter(verb="accept").count() == 1


def test_a_thread_accepted_by_many_at_once_hangs_together() -> None:
    question, editor = factories.question(), factories.person()
    rows = [factories.comment(question.essay)]
    while len(rows) < 5:
        rows.append(factories.comment(question.essay, parent=rows[-1]))

    at_once(
        lambda which: actions.accept(
            comment=rows[which], question=question, by=editor, at=NOW
        ),
        times=5,
    )

    depths = Answer.objects.order_by("depth").values_list("depth", flat=True)
    assert list(depths) == [*range(5)]
    assert Answer.objects.values("root").annotate(Count("pk")).count() == 2
    assert Answer.objects.get(depth=0).reply_count == 4
