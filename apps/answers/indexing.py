"""What of the answers can be found: those that every reader may read."""

from collections.abc import Iterator

from django.db.models import prefetch_related_objects

from apps.accounts.models import Credit
from apps.answers.models import AnswerQuerySet
from apps.lib.plain_text import text_of
from apps.search.documents import Document


def answer_documents(rows: AnswerQuerySet) -> Iterator[Document]:
    """Those of the rows that are shown. Two queries."""
    shown = (
        rows.shown()
        .filter(question__essay__published_at__isnull=False)
        .select_related("author", "question__essay", "question__section")
    )
    answers = list(shown)
    questions = {answer.question_id: answer.question for answer in answers}
    prefetch_related_objects(list(questions.values()), "tags")
    for answer in answers:
        # One object for each question: it is the one that has its tags.
        question = questions[answer.question_id]
        yield Document(
            kind="answer",
            key=answer.public_id,
            url=answer.get_absolute_url(),
            # Of one that is undated it only gives the order.
            date=answer.created_at,
            body=text_of(answer.body_html),
            essay=question.essay.slug,
            section=question.section.public_id if question.section else "",
            question=question.public_id,
            # A name that its owner withholds is not even in the index.
            person=answer.author.username if answer.credit == Credit.NAME else "",
            tags=[tag.slug for tag in question.tags.all()],
            state="reply" if answer.parent_id else "answer",
        )
