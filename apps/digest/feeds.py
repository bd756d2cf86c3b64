"""Feeds of published digests: of one essay, and of the whole site."""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.answers.coverage import Covered, coverage
from apps.digest.documents import Published, published
from apps.digest.models import Digest, DigestQuerySet
from apps.digest.presentation import shown
from apps.lib.feeds import MIME, Channel, Entry, respond
from apps.lib.feeds.paging import listing
from apps.lib.http import page_etag
from apps.questions.models import Essay, Question
from apps.questions.states import MEANING, State

# Of a feed without entries yet, which must have some date all the same.
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@require_safe
def highlights(request: HttpRequest, kind: str) -> HttpResponse:
    """Every digest of the site."""
    return _respond(
        request,
        kind,
        Digest.objects.published(),
        key="highlights",
        title="Highlights from the comments",
        subtitle="The best of what readers answered, chosen by the authors.",
        url=reverse("highlights"),
    )


@require_safe
def essay_highlights(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The digests of one essay."""
    essay = get_object_or_404(Essay.objects.published(), slug=slug)
    return _respond(
        request,
        kind,
        Digest.objects.published().filter(essay=essay),
        key=f"essay/{essay.pk}/highlights",
        title=f"Highlights: {essay.title}",
        subtitle=f"Highlights from the comments on {essay.title}",
        url=essay.get_absolute_url(),
    )


@require_safe
def attention(request: HttpRequest, slug: str, kind: str, state: str) -> HttpResponse:
    """The questions of an essay in one state, as the essay asks them. Three queries."""
    if kind not in MIME:
        raise Http404("No such kind of feed.")
    essay = get_object_or_404(Essay.objects.published().with_author(), slug=slug)
    covered = list(coverage(essay))
    found = [one for one in covered if one.state == state]
    channel = Channel(
        key=f"essay/{essay.pk}/{state}",
        title=f"{essay.title}: {state} questions",
        subtitle=f"{state.capitalize()}: {MEANING[State(state)]}.",
        url=settings.SITE_URL + essay.get_absolute_url(),
        self_url=settings.SITE_URL + reverse(f"{state}_feed", args=[slug, kind]),
        updated=max(map(_last_change, found), default=essay.created_at),
    )
    keys = [f"{one.question.public_id}.{one.question.version}" for one in found]
    names = [_asked_by(one.question) for one in found]
    etag = page_etag(state, kind, essay.pk, essay.version, *keys, *names)
    entries = (_question_entry(one, state, essay) for one in found)
    # A question that has left the state has changed the feed as well.
    changed = max(map(_last_change, covered), default=essay.created_at)
    return respond(request, kind, channel, entries, etag, changed)


def _asked_by(question: Question) -> str:
    """The reader who proposed it, as they asked to be named, or the author."""
    if question.proposed_by is None:
        return str(question.essay.author)
    return question.asked_by or "A reader"


def _last_change(one: Covered) -> datetime:
    return one.last_answer_at or one.question.created_at


def _question_entry(one: Covered, state: str, essay: Essay) -> Entry:
    return Entry(
        key=f"question/{one.question.public_id}/{state}",
        title=one.question.headline,
        url=settings.SITE_URL + one.question.get_absolute_url(),
        html=one.question.html,
        author=_asked_by(one.question),
        published=one.question.created_at,
        updated=_last_change(one),
    )


def _respond(
    request: HttpRequest,
    kind: str,
    digests: DigestQuerySet,
    *,
    key: str,
    title: str,
    subtitle: str,
    url: str,
) -> HttpResponse:
    """Four queries, whatever the number of digests."""
    page = listing(request, kind, digests.in_context(), by="published_at")
    newest = list(page.rows)
    texts = published(newest)
    channel = Channel(
        key=key,
        title=title,
        subtitle=subtitle,
        url=f"{settings.SITE_URL}{url}",
        self_url=page.self_url,
        updated=max((text.updated_at for text in texts.values()), default=EPOCH),
        next_url=page.next_url,
    )
    authors = [str(digest.essay.author) for digest in newest]
    etag = page_etag(
        key,
        kind,
        page.self_url,
        title,
        *authors,
        *(text.etag for text in texts.values()),
    )
    entries = _entries(newest, texts)
    return respond(request, kind, channel, entries, etag)


def _entries(digests: list[Digest], texts: dict[int, Published]) -> Iterator[Entry]:
    for digest in digests:
        text = texts[digest.pk]
        html = render_to_string(
            "digest/_document.html", {"shown": shown(text.document)}
        )
        yield Entry(
            key=f"digest/{digest.public_id}",
            title=text.document.title,
            url=f"{settings.SITE_URL}{digest.get_absolute_url()}",
            html=html,
            author=digest.essay.author.shown_name,
            published=digest.published_at or text.updated_at,
            updated=text.updated_at,
        )
