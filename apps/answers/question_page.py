"""What a question's page is built from, each part in a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, prefetch_related_objects
from taggit.models import Tag

from apps.accounts.models import User
from apps.answers import threads
from apps.answers.models import Answer, AnswerQuerySet, Correction
from apps.answers.neighbours import neighbours
from apps.answers.turns import Turn, at_the_top
from apps.questions.models import Question
from apps.questions.outline_page import Asked, Block, essay_tree

PAGE_SIZE = 25
ORDERS = {"best": "Most helpful", "newest": "Newest", "discussed": "Most discussed"}
# Of more new answers than these, the newest take turns at the top.
LONGEST_RING = 200


@dataclass(frozen=True)
class Surroundings:
    """Where the question stands in its essay."""

    said: list[Block]
    subquestions: list[Asked]
    tags: list[Tag]
    corrections: list[Correction]
    also: list[Question]
    previous: Question | None
    following: Question | None


@dataclass(frozen=True)
class AnswerPage:
    """One page of threads. `after` is the public id to go on from, "" at the end.

    `fresh` are the new answers whose turn it is, and `turn` what the next page must
    know of them. `current` is what the author of the essay thinks now: it stands apart,
    on the first page, whatever the order.
    """

    current: threads.Branch | None
    fresh: list[threads.Branch]
    branches: list[threads.Branch]
    own_unseen: list[threads.Branch]
    after: str
    turn: Turn | None


def surroundings(question: Question) -> Surroundings:
    """Six queries."""
    # What was merged into it comes along with what it asks below.
    near = Question.objects.filter(
        Q(parent=question, status=Question.Status.LIVE) | Q(merged_into=question)
    )
    rows = list(near.select_related("proposed_by").order_by("position"))
    beside = neighbours(question)
    return Surroundings(
        said=said(question),
        subquestions=[Asked(row, heading=3) for row in rows if row.is_open],
        tags=list(question.tags.order_by("name")),
        corrections=list(
            Correction.objects.credited()
            .filter(answer__question=question)
            .in_context()
            .order_by("settled_at", "pk")
        ),
        also=[row for row in rows if not row.is_open],
        previous=beside.previous,
        following=beside.following,
    )


def said(question: Question) -> list[Block]:
    """What the essay says under the question. One query, or none where it is known."""
    # Whoever answers may quote these: they are fetched once for both.
    prefetch_related_objects([question], "considerations")
    return essay_tree((), (), question.considerations.all()).blocks


def length_of(said: list[Block]) -> int:
    """In characters, those of its markup and of what stands further in included."""
    within = [one for block in said for one in block.said]
    length = 0
    while within:
        one = within.pop()
        length += len(one.row.html)
        within += one.children
    return length


@dataclass(frozen=True, slots=True)
class Writers:
    """What a version does not know: people's names, and which answers are still new."""

    said: list[str]
    are_any_new: bool


def writers(question: Question, at: datetime) -> Writers:
    """Of the answers and replies that readers see at that moment. One query."""
    is_new = Q(fresh_until__gt=at)
    rows = list(
        Answer.objects.shown()
        .filter(question=question)
        .order_by("author_id")
        .values_list("author_id", "author__username", "author__name", "author__bio")
        .annotate(new=Count("pk", filter=is_new))
    )
    return Writers(
        [
            f"{username} / {name} / {bio} / {new}"
            for _, username, name, bio, new in rows
        ],
        any(new for *_, new in rows),
    )


def answers(
    question: Question,
    person: User | None,
    *,
    order: str,
    last: Answer | None,
    at: datetime,
    bucket: int | None = None,
    turn: Turn | None = None,
) -> AnswerPage:
    """The page that follows the answer `last`, and `turn`, if that said one.

    Four queries for a stranger at most, beside those of `threads.branches`: one for
    which answers are new, if there is a `bucket` to order them for, and one for those.
    A person's own answers that wait or were hidden come with the first page: one more.
    """
    top = Answer.objects.filter(question=question).top_level().select_related("author")
    shown = top.filter(
        Q(status=Answer.Status.VISIBLE)
        | Q(status=Answer.Status.WITHDRAWN, reply_count__gt=0)
    )
    apart = top.visible().filter(author=question.essay.author_id).newest_first()[:1]
    current = list(apart)
    others = shown.exclude(pk__in=[row.pk for row in current])
    fresh: list[Answer] = []
    if order == "best" and last is None and bucket is not None:
        fresh = _whose_turn_it_is(others, bucket, at)
        if fresh:
            turn = Turn(at, tuple(row.public_id for row in fresh))
    rows = list(_in_order(others, order, last, turn)[: PAGE_SIZE + 1])
    own = [] if last or person is None else list(_unseen(top, person))
    first = [] if last else [*current, *own, *fresh]
    for row in (*first, *rows):
        row.question = question
    grown = threads.branches([*first, *rows[:PAGE_SIZE]], person)
    ahead = 0 if last else len(current)
    head = len(first) - len(fresh)
    return AnswerPage(
        current=grown[0] if ahead else None,
        fresh=grown[head : len(first)],
        branches=grown[len(first) :],
        own_unseen=grown[ahead:head],
        after=rows[PAGE_SIZE - 1].public_id if len(rows) > PAGE_SIZE else "",
        turn=turn,
    )


def _whose_turn_it_is(
    others: AnswerQuerySet, bucket: int, at: datetime
) -> list[Answer]:
    """Two queries where there are new answers, one where there are none."""
    newest = others.visible().fresh(at).order_by("-created_at", "-pk")
    ring = list(newest.values_list("pk", flat=True)[:LONGEST_RING])
    chosen = at_the_top(ring, bucket=bucket, at=at)
    rows = {row.pk: row for row in others.filter(pk__in=chosen)} if chosen else {}
    return [rows[pk] for pk in chosen]


def _in_order(
    shown: AnswerQuerySet, order: str, last: Answer | None, turn: Turn | None
) -> AnswerQuerySet:
    if order == "newest":
        return (shown.after_in_newest(last) if last else shown).newest_first()
    if order == "discussed":
        return (shown.after_in_discussed(last) if last else shown).discussed_first()
    if turn:
        others = shown.exclude(public_id__in=turn.shown)
        if last is None:
            return others.settled_first(turn.at)
        return others.after_in_settled_first(last, turn.at)
    # Nothing is new: the index has them in this order.
    return (shown.after_in_best(last) if last else shown).best_first()


def _unseen(top: AnswerQuerySet, person: User) -> AnswerQuerySet:
    waiting = [Answer.Status.HELD, Answer.Status.HIDDEN]
    return top.filter(author=person, status__in=waiting).newest_first()[:PAGE_SIZE]
