"""The questions of an essay as a feed: readers see what was added."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Max, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.lib.feeds import Channel, Entry, respond
from apps.lib.http import page_etag
from apps.questions.models import Consideration, Essay, Question

LENGTH = 50


@require_safe
def questions(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Newest first, in full. Five queries; three when the reader has this state."""
    essay = get_object_or_404(Essay.objects.published().with_author(), slug=slug)
    newest = essay.questions.live().aggregate(at=Max("created_at"), last=Max("pk"))
    channel = Channel(
        key=f"essay/{essay.pk}/questions",
        title=f"{essay.title}: questions",
        subtitle=essay.subtitle,
        url=settings.SITE_URL + essay.get_absolute_url(),
        self_url=settings.SITE_URL + reverse(f"questions_{kind}", args=[slug]),
        updated=newest["at"] or essay.created_at,
    )
    etag = page_etag(
        "questions",
        kind,
        essay.pk,
        essay.version,
        newest["last"] or 0,
        *essay.credited_names(),
    )
    return respond(request, kind, channel, _entries(essay), etag)


def _entries(essay: Essay) -> Iterator[Entry]:
    """Two queries, made when the first entry is wanted."""
    newest = (
        essay.questions.live()
        .select_related("section__parent", "parent", "proposed_by")
        .prefetch_related(
            Prefetch(
                "considerations",
                Consideration.objects.order_by("position"),
                to_attr="said",
            )
        )
        .order_by("-created_at", "-pk")[:LENGTH]
    )
    for question in newest:
        yield _entry(question, essay)


def _entry(question: Question, essay: Essay) -> Entry:
    return Entry(
        key=f"question/{question.public_id}",
        title=question.headline,
        url=settings.SITE_URL + question.get_absolute_url(),
        html=render_to_string("questions/feed_entry.html", {"question": question}),
        author=str(question.proposed_by or essay.author),
        published=question.created_at,
        updated=question.created_at,
    )
