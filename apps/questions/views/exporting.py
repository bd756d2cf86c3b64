"""The essay as a file that its author can keep, change and bring back."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from apps.lib.http import public_page
from apps.lib.markup import render_inline
from apps.questions.exporting import write_html, write_markdown
from apps.questions.models import Essay
from apps.questions.permissions import readable_essays
from apps.questions.stored_outline import outline_of
from apps.questions.views.essay import essay_etag


@require_safe
def essay_markdown(request: HttpRequest, slug: str) -> HttpResponseBase:
    essay = _readable(request, slug)
    text = write_markdown(outline_of(essay))
    return _file(request, essay, text, "text/markdown", "md")


@require_safe
def essay_html(request: HttpRequest, slug: str) -> HttpResponseBase:
    essay = _readable(request, slug)
    text = write_html(outline_of(essay), render_inline)
    return _file(request, essay, text, "text/html", "html")


def _readable(request: HttpRequest, slug: str) -> Essay:
    readable = Essay.objects.with_author().filter(readable_essays(request.user))
    return get_object_or_404(readable, slug=slug)


def _file(
    request: HttpRequest, essay: Essay, text: str, mime: str, suffix: str
) -> HttpResponseBase:
    response = HttpResponse(text, content_type=f"{mime}; charset=utf-8")
    name = f"{essay.slug}.{suffix}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return public_page(request, response, essay_etag(essay))
