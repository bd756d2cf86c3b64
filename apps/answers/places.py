"""Where a text is being written: the names under which its draft is kept."""

from apps.answers.models import Answer
from apps.answers.models.answer import IN_A_SHOWN_THREAD
from apps.questions.models import Question


def question_place(question: Question) -> str:
    return f"question:{question.public_id}"


def reply_place(parent: Answer) -> str:
    return f"reply:{parent.public_id}"


def edit_place(answer: Answer) -> str:
    return f"edit:{answer.public_id}"


def takes_answers(public_id: str) -> bool:
    return Question.objects.published().filter(public_id=public_id).exists()


def has_answer(public_id: str) -> bool:
    return Answer.objects.filter(public_id=public_id).exists()


def takes_replies(public_id: str) -> bool:
    """Whether every reader finds a page for replies to it."""
    out_of_sight = [Answer.Status.HELD, Answer.Status.HIDDEN]
    published = Answer.objects.filter(
        IN_A_SHOWN_THREAD, question__essay__published_at__isnull=False
    )
    found = published.exclude(status__in=out_of_sight).filter(public_id=public_id)
    return found.exists()
