"""What readers see: the list of highlights, one digest, and its files."""

from itertools import chain

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.accounts.reading import remember_as_read
from apps.digest.document import Document
from apps.digest.documents import as_listed, published
from apps.digest.exports import FORMATS, TooShort, export
from apps.digest.exports.platforms import slug
from apps.digest.models import Digest
from apps.digest.presentation import shown
from apps.digest.taking_away import BadWish, wishes_for
from apps.digest.views.readers import published_only
from apps.lib.http import page_etag, versioned_page

NEWEST = 50


@require_safe
def highlights(request: HttpRequest) -> HttpResponseBase:
    """Four queries."""
    digests, parts = as_listed(Digest.objects.published().in_context()[:NEWEST])
    said = [
        (row.public_id, row.title, row.subtitle, str(row.essay), str(row.essay.author))
        for row in digests
    ]
    context = {"digests": digests, "parts": parts}
    return versioned_page(
        request,
        page_etag("highlights", *chain.from_iterable([*said, *parts])),
        lambda: render(request, "digest/highlights.html", context),
    )


@require_safe
@published_only
def digest(request: HttpRequest, row: Digest) -> HttpResponseBase:
    """Four queries, as the two below."""
    text = published([row])[row.pk]
    remember_as_read(request)

    def page() -> HttpResponse:
        context = {
            "digest": row,
            "shown": shown(text.document),
            "is_preview": False,
            "formats": FORMATS,
        }
        return render(request, "digest/digest.html", context)

    etag = page_etag(text.etag, str(row.essay.author))
    return versioned_page(request, etag, page)


@require_safe
@published_only
def revisions(request: HttpRequest, row: Digest) -> HttpResponseBase:
    """What was changed since it was first published."""
    text = published([row])[row.pk]
    context = {
        "digest": row,
        "document": text.document,
        "shown": shown(text.document),
    }
    return versioned_page(
        request,
        page_etag("revisions", text.etag),
        lambda: render(request, "digest/revisions.html", context),
    )


@require_safe
@published_only
def export_digest(request: HttpRequest, row: Digest, format: str) -> HttpResponse:
    text = published([row], is_checked=True)[row.pk]
    return file_of(request, row, text.document, format)


def file_of(
    request: HttpRequest, row: Digest, document: Document, format: str
) -> HttpResponse:
    """A download in one of the export formats; 404 for one that we do not write.

    A podcast of a length that cannot be is refused in a sentence.
    """
    if format not in FORMATS:
        raise Http404
    try:
        made = export(document, format, wishes_for(row, request.GET.dict()))
    except (BadWish, TooShort) as refusal:
        return HttpResponseBadRequest(str(refusal), content_type="text/plain")
    response = HttpResponse(made.content, content_type=f"{made.mime}; charset=utf-8")
    name = f"{slug(document.title)}.{made.extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    # Withdrawals show in the next download: nobody keeps an old one.
    response["Cache-Control"] = "private, no-store"
    return response
