"""A synthetic community, the same for the same seed, loaded in bulk."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from random import Random

from django.db import transaction
from django.db.models import Max

from aiq_site.reindexing import reindex
from aiq_site.sample import writing
from apps.accounts.models import User
from apps.answers.actions.counts import recount_all
from apps.answers.models import Answer, Revision, Vote
from apps.lib import markup
from apps.lib.ids import public_id
from apps.lib.names import skeleton
from apps.lib.ranking import wilson_lower_bound
from apps.questions.models import Essay, Question

# How the posts of a lively site are spread: replies, repeated points, held newcomers.
REPLY_SHARE = 0.30
REPEAT_SHARE = 0.03
HELD_SHARE = 0.01
VOTES_AT_MOST = 14
_BATCH = 1000

Progress = Callable[[int], None]


def load_sample(
    *,
    essay: Essay,
    answers: int,
    users: int,
    seed: int,
    now: datetime,
    progress: Progress = lambda done: None,
) -> int:
    """Add so many people and posts to an essay; how many votes came with them.

    Deterministic per seed on a site that has no sample yet. Memory is bounded by the
    batch, not by the number of answers.
    """
    source = Random(seed)  # noqa: S311  # a sample, not a secret
    people = _people(users, seed, source)
    questions = list(
        Question.objects.filter(essay=essay, status="live")
        .select_related("essay")
        .order_by("position")
    )
    # A few questions draw most of the answers, as everywhere.
    weights = [1 / (1 + place % 17) for place in range(len(questions))]
    votes = done = 0
    while done < answers:
        size = min(_BATCH, answers - done)
        batch = _posts(size, questions, weights, people, source, now)
        votes += _store(list(batch), people, source, now)
        done += size
        progress(done)
    _recount(questions)
    reindex()
    return votes


def _people(users: int, seed: int, source: Random) -> list[User]:
    taken = User.objects.aggregate(last=Max("pk"))["last"] or 0
    rows = []
    for number in range(1, users + 1):
        name = writing.name(source, taken + number)
        username = f"sample-{seed}-{taken + number}"
        rows.append(
            User(
                username=username,
                email=f"{username}@example.org",
                password="!",  # noqa: S106  # nobody can sign in with it
                name=name,
                name_skeleton=skeleton(name),
                credit=source.choices(
                    ("name", "anonymous", "none"), weights=(90, 6, 4)
                )[0],
            )
        )
    return User.objects.bulk_create(rows, batch_size=_BATCH)


def _posts(
    size: int,
    questions: Sequence[Question],
    weights: Sequence[float],
    people: Sequence[User],
    source: Random,
    now: datetime,
) -> Iterator[Answer]:
    tops: list[Answer] = []
    for question in source.choices(questions, weights, k=size):
        author = source.choice(people)
        at = now - timedelta(minutes=source.randint(60, 60 * 24 * 40))
        if tops and source.random() < REPLY_SHARE:
            parent = source.choice(tops)
            body, at = (
                writing.reply_text(source),
                parent.created_at + timedelta(hours=1),
            )
            yield _post(parent.question, author, body, at, source, parent)
            continue
        repeats = tops and source.random() < REPEAT_SHARE
        twin = source.choice(tops) if repeats else None
        body = (
            writing.nearly_the_same(twin.body, source)
            if twin
            else writing.answer_text(source)
        )
        post = _post(twin.question if twin else question, author, body, at, source)
        tops.append(post)
        yield post


def _post(
    question: Question,
    author: User,
    body: str,
    at: datetime,
    source: Random,
    parent: Answer | None = None,
) -> Answer:
    key = public_id(10, source=source)
    is_held = parent is None and source.random() < HELD_SHARE
    return Answer(
        question=question,
        author=author,
        parent=parent,
        root=parent,
        depth=1 if parent else 0,
        public_id=key,
        form_key=f"sample-{key}",
        status=Answer.Status.HELD if is_held else Answer.Status.VISIBLE,
        body=body,
        body_html=markup.render(body),
        renderer=markup.RENDERER_VERSION,
        credit=author.credit,
        created_at=at,
        changed_at=at,
        fresh_until=question.essay.fresh_until(at),
    )


@transaction.atomic
def _store(
    posts: list[Answer], people: Sequence[User], source: Random, now: datetime
) -> int:
    votes = [vote for post in posts for vote in _votes(post, people, source, now)]
    tops = [post for post in posts if post.parent is None]
    replies = [post for post in posts if post.parent is not None]
    Answer.objects.bulk_create(tops, batch_size=_BATCH)
    # Django fills in the keys of the answers that were stored a moment ago.
    Answer.objects.bulk_create(replies, batch_size=_BATCH)
    Revision.objects.bulk_create(
        (
            Revision(answer=post, number=1, body=post.body, created_at=post.created_at)
            for post in posts
        ),
        batch_size=_BATCH,
    )
    Vote.objects.bulk_create(votes, batch_size=_BATCH)
    return len(votes)


def _votes(
    post: Answer, people: Sequence[User], source: Random, now: datetime
) -> Iterator[Vote]:
    """Votes of distinct people who are not the author, with the post's counts to match."""
    if post.status != Answer.Status.VISIBLE:
        return
    crowd = min(VOTES_AT_MOST, len(people) - 1)
    likes, agrees = source.random(), source.random()
    wanted = int(crowd * source.random() ** 2)
    voters = source.sample(people, min(len(people), wanted + 1))
    others = islice((v for v in voters if v is not post.author), wanted)
    for number, voter in enumerate(others, start=1):
        # Most come in the first days, as to anything that is posted.
        at = min(now, post.created_at + timedelta(hours=number * number))
        for axis, leaning in (("helpful", likes), ("agree", agrees)):
            is_up = source.random() < leaning
            _count(post, axis, is_up)
            yield Vote(answer=post, voter=voter, axis=axis, is_up=is_up, cast_at=at)
    voted = post.helpful_count + post.unhelpful_count
    post.helpful_bound = wilson_lower_bound(post.helpful_count, voted)
    if voted >= post.question.essay.fresh_votes:
        post.fresh_until = None


def _count(post: Answer, axis: str, is_up: bool) -> None:
    if axis == "helpful":
        post.helpful_count += is_up
        post.unhelpful_count += not is_up
    else:
        post.agree_count += is_up
        post.disagree_count += not is_up


def _recount(questions: Sequence[Question]) -> None:
    """Replies per thread and answers per question, each from one grouped query."""
    replies = Answer.objects.filter(question__in=questions).order_by()
    recount_all(
        questions=[question.pk for question in questions],
        roots={root for root in replies.values_list("root", flat=True) if root},
    )
