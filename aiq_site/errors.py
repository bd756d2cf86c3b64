"""What a person reads when a request is refused or fails."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from apps.lib.http import safe_next

# Typed again in a second, and not to be shown on a screen.
NOT_SHOWN = ("password", "token", "code")
# What forms carry for themselves: nobody typed it.
CARRIED = {
    *("form_key", "next", "looked", "place", "seen", "begun"),
    *("preview", "sign-up", "unquote", "before", "after"),
}
NAMES = {"body": "your text", "exact": "you quote"}


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 with everything the person typed, to be copied: nothing typed is lost.

    There is no button that sends it again: a forged form would only need one click.
    """
    back = safe_next(request, request.headers.get("Referer"), "")
    context = {"typed": _typed(request), "back": back}
    return _unkept(render(request, "403_csrf.html", context, status=403))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 without the site's frame, which a request this odd may not be able to fill."""
    return HttpResponse(render_to_string("400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403; the text of our own refusals is fit to show."""
    context = {"reason": str(exception), "typed": _typed(request)}
    return _unkept(render(request, "403.html", context, status=403))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _unkept(render(request, "404.html", status=404))


def server_error(request: HttpRequest) -> HttpResponse:
    """500 without the site's frame: what failed may be what fills it."""
    return HttpResponse(render_to_string("500.html"), status=500)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What a person has typed into the form that they sent, by name."""
    return [
        (NAMES.get(name, name.replace("_", " ")), text)
        for name, texts in request.POST.lists()
        for text in texts
        if text.strip()
        and name not in CARRIED
        and not any(word in name.lower() for word in NOT_SHOWN)
    ]


def _unkept(response: HttpResponse) -> HttpResponse:
    """The page's frame carries the person's name: no cache may keep it."""
    response["Cache-Control"] = "private, no-store"
    return response
