"""What our answers say to browsers and to caches between us and them."""

import hashlib
import json
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

PUBLIC = "public, max-age=0, must-revalidate"
PRIVATE = "private, no-store"
# How long a stranger's copy of a page is of use to the next stranger.
STORED_SECONDS = 600
# Django keeps messages for a person in a cookie before it falls back to the session.
_MESSAGES_COOKIE = "messages"


def safe_next(request: HttpRequest, value: str | None, default: str) -> str:
    """Where to send a person next: ``value`` if it is on this site, else ``default``."""
    if value and url_has_allowed_host_and_scheme(
        value, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return value
    return default


def absolute_links(html: str) -> str:
    """Links within the site, which feed and mail readers could not follow, get its
    address. For our own HTML alone."""
    return html.replace('href="/', f'href="{settings.SITE_URL}/')


def page_etag(*parts: int | str) -> str:
    """A quoted weak entity tag (RFC 9110, 8.8.3): equal parts in order, equal tag.

    Weak, because compression changes the bytes of a page but not what it says. A new
    release of the site's templates and styles changes every tag.
    """
    named = json.dumps([settings.RELEASE, *parts])
    digest = hashlib.blake2s(named.encode(), digest_size=12)
    return f'W/"{digest.hexdigest()}"'


def public_page(
    request: HttpRequest, response: HttpResponse, etag: str
) -> HttpResponseBase:
    """The response with its cache headers, or a 304 where the reader has it already.

    A page for nobody in particular may be kept by any cache that asks again each
    time; a page made for a person is kept by none.
    """
    if not _is_for_anyone(request, response):
        response["Cache-Control"] = PRIVATE
        return response
    response["Cache-Control"] = PUBLIC
    response["ETag"] = etag
    patch_vary_headers(response, ["Cookie"])
    return get_conditional_response(request, etag=etag, response=response) or response


def versioned_page(
    request: HttpRequest, etag: str, build: Callable[[], HttpResponse]
) -> HttpResponseBase:
    """The page that `etag` names: a 304, a stranger's stored copy, or built now.

    The tag names what the page says, so a stored copy is never out of date and
    nothing needs to be purged. Pages with a query string are not stored: there are
    as many of them as anybody cares to ask for.
    """
    same = public_page(request, HttpResponse(), etag)
    if same.status_code == 304:
        return same
    may_store = _asks_for_anyone(request) and not request.META.get("QUERY_STRING")
    key = f"page:{request.path}:{etag}"
    if may_store and (stored := cache.get(key)) is not None:
        return public_page(request, HttpResponse(stored), etag)
    page = build()
    if may_store and _is_for_anyone(request, page):
        cache.set(key, page.content, STORED_SECONDS)
    return public_page(request, page, etag)


def _asks_for_anyone(request: HttpRequest) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and _MESSAGES_COOKIE not in request.COOKIES
    )


def _is_for_anyone(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        _asks_for_anyone(request)
        and response.status_code == 200
        and not response.cookies
        and not _has_new_session(request)
        # Set where the page has taken a CSRF token, which belongs to one browser.
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    )


def _has_new_session(request: HttpRequest) -> bool:
    session = getattr(request, "session", None)
    return session is not None and session.modified
