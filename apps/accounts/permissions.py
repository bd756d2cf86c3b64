"""Doors that open by role: put one on a view and it needs no test of its own."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from apps.accounts.models import User
from apps.accounts.types import SignedInRequest

P = ParamSpec("P")
SignedInView = Callable[Concatenate[SignedInRequest, P], HttpResponse]
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def editors_only(view: SignedInView[P]) -> View[P]:
    """Strangers are asked to sign in, other people get a 403; no cache keeps a page."""
    return _only(view, lambda person: person.may_edit, "This page is for editors.")


def moderators_only(view: SignedInView[P]) -> View[P]:
    """Like `editors_only`, for everyone who may moderate."""
    return _only(
        view, lambda person: person.may_moderate, "This page is for moderators."
    )


def _only(
    view: SignedInView[P], may_enter: Callable[[User], bool], refusal: str
) -> View[P]:
    @never_cache
    @login_required
    @wraps(view)
    def guarded(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        signed_in = cast(SignedInRequest, request)
        if not may_enter(signed_in.user):
            raise PermissionDenied(refusal)
        return view(signed_in, *args, **kwargs)

    return guarded
