"""What search engines are told: where they may look, and what there is to find."""

import hashlib
from itertools import islice

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from aiq_site.public_lists import public_lists
from apps.lib.http import page_etag, public_page
from apps.search.models import SearchDocument, SearchDocumentQuerySet

# As many as a sitemap, or an index of them, may name (sitemaps.org).
LONGEST_SITEMAP = MOST_PAGES = 50_000
# Few enough to build at once, each with its date.
PAGE_SIZE = 5000
KINDS = ("essay", "question", "answer", "digest")


@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    response = render(request, "site/robots.txt", content_type="text/plain")
    return _kept(request, response)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """The list of the pages of the sitemap. One query."""
    pages = range(1, max(1, -(-_listed().count() // PAGE_SIZE)) + 1)
    paths = [
        *(reverse("sitemap_page", args=[number]) for number in pages),
        reverse("sitemap_lists"),
    ]
    context = {"urls": [settings.SITE_URL + path for path in paths]}
    response = render(
        request, "site/sitemap_index.xml", context, content_type="application/xml"
    )
    return _kept(request, response)


@require_safe
def sitemap_page(request: HttpRequest, number: int) -> HttpResponseBase:
    """One query. 404 past the last page."""
    if number > MOST_PAGES:
        raise Http404
    first = PAGE_SIZE * (number - 1)
    rows = _listed().order_by("pk").values_list("url", "date")
    entries = list(rows[first : first + PAGE_SIZE]) if number else []
    if not entries and number != 1:
        raise Http404
    response = render(
        request,
        "site/sitemap.xml",
        {"entries": entries},
        content_type="application/xml",
    )
    return _kept(request, response)


@require_safe
def sitemap_lists(request: HttpRequest) -> HttpResponseBase:
    """Proposals, sections, tags and people. Four queries."""
    entries = [(path, None) for path in islice(public_lists(), LONGEST_SITEMAP)]
    response = render(
        request,
        "site/sitemap.xml",
        {"entries": entries},
        content_type="application/xml",
    )
    return _kept(request, response)


def _listed() -> SearchDocumentQuerySet:
    """What has a page of its own: a reply is read in its thread."""
    rows = SearchDocument.objects.public().filter(kind__in=KINDS)
    return rows.exclude(kind="answer", state="reply")


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    digest = hashlib.blake2s(response.content, digest_size=12).hexdigest()
    return public_page(request, response, page_etag(request.path, digest))
