"""What happens to a request before any view is chosen."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from aiq_site.errors import bad_request
from aiq_site.health import healthz
from apps.lib.http import PRIVATE

GetResponse = Callable[[HttpRequest], HttpResponse]

METHODS = ("GET", "HEAD", "POST", "OPTIONS")


def refuse_odd_methods(get_response: GetResponse) -> GetResponse:
    """405 for TRACE, CONNECT and the rest, which a plain Django view would answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return get_response(request)

    return middleware


def refuse_nul(get_response: GetResponse) -> GetResponse:
    """400 for a NUL in an address: PostgreSQL fails on it instead of finding nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request, BadRequest("A NUL in the address"))
        return get_response(request)

    return middleware


def keep_from_caches(get_response: GetResponse) -> GetResponse:
    """What does not say that a cache may keep it, such as allauth's pages, is private."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # A 304 speaks of the page that was kept, and that one has said it.
        if response.status_code != 304 and not response.has_header("Cache-Control"):
            response["Cache-Control"] = PRIVATE
        return response

    return middleware


def answer_probes(get_response: GetResponse) -> GetResponse:
    """Answer `/healthz` ahead of the host check, the HTTPS redirect and sessions.

    Container and load-balancer probes call by address, over plain HTTP.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return healthz(request)
        return get_response(request)

    return middleware
