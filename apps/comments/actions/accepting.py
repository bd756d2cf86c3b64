"""A comment becomes an answer."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction

from apps.accounts.models import User
from apps.answers import actions as answers
from apps.answers.actions.counts import lock_questions, recount_all
from apps.answers.models import Answer, Passage
from apps.comments.actions.deciding import (
    CannotDecide,
    State,
    as_decided,
    decide_all,
    form_key,
    lock,
    log,
)
from apps.comments.actions.people import name_of, people_of
from apps.comments.actions.quoting import passages_of
from apps.comments.actions.threads import below, hang_anew, nearest_above
from apps.comments.importing.formats import NAMES
from apps.comments.models import ImportedComment
from apps.decisions.models import Decision
from apps.lib import markup
from apps.lib.text import clip
from apps.questions.models import Question

Choice = tuple[ImportedComment, Question]
LONGEST_SOURCE = 60
CLOSED = "This question no longer takes answers."


def accept(
    *, comment: ImportedComment, question: Question, by: User, at: datetime
) -> Answer:
    """Make it an answer to the question, in the name of whoever wrote it.

    It hangs below the nearest comment above it that answers the same question, and
    replies to it that were accepted before come to hang below it. The same again
    returns the same answer. Raises AlreadyDecided when it was decided otherwise,
    CannotDecide when the question is closed or of another essay.
    """
    done = accept_many(choices=[(comment, question)], by=by, at=at)
    row = done[0] if done else as_decided(comment, State.ACCEPTED)
    if row.answer is None or row.question_id != question.pk:
        raise CannotDecide("It is an answer to another question: put it back first.")
    return row.answer


def accept_many(
    *, choices: Iterable[Choice], by: User, at: datetime
) -> list[ImportedComment]:
    """Those that waited, each as an answer to its question; the others stay.

    A number of queries that grows with the depth of the threads, not with the comments.
    Raises CannotDecide, and changes nothing, when one of the questions is closed.
    """
    chosen = {comment.pk: (comment, question) for comment, question in choices}
    # Rendered before the transaction: a lock is never held across rendering.
    html: dict[int, str] = {
        pk: markup.render(comment.body) for pk, (comment, _) in chosen.items()
    }
    return _accept(chosen, html, by=by, at=at)


@transaction.atomic
def _accept(
    chosen: dict[int, Choice],
    html: dict[int, str],
    *,
    by: User,
    at: datetime,
) -> list[ImportedComment]:
    held = lock(comment for comment, _ in chosen.values())
    questions = lock_questions(question.pk for _, question in chosen.values())
    rows = [row for row in held if row.is_waiting]
    for row in rows:
        row.question = _open_question(row, questions.get(chosen[row.pk][1].pk))
    back = [row for row in rows if row.answer_id]
    for row in back:
        _show_again(row, by=by, at=at)
    fresh = [row for row in rows if not row.answer_id]
    _bring_in(fresh, html, nearest_above(fresh, among=rows), at=at)
    decide_all(rows, State.ACCEPTED, by=by, at=at)
    log(rows, Decision.Verb.ACCEPT, by=by, at=at)
    # What was accepted before the comment it replied to stands alone until now.
    hang_anew({row.pk for row in back} | below(rows))
    roots = {row.answer.root_id for row in rows if row.answer and row.answer.root_id}
    recount_all(
        questions={row.question_id for row in rows if row.question_id}, roots=roots
    )
    return rows


def _bring_in(
    rows: list[ImportedComment],
    html: dict[int, str],
    above: dict[int, ImportedComment],
    *,
    at: datetime,
) -> None:
    """Sets `answer` on each, those `above` before what hangs below them."""
    authors = people_of(rows, at=at)
    passages = passages_of(rows)
    waiting = {row.pk: row for row in rows}
    while waiting:
        level = _first_level(waiting, above)
        brought = [
            _brought(
                row,
                row.question,
                authors[row.pk],
                above.get(row.pk),
                html[row.pk],
                passages.get(row.pk, ()),
            )
            for row in level
            if row.question
        ]
        made = answers.bring_in(brought, at=at)
        for row, answer in zip(level, made, strict=True):
            row.answer = answer
            del waiting[row.pk]


def _first_level(
    waiting: dict[int, ImportedComment], above: dict[int, ImportedComment]
) -> list[ImportedComment]:
    """Those that hang below none that waits. A circle of replies has no first one: then
    all of it starts at the top."""
    level = [
        row
        for row in waiting.values()
        if row.pk not in above or above[row.pk].pk not in waiting
    ]
    return level or list(waiting.values())


def _brought(
    row: ImportedComment,
    question: Question,
    author: User,
    above: ImportedComment | None,
    html: str,
    passages: Sequence[Passage],
) -> answers.Brought:
    return answers.Brought(
        key=form_key(row),
        question=question,
        author=author,
        parent=above.answer if above else None,
        is_direct=above is not None and above.pk == row.parent_id,
        body=row.body,
        html=html,
        name=name_of(row),
        written_at=row.written_at,
        source=source_of(row),
        url=row.permalink,
        replied_to=name_of(row.parent) if row.parent else "",
        passages=passages,
    )


def _show_again(row: ImportedComment, *, by: User, at: datetime) -> None:
    """Readers had replied to it or quoted it when it was put back: it only hid."""
    answer = row.answer
    if answer is None:
        return
    if answer.question_id != row.question_id:
        raise CannotDecide(
            "Readers have already taken it up under "
            f"“{answer.question.headline}”: it can only go back there."
        )
    if answer.is_hidden:
        row.answer = answers.restore(
            answer=answer, by=by, reason="An imported comment, accepted again", at=at
        )


def _open_question(row: ImportedComment, question: Question | None) -> Question:
    if question is None or not question.is_open:
        raise CannotDecide(CLOSED)
    if question.essay_id != row.essay_id:
        raise CannotDecide("This question belongs to another essay.")
    return question


def source_of(row: ImportedComment) -> str:
    """What readers are told of where it stood: the site's name, if there is a link."""
    host = urlsplit(row.permalink).hostname or ""
    return clip(host.removeprefix("www.") or _site(row.source), LONGEST_SOURCE)


def _site(source: str) -> str:
    # A file of the editor's own making names no site.
    return "another site" if source in ("csv", "json") else NAMES.get(source, source)
