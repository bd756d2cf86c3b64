"""From rows to the plain entries that the selection reasons about."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from urllib.parse import urlsplit

from django.db.models import Count, F, Q, QuerySet

from apps.accounts.models import Credit
from apps.answers.models import Answer, Passage, Vote
from apps.digest.first_hand import first_hand
from apps.digest.kinds import REPLY, kind_of, stands_alone
from apps.digest.models import Candidate, Compile, Digest, Item, Passed, Star
from apps.digest.scoring import VOTE_DAYS
from apps.digest.selection import Decided, Entry
from apps.lib.plain_text import own_words
from apps.lib.text import words
from apps.questions.models import Consideration, Question

_URL = re.compile(r"https?://[^\s<>()\[\]\"']+")
# Rows fetched at a time: the answers of a large essay never stand in memory at once.
CHUNK = 2000


def eligible(digest: Digest) -> QuerySet[Answer]:
    """Answers that may be chosen: see `choosable`; new, or of the digest's period.

    A star sets aside both the period and, where it came later, an earlier digest:
    somebody wants this answer now.
    """
    return choosable(digest).filter(_of_the_period(digest) | Q(star__isnull=False))


def choosable(digest: Digest) -> QuerySet[Answer]:
    """Answers that are shown to readers and consented, of whatever time.

    The author's own posts are left out, and so is what an earlier digest of the
    essay has already published.
    """
    featured = (
        Item.objects.filter(
            digest__in=Digest.objects.published().filter(essay=digest.essay_id)
        )
        .exclude(digest=digest)
        .exclude(answer__star__starred_at__gt=F("digest__published_at"))
    )
    return (
        Answer.objects.shown()
        .filter(question__essay=digest.essay_id, question__status=Question.Status.LIVE)
        .exclude(credit=Credit.NONE)
        .exclude(author=digest.essay.author_id)
        .exclude(pk__in=featured.values("answer_id"))
    )


def last_published(digest: Digest) -> Digest | None:
    """The essay's one before this, which readers have. One query."""
    earlier = Digest.objects.published().filter(
        essay=digest.essay_id, number__lt=digest.number
    )
    return earlier.order_by("-number").first()


def undecided(digest: Digest) -> list[Candidate]:
    """What the last published digest left to look at or put aside, in its order.

    Nothing where an editor set a period: that reads old answers anew. Two queries.
    """
    last = last_published(digest)
    if last is None or digest.period_from or digest.period_to:
        return []
    rows = last.candidates.filter(
        state__in=[Candidate.State.NEW, Candidate.State.MAYBE],
        answer__in=choosable(digest),
    )
    return list(rows.order_by("position"))


def fresh(digest: Digest) -> QuerySet[Answer]:
    """Those of the eligible that the digest's own last compile has not seen either."""
    passed = Passed.objects.filter(compile__in=_finished(digest=digest))
    return (
        eligible(digest)
        .exclude(pk__in=passed.values("answer_id"))
        .exclude(pk__in=digest.candidates.values("answer_id"))
    )


def _finished(**of: object) -> QuerySet[Compile]:
    """Whose results somebody has seen: one that was killed has noted some, too."""
    return Compile.objects.finished().filter(**of)


def _of_the_period(digest: Digest) -> Q:
    """What an editor set, else all that no compile of a published digest has seen.

    Not by date in that case: old comments that were imported last week are new here.
    """
    start, end = digest.period_from, digest.period_to
    if start or end:
        since = Q(created_at__gte=start) if start else Q()
        return since & Q(created_at__lt=end) if end else since
    earlier = Digest.objects.published().filter(
        essay=digest.essay_id, number__lt=digest.number
    )
    passed = Passed.objects.filter(compile__in=_finished(digest__in=earlier))
    offered = Candidate.objects.filter(digest__in=earlier).values("answer_id")
    return ~Q(pk__in=passed.values("answer_id")) & ~Q(pk__in=offered)


def entries(digest: Digest) -> Iterator[Entry]:
    """Every eligible answer as an entry, by age. Four queries per 2,000 answers."""
    rows = (
        eligible(digest)
        .select_related("author")
        .only(*_COLUMNS)
        .order_by("created_at", "pk")
        .iterator(chunk_size=CHUNK)
    )
    starred = frozenset(
        Star.objects.filter(answer__question__essay=digest.essay_id).values_list(
            "answer", flat=True
        )
    )
    known, places = _domains_of_essay(digest), _places(digest)
    while chunk := list(islice(rows, CHUNK)):
        votes, repliers, disputing = _votes(chunk), _repliers(chunk), _disputing(chunk)
        for row in chunk:
            yield _entry(
                row,
                *places[row.question_id],
                helpful=votes[row.pk, True],
                unhelpful=votes[row.pk, False],
                repliers=repliers.get(row.pk, 0),
                is_starred=row.pk in starred,
                disputes_passage=row.pk in disputing,
                known=known,
            )


