"""The door to published highlights."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from apps.digest.models import Digest

GONE = 410

P = ParamSpec("P")
DigestView = Callable[Concatenate[HttpRequest, Digest, P], HttpResponseBase]
# Django calls it with the public id by name.
View = Callable[..., HttpResponseBase]


def published_only(view: DigestView[P]) -> View:
    """Gives the view the digest of that public id, with essay and author. One query.

    One that was never published is a 404; for one that was taken down a sentence says
    so, with 410.
    """

    @wraps(view)
    def found(
        request: HttpRequest, /, public_id: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        went_out = Digest.objects.filter(published_at__isnull=False)
        digest = get_object_or_404(went_out.in_context(), public_id=public_id)
        if digest.is_published:
            return view(request, digest, *args, **kwargs)
        gone = render(request, "digest/gone.html", {"digest": digest}, status=GONE)
        # It may be put back.
        gone["Cache-Control"] = "private, no-store"
        return gone

    return found
