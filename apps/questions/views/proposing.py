"""A reader proposes a question, seconds another one's, or takes either back."""

from collections.abc import Callable
from functools import partial
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.models import User
from apps.accounts.types import SignedInRequest
from apps.drafts import unsent
from apps.drafts.actions import save_draft
from apps.lib.http import safe_next
from apps.questions import actions
from apps.questions.forms import ProposalForm
from apps.questions.models import Essay, Proposal
from apps.questions.permissions import may_open_proposal
from apps.questions.proposal_drafts import as_draft, draft_of, place_of, typed_in
from apps.questions.similar import Similar, readable_similar
from apps.questions.views.unsent import Preview, begun_by_anyone, keep


@require_http_methods(["GET", "POST"])
@begun_by_anyone
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    essay = get_object_or_404(Essay.objects.published(), slug=slug)
    place = place_of(essay)
    if not isinstance(request.user, User):
        draft = unsent.kept(request, place)
        form = ProposalForm(essay=essay, person=None, initial=typed_in(draft))
        begun = {"essay": essay, "form": form, "draft": draft, "place": place}
        return render(request, "questions/propose.html", begun)
    return _propose(cast(SignedInRequest, request), essay)


def _propose(request: SignedInRequest, essay: Essay) -> HttpResponse:
    typed = request.POST if request.method == "POST" else None
    draft = draft_of(essay, request.user) if typed is None else None
    form = ProposalForm(
        typed, essay=essay, person=request.user, initial=typed_in(draft)
    )
    is_sent = request.method == "POST" and form.is_valid()
    similar = similar_to_show(essay, form, request.user) if is_sent else None
    # What asks nearly the same is looked at once before anything is sent.
    has_looked = "looked" in request.POST or not similar
    only_shows = "look" in request.POST or "preview" in request.POST
    if is_sent and has_looked and not only_shows:
        try:
            proposal = actions.propose(
                essay=essay, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except actions.CannotPropose as refusal:
            form.add_error(None, str(refusal))
            if isinstance(refusal, actions.AlreadySent):
                form.renew_key()
        else:
            messages.success(request, _sent(proposal))
            return redirect(proposal)
    context = {"essay": essay, "form": form, "similar": similar, "draft": draft}
    context["place"] = place_of(essay)
    if is_sent and "preview" in request.POST:
        context["preview"] = Preview.of(form)
    status = 422 if form.errors else 200
    return render(request, "questions/propose.html", context, status=status)


@require_POST
@never_cache
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """204 once the form is kept; one that says where to go next is sent there.

    One that was opened signed out waits in the session, whoever sends it by now.
    """
    essay = get_object_or_404(Essay.objects.published(), slug=slug)
    if not isinstance(request.user, User) or "begun" in request.POST:
        save: Callable[[], object] = partial(keep, request, slug)
    else:
        save = partial(_save_draft, request, request.user, essay)
    try:
        save()
    except (ValueError, unsent.CannotKeep) as refusal:
        return HttpResponse(str(refusal), "text/plain", status=422)
    following = safe_next(request, request.POST.get("next"), "")
    return HttpResponseRedirect(following) if following else HttpResponse(status=204)


def _save_draft(request: HttpRequest, person: User, essay: Essay) -> None:
    """ValueError for what is longer than any draft."""
    kept = as_draft(request.POST)
    save_draft(by=person, place=place_of(essay), at=timezone.now(), **kept)


def similar_to_show(essay: Essay, form: ProposalForm, person: User) -> list[Similar]:
    """What a person may read of what asks, or says, nearly the same."""
    return [
        found
        for found in readable_similar(essay, form.cleaned_data["text"], person)
        if not isinstance(found.row, Proposal) or not form.has_made(found.row)
    ]


@require_POST
@login_required
@never_cache
def second(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Second a proposal; with `stop`, take that back."""
    proposal = _opened(request, public_id)
    try:
        if "stop" in request.POST:
            actions.take_back_second(proposal=proposal, by=request.user)
            messages.success(request, "Taken back.")
        else:
            actions.second(proposal=proposal, by=request.user, at=timezone.now())
            messages.success(
                request, "You second it, and will hear what the editors decide."
            )
    except actions.CannotSecond as refusal:
        messages.error(request, str(refusal))
    default = proposal.get_absolute_url()
    return HttpResponseRedirect(safe_next(request, request.POST.get("next"), default))


@require_POST
@login_required
@never_cache
def withdraw(request: SignedInRequest, public_id: str) -> HttpResponse:
    proposal = _opened(request, public_id)
    try:
        actions.withdraw_proposal(proposal=proposal, by=request.user, at=timezone.now())
        messages.success(request, "Your proposal is withdrawn.")
    except actions.CannotPropose as refusal:
        messages.error(request, str(refusal))
    return redirect(proposal)


def _opened(request: SignedInRequest, public_id: str) -> Proposal:
    """404 where this person has nothing to see. One query."""
    rows = Proposal.objects.in_context()
    found = get_object_or_404(rows, public_id=public_id)
    if not may_open_proposal(request.user, found):
        raise Http404
    return found


def _sent(proposal: Proposal) -> str:
    if proposal.is_shown:
        return (
            "Sent. Readers see it now and can second it; an editor decides, "
            "and you will hear."
        )
    return (
        "Sent. An editor will read it, and you will hear. Until they let it through, "
        "only you and they can read it, as with everyone’s first two."
    )
