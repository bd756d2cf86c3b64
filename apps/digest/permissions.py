"""The desk is the editors' alone."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from apps.accounts.types import SignedInRequest

P = ParamSpec("P")


def editors_only(
    view: Callable[Concatenate[SignedInRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Strangers are asked to sign in; signed-in readers and moderators get a 403."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        signed_in = cast(SignedInRequest, request)
        if not signed_in.user.may_edit:
            raise PermissionDenied("The desk is for editors.")
        return view(signed_in, *args, **kwargs)

    return guarded
