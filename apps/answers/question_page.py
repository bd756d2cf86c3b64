"""What a question's page is built from, each part in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Q, Sum
from taggit.models import Tag

from apps.accounts.models import User
from apps.answers import threads
from apps.answers.models import Answer, AnswerQuerySet, Correction
from apps.questions.models import Question
from apps.questions.outline_page import Asked, Block, essay_tree

PAGE_SIZE = 25
ORDERS = {"best": "Most helpful", "newest": "Newest", "discussed": "Most discussed"}


@dataclass(frozen=True)
class Surroundings:
    """Where the question stands in its essay."""

    said: list[Block]
    subquestions: list[Asked]
    tags: list[Tag]
    corrections: list[Correction]
    previous: Question | None
    following: Question | None


@dataclass(frozen=True)
class AnswerPage:
    """One page of threads. `after` is the public id to go on from, "" at the end.

    `current` is what the author of the essay thinks now: it stands apart, on the first
    page, whatever the order.
    """

    current: threads.Branch | None
    branches: list[threads.Branch]
    own_unseen: list[threads.Branch]
    after: str


def surroundings(question: Question) -> Surroundings:
    """Six queries."""
    live = Question.objects.live().filter(essay=question.essay_id)
    said = question.considerations.order_by("position")
    below = live.filter(parent=question).order_by("position")
    return Surroundings(
        said=essay_tree((), (), said).blocks,
        subquestions=[Asked(row, heading=3) for row in below],
        tags=list(question.tags.order_by("name")),
        corrections=list(
            Correction.objects.credited()
            .filter(answer__question=question)
            .in_context()
            .order_by("settled_at", "pk")
        ),
        previous=live.filter(position__lt=question.position)
        .order_by("-position")
        .first(),
        # Those below it are listed above: the next question is the one after them.
        following=live.filter(position__gt=question.position)
        .exclude(parent=question)
        .order_by("position")
        .first(),
    )


def version(question: Question) -> str:
    """Changes with all that the page shows. One query."""
    below = Question.objects.filter(Q(pk=question.pk) | Q(parent=question))
    total = below.aggregate(total=Sum("version"))["total"]
    return f"{question.essay.version}.{question.version}.{total}"


def people(question: Question) -> list[str]:
    """What the page says of those who answered: a version knows no names. One query."""
    authors = (
        Answer.objects.shown()
        .filter(question=question)
        .order_by("author_id")
        .values_list("author__username", "author__name", "author__bio")
        .distinct()
    )
    return [" / ".join(author) for author in authors]


def answers(
    question: Question, person: User | None, *, order: str, last: Answer | None
) -> AnswerPage:
    """The page that follows the answer `last`. Three queries for a stranger.

    A person's own answers that wait or were hidden come with the first page: one
    query more, beside those of `threads.branches`.
    """
    top = Answer.objects.filter(question=question).top_level().select_related("author")
    shown = top.filter(
        Q(status=Answer.Status.VISIBLE)
        | Q(status=Answer.Status.WITHDRAWN, reply_count__gt=0)
    )
    apart = top.visible().filter(author=question.essay.author_id).newest_first()[:1]
    current = list(apart)
    others = shown.exclude(pk__in=[row.pk for row in current])
    rows = list(_in_order(others, order, last)[: PAGE_SIZE + 1])
    own = [] if last or person is None else list(_unseen(top, person))
    first = [] if last else [*current, *own]
    for row in (*first, *rows):
        row.question = question
    grown = threads.branches([*first, *rows[:PAGE_SIZE]], person)
    ahead = len(first) - len(own)
    return AnswerPage(
        current=grown[0] if ahead else None,
        branches=grown[len(first) :],
        own_unseen=grown[ahead : len(first)],
        after=rows[PAGE_SIZE - 1].public_id if len(rows) > PAGE_SIZE else "",
    )


def _in_order(shown: AnswerQuerySet, order: str, last: Answer | None) -> AnswerQuerySet:
    if order == "newest":
        return (shown.after_in_newest(last) if last else shown).newest_first()
    if order == "discussed":
        return (shown.after_in_discussed(last) if last else shown).discussed_first()
    return (shown.after_in_best(last) if last else shown).best_first()


def _unseen(top: AnswerQuerySet, person: User) -> AnswerQuerySet:
    waiting = [Answer.Status.HELD, Answer.Status.HIDDEN]
    return top.filter(author=person, status__in=waiting).newest_first()[:PAGE_SIZE]