def question_order(digest: Digest) -> list[str]:
    """Public ids of the essay's questions, as the essay asks them. One query."""
    return list(
        Question.objects.filter(essay=digest.essay_id)
        .order_by("position")
        .values_list("public_id", flat=True)
    )


def decided(digest: Digest) -> Decided:
    """What its editors have said so far. Two queries."""
    dismissed = digest.candidates.filter(state="dismissed")
    return Decided(
        kept=frozenset(digest.items.values_list("answer__public_id", flat=True)),
        dismissed=frozenset(dismissed.values_list("answer__public_id", flat=True)),
    )


def domains(body: str) -> tuple[str, ...]:
    """Distinct host names of the links in a text, sorted, without "www."."""
    hosts = set()
    for url in _URL.findall(body):
        try:
            # What ends a sentence is no part of an address.
            host = urlsplit(url.rstrip(".,;:!?")).hostname or ""
        except ValueError:  # such as an unfinished [IPv6 address
            continue
        hosts.add(host.removeprefix("www."))
    return tuple(sorted(hosts - {""}))


_COLUMNS = (
    "public_id",
    "author_id",
    "body",
    "body_html",
    "created_at",
    "agree_count",
    "disagree_count",
    "question_id",
    "revision_number",
    "brought_at",
    "parent_id",
    "author__role",
    "author__is_active",
    "author__is_superuser",
)


def _votes(chunk: Sequence[Answer]) -> Counter[tuple[int, bool]]:
    """Helpful votes of each answer's first days, by answer and direction. One query.

    Nobody could vote here on what was written elsewhere before it was brought.
    """
    until = {
        row.pk: (row.brought_at or row.created_at) + timedelta(days=VOTE_DAYS)
        for row in chunk
    }
    cast = Vote.objects.filter(answer__in=until.keys(), axis=Vote.Axis.HELPFUL)
    return Counter(
        (answer, is_up)
        for answer, is_up, at in cast.values_list("answer", "is_up", "cast_at")
        if at < until[answer]
    )


def _repliers(chunk: Sequence[Answer]) -> dict[int, int]:
    """Distinct other people who replied, by answer. One query."""
    return dict(
        Answer.objects.visible()
        .filter(parent__in=[row.pk for row in chunk])
        .exclude(author=F("parent__author"))
        .order_by()
        .values_list("parent")
        .annotate(Count("author", distinct=True))
    )


def _disputing(chunk: Sequence[Answer]) -> set[int]:
    """Those that quote words which still stand in the essay. One query."""
    quoting = Passage.objects.filter(answer__in=[row.pk for row in chunk])
    standing = quoting.exclude(state=Passage.State.ORPHAN)
    return set(standing.values_list("answer", flat=True))


def _places(digest: Digest) -> dict[int, tuple[str, str]]:
    """Public ids of question and section ("" for none) by the question's key. One query."""
    rows = Question.objects.filter(essay=digest.essay_id)
    return {
        pk: (question, section or "")
        for pk, question, section in rows.values_list(
            "pk", "public_id", "section__public_id"
        )
    }


def _domains_of_essay(digest: Digest) -> frozenset[str]:
    """Where the essay itself links to. Two queries."""
    essay = digest.essay
    texts = [essay.intro, essay.outro]
    for model in (Question, Consideration):
        rows = model.objects.filter(essay=essay, text__contains="http")
        texts += rows.values_list("text", flat=True)
    return frozenset(domain for text in texts for domain in domains(text))


def _entry(
    row: Answer,
    question: str,
    section: str,
    *,
    helpful: int,
    unhelpful: int,
    repliers: int,
    is_starred: bool,
    disputes_passage: bool,
    known: frozenset[str],
) -> Entry:
    text = own_words(row.body_html)
    linked = domains(row.body)
    kind = kind_of(text, has_link=bool(linked))
    if row.parent_id and not stands_alone(
        helpful=helpful, unhelpful=unhelpful, is_by_moderator=row.author.may_moderate
    ):
        kind = kind or REPLY
    return Entry(
        key=row.public_id,
        question=question,
        section=section,
        author=str(row.author_id),
        text=text,
        helpful=helpful,
        unhelpful=unhelpful,
        agree=row.agree_count,
        disagree=row.disagree_count,
        repliers=repliers,
        words=words(text),
        domains=tuple(one for one in linked if one not in known),
        created=row.created_at.isoformat(),
        is_starred=is_starred,
        disputes_passage=disputes_passage,
        first_hand=first_hand(text),
        kind="" if is_starred else kind,
        revision=row.revision_number,
        is_reply=row.parent_id is not None,
    )
