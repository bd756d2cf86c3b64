"""What was done to a draft, step by step, and the way back."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.digest import actions
from apps.digest.forms import StepForm
from apps.digest.models import Change, Digest

A_PAGE = 50


@require_safe
@editors_only
def history(request: SignedInRequest, public_id: str) -> HttpResponse:
    digest = get_object_or_404(Digest.objects.in_context(), public_id=public_id)
    changes = digest.changes.select_related("by", "stepped_back_by", "answer__author")
    pages = Paginator(changes.order_by("-number"), A_PAGE)
    context = {"digest": digest, "page": pages.get_page(request.GET.get("page"))}
    return render(request, "digest/history.html", context)


@require_POST
@editors_only
def step_back(request: SignedInRequest, public_id: str) -> HttpResponse:
    return _step(request, public_id, actions.step_back, "Stepped back")


@require_POST
@editors_only
def step_again(request: SignedInRequest, public_id: str) -> HttpResponse:
    return _step(request, public_id, actions.step_again, "Done again")


def _step(
    request: SignedInRequest, public_id: str, step: Callable[..., Change], how: str
) -> HttpResponse:
    """To where the button stood: the history, where it names a change, or the board."""
    digest, form = (
        get_object_or_404(Digest, public_id=public_id),
        StepForm(request.POST),
    )
    number = form.cleaned_data["number"] if form.is_valid() else None
    try:
        change = step(digest=digest, by=request.user, number=number)
        messages.success(request, f"{how}: {change.words}.")
    except actions.CannotStep as refusal:
        messages.warning(request, str(refusal))
    name = "desk:board" if number is None else "desk:history"
    return redirect(reverse(name, args=[public_id]))
