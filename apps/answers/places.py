"""Where a text is being written: the names under which its draft is kept."""

from apps.answers.models import Answer
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
