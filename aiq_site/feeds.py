"""The page that lists the feeds and says what each holds."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.answers.models import Milestone
from apps.lib.http import page_etag, versioned_page
from apps.questions.models import Essay


@require_safe
def feeds(request: HttpRequest) -> HttpResponseBase:
    """One query."""
    essays = list(Essay.objects.published())
    etag = page_etag("feeds", *(f"{essay.slug} {essay.title}" for essay in essays))

    def page() -> HttpResponse:
        context = {"essays": essays, "scores": Milestone.SCORES}
        return render(request, "site/feeds.html", context)

    return versioned_page(request, etag, page)
