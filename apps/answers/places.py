"""Where a text is being written: the names under which its draft is kept."""

from apps.answers.models import Answer
from apps.questions.models import Essay, Question


def question_place(question: Question) -> str:
    return f"question:{question.public_id}"


def reply_place(parent: Answer) -> str:
    return f"reply:{parent.public_id}"


def edit_place(answer: Answer) -> str:
    return f"edit:{answer.public_id}"


def exists(place: str) -> bool:
    """Whether there is something there to write about. One query at most."""
    kind, _, identity = place.partition(":")
    match kind:
        case "question":
            return Question.objects.published().filter(public_id=identity).exists()
        case "reply" | "edit":
            return Answer.objects.filter(public_id=identity).exists()
        case "propose":
            return Essay.objects.published().filter(slug=identity).exists()
        case _:
            return False
