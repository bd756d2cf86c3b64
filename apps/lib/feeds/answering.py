"""A feed as the answer to a request: the same for everyone, and kept by caches."""

from collections.abc import Iterable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from apps.lib.feeds.keyset import NoSuchPlace, Place
from apps.lib.feeds.parts import MIME, Channel, Entry
from apps.lib.feeds.writing import written


def respond(
    request: HttpRequest,
    kind: str,
    channel: Channel,
    entries: Iterable[Entry],
    etag: str,
    modified: datetime | None = None,
) -> HttpResponse:
    """The feed, or 304 when the reader has this `etag`, or nothing since `modified`.

    `entries` may be lazy: nothing is read for a 304.
    """
    since = int((modified or channel.updated).timestamp())
    unchanged = get_conditional_response(request, etag=etag, last_modified=since)
    if unchanged is not None:
        return unchanged
    response = HttpResponse(
        written(kind, channel, entries), content_type=f"{MIME[kind]}; charset=utf-8"
    )
    response["ETag"] = etag
    response["Last-Modified"] = http_date(since)
    response["Cache-Control"] = "public, max-age=300"
    return response


def place_of(request: HttpRequest) -> Place | None:
    """From where the asked page goes on; None for the first. 404 for nonsense."""
    text = request.GET.get("before")
    if text is None:
        return None
    try:
        return Place.parse(text)
    except NoSuchPlace:
        raise Http404 from None
