"""Keeping what is being typed, and showing how it will look."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from apps.accounts.types import SignedInRequest
from apps.answers import actions
from apps.answers.forms import DraftForm, TextForm
from apps.answers.views import unsent
from apps.answers.views.access import signed_in
from apps.drafts.places import is_open_to_strangers
from apps.drafts.unsent import CannotKeep
from apps.lib import markup
from apps.lib.http import safe_next

NOWHERE = "There is nothing to write about."


@require_POST
@signed_in()
def preview(request: SignedInRequest) -> HttpResponse:
    """Exactly what would be published, or what is in the way of it."""
    form = TextForm(request.POST)
    if not form.is_valid():
        return render(request, "answers/_preview.html", {"form": form}, status=422)
    html = markup.render(form.cleaned_data["body"])
    context = {"preview": html, "passages": form.cleaned_data["passages"]}
    return render(request, "answers/_preview.html", context)


@require_POST
@signed_in()
def drafts(request: SignedInRequest) -> HttpResponse:
    """204 once the text is kept; a form that says where to go next is sent there."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        return _refused(_sentences(form))
    try:
        actions.save_draft(by=request.user, at=timezone.now(), **form.cleaned_data)
    except actions.NoSuchPlace:
        return _refused(NOWHERE)
    return _kept(request)


@require_POST
@never_cache
def begun(request: HttpRequest) -> HttpResponse:
    """Like `drafts`, for a form that was opened signed out, whoever sends it by now."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        return _refused(_sentences(form))
    place = form.cleaned_data["place"]
    if not is_open_to_strangers(place):
        return _refused(NOWHERE)
    try:
        unsent.keep(request, place)
    except actions.NoSuchPlace:
        return _refused(NOWHERE)
    except CannotKeep as refusal:
        return _refused(str(refusal))
    return _kept(request)


def _kept(request: HttpRequest) -> HttpResponse:
    following = safe_next(request, request.POST.get("next"), "")
    return HttpResponseRedirect(following) if following else HttpResponse(status=204)


def _sentences(form: DraftForm) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _refused(reason: str) -> HttpResponse:
    return HttpResponse(reason, "text/plain", status=422)
