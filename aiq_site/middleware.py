"""What happens to a request before any view is chosen."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from aiq_site.health import healthz

GetResponse = Callable[[HttpRequest], HttpResponse]

METHODS = ("GET", "HEAD", "POST", "OPTIONS")


def refuse_odd_methods(get_response: GetResponse) -> GetResponse:
    """405 for TRACE, CONNECT and the rest, which a plain Django view would answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return get_response(request)

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
