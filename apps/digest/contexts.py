"""Everything around one answer that an editor may want to see before deciding."""

from dataclasses import dataclass

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.answers.threads import with_passages
from apps.digest.models import Candidate, Digest, Item, Passed, Star
from apps.digest.passing import last_compile, names_of

# More of them are read on the page of the thread.
MOST_REPLIES = 20
MOST_ELSEWHERE = 12


@dataclass(frozen=True, slots=True)
class Context:
    """`thread` is in order of time; `more` is how many of its replies are left out.

    `candidate` and `passed` say what the last compile made of the answer; the names are
    those of the authors of the answers that it stands below, is like, or lost against.
    """

    answer: Answer
    thread: list[Answer]
    more: int
    candidate: Candidate | None
    passed: Passed | None
    better_by: str
    near_by: str
    against_by: str
    is_starred: bool
    item: Item | None
    elsewhere: list[Item]


def context_of(digest: Digest, answer: Answer) -> Context:
    """About ten queries. The answer must be `in_context`."""
    root = answer.root or answer
    replies = (
        Answer.objects.shown()
        .filter(root=root)
        .exclude(pk=answer.pk)
        .select_related("author", "parent__author", "root")
        .order_by("created_at", "pk")
    )
    shown, known = list(replies[:MOST_REPLIES]), replies.count()
    more = max(0, known - MOST_REPLIES)
    if answer.parent and answer.parent not in shown and answer.parent.is_visible:
        shown.insert(0, answer.parent)
    with_passages([answer])
    candidate = Candidate.objects.filter(digest=digest, answer=answer).first()
    run = last_compile(digest)
    passed = run.passed.filter(answer=answer).first() if run else None
    keys = [candidate.better, candidate.near] if candidate else []
    names = names_of([*keys, passed.against if passed else ""])
    return Context(
        answer=answer,
        thread=shown,
        more=more,
        candidate=candidate,
        passed=passed,
        better_by=names.get(candidate.better, "") if candidate else "",
        near_by=names.get(candidate.near, "") if candidate else "",
        against_by=names.get(passed.against, "") if passed else "",
        is_starred=Star.objects.filter(answer=answer).exists(),
        item=Item.objects.filter(digest=digest, answer=answer).first(),
        elsewhere=_elsewhere(answer, answer.author, digest),
    )


def _elsewhere(answer: Answer, person: User, digest: Digest) -> list[Item]:
    """Other quotations of the same person, those of this digest first. One query."""
    rows = (
        Item.objects.filter(answer__author=person)
        .exclude(digest=digest, answer=answer)
        .select_related("digest", "answer__question", "answer__author")
        .order_by("-digest__number", "-digest", "position", "pk")
    )
    found = list(rows[:MOST_ELSEWHERE])
    return sorted(found, key=lambda item: item.digest_id != digest.pk)
