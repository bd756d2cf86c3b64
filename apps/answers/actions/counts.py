"""Stored counts, always recounted from the rows they count."""

from django.db.models import Count, F, Max, Q

from apps.answers.models import Answer, Vote
from apps.lib.ranking import wilson_lower_bound
from apps.questions.models import Question


def lock_question(pk: int) -> Question:
    """The question, held until the transaction ends. Call before any other write."""
    return Question.objects.select_for_update().select_related(None).get(pk=pk)


def recount_question(question: Question) -> None:
    """Answers, posts and the last of them; also a new page version. Two queries."""
    shown = Answer.objects.shown().filter(question=question)
    totals = shown.aggregate(
        posts=Count("pk"),
        answers=Count("pk", filter=Q(parent=None)),
        last=Max("created_at"),
    )
    Question.objects.filter(pk=question.pk).update(
        answer_count=totals["answers"],
        post_count=totals["posts"],
        last_answer_at=totals["last"],
        version=F("version") + 1,
    )


def recount_thread(root: Answer) -> None:
    """Visible replies below a top-level answer, at any depth. Two queries."""
    replies = Answer.objects.visible().filter(root=root).count()
    Answer.objects.filter(pk=root.pk).update(reply_count=replies)


def recount_votes(answer: Answer) -> None:
    """Both axes, and the lower bound that orders answers. Two queries."""
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


def new_page_version(question: Question) -> None:
    """Tell caches that the question's page has changed. One query."""
    Question.objects.filter(pk=question.pk).update(version=F("version") + 1)
