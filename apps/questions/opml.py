"""All questions as a list of subscriptions (OPML 2.0), for a feed reader to import."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from apps.lib.feeds.parts import one_line
from apps.lib.http import page_etag
from apps.questions.models import Essay, Question

MIME = "text/x-opml"


@require_safe
def site_opml(request: HttpRequest) -> HttpResponse:
    """Every essay's feeds, and the answers of each of its questions. Three queries."""
    return _respond(request, Essay.objects.published(), "All questions")


@require_safe
def essay_opml(request: HttpRequest, slug: str) -> HttpResponse:
    essay = get_object_or_404(Essay.objects.published(), slug=slug)
    return _respond(request, [essay], essay.title)


def _respond(request: HttpRequest, essays: Iterable[Essay], title: str) -> HttpResponse:
    essays = list(essays)
    live = Question.objects.live().filter(essay__in=essays)
    last = live.aggregate(at=Max("created_at"))["at"]
    etag = page_etag("opml", title, *(f"{row.pk} {row.version}" for row in essays))
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    asked: dict[int, list[tuple[str, Question]]] = {row.pk: [] for row in essays}
    for row in live.order_by("essay", "position"):
        asked[row.essay_id].append((one_line(row.headline), row))
    outlines = [(one_line(row.title), row, asked[row.pk]) for row in essays]
    context = {
        "title": one_line(title),
        "changed": last,
        "essays": outlines,
        "SITE_URL": settings.SITE_URL,
    }
    response = HttpResponse(
        render_to_string("questions/opml.xml", context),
        content_type=f"{MIME}; charset=utf-8",
    )
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300"
    return response
