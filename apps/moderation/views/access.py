"""Who may come in at all."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from apps.accounts.types import SignedInRequest

P = ParamSpec("P")


def moderators_only(
    view: Callable[Concatenate[SignedInRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Strangers are asked to sign in, readers get a 403; no cache keeps a page."""

    @wraps(view)
    def checked(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        known = cast(SignedInRequest, request)
        if not known.user.may_moderate:
            raise PermissionDenied("This page is for moderators.")
        return view(known, *args, **kwargs)

    return never_cache(login_required(checked))
