"""Stored counts, always recounted from the rows they count."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import Least

from apps.answers.models import Answer, Milestone, Vote
from apps.lib.ranking import wilson_lower_bound
from apps.questions.actions.holding import lock_question
from apps.questions.models import Question
from apps.questions.states import FEWEST_ON_AN_ANSWER, state_of

# What is counted of a question's shown answers, replies among them where it says so.
_TOP = Q(parent=None)
_OPINIONS = F("agree_count") + F("disagree_count")
_COUNTING = _TOP & Q(opinions__gte=FEWEST_ON_AN_ANSWER)
_TOTALS = {
    "posts": Count("pk"),
    "answers": Count("pk", filter=_TOP),
    "last": Max("created_at"),
    "counting": Sum("opinions", filter=_COUNTING, default=0),
    "minority": Sum(
        Least("agree_count", "disagree_count"), filter=_COUNTING, default=0
    ),
}


def lock_with_question(
    answer: Answer, rows: QuerySet[Answer]
) -> tuple[Question, Answer]:
    """The question that an answer stands under, held, and the answer as it is now.

    It is read by `rows`. Two queries; two more where its question was merged, or was
    parted again, since `answer` was read.
    """
    question = lock_question(answer.question_id)
    answer = rows.get(pk=answer.pk)
    while answer.question_id != question.pk:
        question = lock_question(answer.question_id)
        answer = rows.get(pk=answer.pk)
    return question, answer


def lock_questions(pks: Iterable[int]) -> dict[int, Question]:
    """Several questions, in one order for everybody, so that nobody deadlocks."""
    held = Question.objects.select_for_update().select_related(None)
    return {row.pk: row for row in held.filter(pk__in=set(pks)).order_by("pk")}


def recount_question(question: Question) -> None:
    """Answers, posts, the last of them and the state; also a new page version.

    Two queries.
    """
    totals = _shown([question.pk]).aggregate(**_TOTALS)
    Question.objects.filter(pk=question.pk).update(
        **_fields(totals), version=F("version") + 1
    )


def _shown(questions: Iterable[int]) -> QuerySet[Answer]:
    shown = Answer.objects.shown().filter(question__in=questions).order_by()
    return shown.annotate(opinions=_OPINIONS)


def _fields(totals: Mapping[str, Any]) -> dict[str, Any]:
    """What a question stores of the totals of its answers."""
    return {
        "answer_count": totals["answers"],
        "post_count": totals["posts"],
        "last_answer_at": totals["last"],
        "state": state_of(
            totals["answers"], opinions=totals["counting"], minority=totals["minority"]
        ),
    }


_NOTHING = {"answers": 0, "posts": 0, "last": None, "counting": 0, "minority": 0}


def recount_all(*, questions: Iterable[int], roots: Iterable[int]) -> None:
    """Like `recount_question` and `recount_thread`, for many. Six queries at most."""
    wanted, threads = set(questions), set(roots)
    counted = _shown(wanted).values("question").annotate(**_TOTALS)
    totals = {row["question"]: row for row in counted}
    rows = list(Question.objects.filter(pk__in=wanted).only("pk"))
    for row in rows:
        for name, value in _fields(totals.get(row.pk, _NOTHING)).items():
            setattr(row, name, value)
    Question.objects.bulk_update(rows, list(_fields(_NOTHING)))
    Question.objects.filter(pk__in=wanted).update(version=F("version") + 1)
    _recount_threads(threads)


def _recount_threads(roots: set[int]) -> None:
    replies = Answer.objects.visible().filter(root__in=roots).order_by()
    counted = dict(replies.values_list("root").annotate(Count("pk")))
    rows = [Answer(pk=pk, reply_count=counted.get(pk, 0)) for pk in roots]
    Answer.objects.bulk_update(rows, ["reply_count"])


def recount_thread(root: Answer) -> None:
    """Visible replies below a top-level answer, at any depth. Two queries."""
    replies = Answer.objects.visible().filter(root=root).count()
    Answer.objects.filter(pk=root.pk).update(reply_count=replies)


def recount_votes(answer: Answer, *, at: datetime) -> None:
    """Both axes, the lower bound that orders answers, and the scores it has passed.

    With the votes its essay asks for, the answer's first hours are over. Two queries,
    and one more from the lowest of those scores on; two if it comes without its essay.
    """
    votes = Vote.objects.filter(answer=answer).aggregate(
        helpful=Count("pk", filter=Q(axis="helpful", is_up=True)),
        unhelpful=Count("pk", filter=Q(axis="helpful", is_up=False)),
        agree=Count("pk", filter=Q(axis="agree", is_up=True)),
        disagree=Count("pk", filter=Q(axis="agree", is_up=False)),
    )
    Answer.objects.filter(pk=answer.pk).update(
        helpful_count=votes["helpful"],
        unhelpful_count=votes["unhelpful"],
        agree_count=votes["agree"],
        disagree_count=votes["disagree"],
        helpful_bound=wilson_lower_bound(
            votes["helpful"], votes["helpful"] + votes["unhelpful"]
        ),
    )
    if votes["helpful"] + votes["unhelpful"] >= answer.question.essay.fresh_votes:
        Answer.objects.filter(pk=answer.pk).update(fresh_until=None)
    score = votes["helpful"] - votes["unhelpful"]
    passed = [each for each in Milestone.SCORES if score >= each]
    if passed:
        Milestone.objects.bulk_create(
            (Milestone(answer=answer, score=each, passed_at=at) for each in passed),
            ignore_conflicts=True,
        )


def new_page_version(question: Question) -> None:
    """Tell caches that the question's page has changed. One query."""
    Question.objects.filter(pk=question.pk).update(version=F("version") + 1)
