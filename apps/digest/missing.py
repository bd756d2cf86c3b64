"""Why an answer that an editor asks after is not among those passed over."""

from apps.answers.models import Answer
from apps.digest.models import Compile, Digest, Item
from apps.digest.quotations import unquotable_because
from apps.questions.models import Question


def key_of(asked: str) -> str:
    """The public id at the end of an address, or what else was typed."""
    path = asked.partition("#")[0].partition("?")[0]
    return path.strip().rstrip("/").rpartition("/")[2]


def why_missing(digest: Digest, run: Compile, key: str) -> str:
    """A sentence about the answer or question with this public id. Six queries at most."""
    rows = Answer.objects.select_related("question__essay", "root")
    answer = rows.filter(public_id=key).first()
    if answer is None:
        is_question = Question.objects.filter(public_id=key).exists()
        return (
            "None of the answers to this question was passed over."
            if is_question
            else "There is no such answer or question here."
        )
    if answer.question.essay_id != digest.essay_id:
        return f"It answers another essay, “{answer.question.essay.title}”."
    return (
        unquotable_because(answer)
        or _where_it_is(digest, answer)
        or _why_unread(digest, run, answer)
    )


def _where_it_is(digest: Digest, answer: Answer) -> str:
    if digest.items.filter(answer=answer).exists():
        return "It is in the draft."
    candidate = digest.candidates.filter(answer=answer).first()
    if candidate is None:
        return ""
    if candidate.state == candidate.State.NEW:
        return "It is in the tray, to be looked at."
    return f"It is in the tray, under “{candidate.get_state_display()}”."


def _why_unread(digest: Digest, run: Compile, answer: Answer) -> str:
    if answer.author_id == digest.essay.author_id:
        return "It is by the essay’s author."
    quoting = Item.objects.filter(answer=answer, digest__in=Digest.objects.published())
    if quoting.exclude(digest=digest).exists():
        return "Earlier highlights quote it."
    if answer.created_at > run.started_at:
        return "It came in after the last compile."
    if run.period_from or run.period_to:
        return "It is not of the period that is set."
    return "An earlier compile has seen it, or it was hidden during the last one."
