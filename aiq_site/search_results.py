"""What the search page shows of the documents that were found.

The index says where, the rows say whether: a text that readers may not read is left out
here even if the index should still name it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from apps.accounts.models import Credit, User
from apps.answers.models import Answer
from apps.questions.models import Essay, Question
from apps.search.models import SearchDocument
from apps.search.query import Query
from apps.search.snippets import Piece, marked, snippet

LABELS = {
    "question": "Question",
    "answer": "Answer",
    "consideration": "In the essay",
    "digest": "Highlights",
    "essay": "Essay",
}


@dataclass(frozen=True, slots=True)
class Result:
    """`person` is set where the text is signed with a name that may be shown, and
    `date` where it is known."""

    label: str
    url: str
    title: list[Piece]
    snippet: list[Piece]
    essay: str
    date: datetime | None
    note: str = ""
    person: User | None = None


@dataclass(frozen=True, slots=True)
class _Rows:
    answers: dict[str, Answer]
    questions: dict[str, Question]
    essays: dict[str, Essay]


def results(documents: Sequence[SearchDocument], query: Query) -> list[Result]:
    """Three queries."""
    rows = _rows(documents)
    made = (_result(document, query, rows) for document in documents)
    return [result for result in made if result]


def _rows(documents: Sequence[SearchDocument]) -> _Rows:
    keys = [one.key for one in documents if one.kind == "answer"]
    answers = Answer.objects.shown().filter(public_id__in=keys).with_author()
    asked = {one.question for one in documents}
    questions = Question.objects.published().filter(public_id__in=asked)
    essays = Essay.objects.published().filter(slug__in={one.essay for one in documents})
    return _Rows(
        answers={row.public_id: row for row in answers},
        questions={row.public_id: row for row in questions},
        essays={row.slug: row for row in essays},
    )


def _result(document: SearchDocument, query: Query, rows: _Rows) -> Result | None:
    question = rows.questions.get(document.question)
    answer = rows.answers.get(document.key) if document.kind == "answer" else None
    is_gone = document.kind == "answer" and answer is None
    if document.essay not in rows.essays or (document.question and not question):
        return None
    if is_gone:
        return None
    title, said = document.title, document.body
    if document.kind in ("answer", "consideration"):
        title = question.headline if question else rows.essays[document.essay].title
        said = document.body or document.title
    return Result(
        label=_label(document),
        url=document.url,
        title=marked(title, query),
        snippet=snippet(said, query) if said else [],
        essay=rows.essays[document.essay].title if document.kind != "essay" else "",
        date=None if answer and answer.is_undated else document.date,
        note=_note(question) if document.kind == "question" and question else "",
        person=answer.author if answer and answer.credit == Credit.NAME else None,
    )


def _label(document: SearchDocument) -> str:
    if document.kind == "answer" and document.state == "reply":
        return "Reply"
    return LABELS[document.kind]


def _note(question: Question) -> str:
    if not question.is_open:
        return "retired"
    count = question.answer_count
    return f"{count} answer{'' if count == 1 else 's'}" if count else "no answer yet"
