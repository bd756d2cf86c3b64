"""A question as it is now, held until a transaction ends."""

from apps.questions.models import Question


def lock_question(pk: int) -> Question:
    """The question, held until the transaction ends. Call before any other write."""
    return Question.objects.select_for_update().select_related(None).get(pk=pk)


def lock_surviving(pk: int) -> Question:
    """Like `lock_question`, or the question that this one was merged into."""
    question = lock_question(pk)
    while question.merged_into_id:
        question = lock_question(question.merged_into_id)
    return question
