"""From rows to the plain entries that the selection reasons about."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.db.models import Count, F, Q, QuerySet

from apps.accounts.models import Credit
from apps.answers.models import Answer
from apps.digest.models import Digest, Item
from apps.digest.selection import Entry
from apps.lib.plain_text import text_of
from apps.lib.text import words
from apps.questions.models import Question

_URL = re.compile(r"https?://[^\s<>()\[\]\"']+")
_QUOTATION = re.compile(
    r"<blockquote>(?:[^<]|<(?!/?blockquote>))*+</blockquote>",
)
# Rows fetched at a time: the answers of a large essay never stand in memory at once.
_CHUNK = 2000


def eligible(digest: Digest) -> QuerySet[Answer]:
    """Answers that may be chosen: visible, in a visible thread, consented, new.

    The author's own posts are left out, and so is what an earlier digest of the
    essay has already published.
    """
    featured = Item.objects.filter(
        digest__essay=digest.essay_id, digest__published_at__isnull=False
    ).exclude(digest=digest)
    return (
        Answer.objects.visible()
        .filter(Q(root=None) | Q(root__status=Answer.Status.VISIBLE))
        .filter(question__essay=digest.essay_id, question__status=Question.Status.LIVE)
        .exclude(credit=Credit.NONE)
        .exclude(author=digest.essay.author_id)
        .exclude(pk__in=featured.values("answer_id"))
    )


def entries(digest: Digest) -> Iterator[Entry]:
    """Every eligible answer as an entry, by age. One query per 2,000 answers."""
    rows = (
        eligible(digest)
        .annotate(
            repliers=Count(
                "replies__author",
                distinct=True,
                filter=Q(replies__status=Answer.Status.VISIBLE)
                & ~Q(replies__author=F("author")),
            )
        )
        .select_related("question__section")
        .order_by("created_at", "pk")
    )
    for row in rows.iterator(chunk_size=_CHUNK):
        yield _entry(row, row.repliers)


def question_order(digest: Digest) -> list[str]:
    """Public ids of the essay's questions, as the essay asks them. One query."""
    return list(
        Question.objects.filter(essay=digest.essay_id)
        .order_by("position")
        .values_list("public_id", flat=True)
    )


def domains(body: str) -> tuple[str, ...]:
    """Distinct host names of the links in a text, sorted, without "www."."""
    hosts = set()
    for url in _URL.findall(body):
        try:
            host = urlsplit(url).hostname or ""
        except ValueError:  # such as an unfinished [IPv6 address
            continue
        hosts.add(host.removeprefix("www."))
    return tuple(sorted(hosts - {""}))


def own_words(html: str) -> str:
    """The text of rendered HTML without quotations: what its author says.

    An answer must not look like what it rebuts. One that is nothing but a quotation
    is left whole.
    """
    own, quotations = html, 1
    while quotations:  # from the inside out; the renderer bounds the nesting
        own, quotations = _QUOTATION.subn("", own)
    return text_of(own) or text_of(html)


def _entry(row: Answer, repliers: int) -> Entry:
    text = own_words(row.body_html)
    section = row.question.section
    return Entry(
        key=row.public_id,
        question=row.question.public_id,
        section=section.public_id if section else "",
        author=str(row.author_id),
        text=text,
        helpful=row.helpful_count,
        unhelpful=row.unhelpful_count,
        agree=row.agree_count,
        disagree=row.disagree_count,
        repliers=repliers,
        words=words(text),
        domains=domains(row.body),
        created=row.created_at.isoformat(),
    )
