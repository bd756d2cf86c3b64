"""An editor accepts, merges or declines a proposal."""

from collections.abc import Callable, Mapping

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.lib import markup
from apps.lib.http import safe_next
from apps.questions import actions
from apps.questions.forms import AcceptForm, DeclineForm, MergeForm
from apps.questions.models import Proposal
from apps.questions.similar import similar_questions

# The form for merging stands on the same page and asks for a reason as well.
DECLINE_IDS = "decline_%s"


@require_POST
@editors_only
def accept(request: SignedInRequest, public_id: str) -> HttpResponse:
    proposal = _proposal(public_id)
    form = AcceptForm(request.POST, proposal=proposal)
    return _decide(
        request,
        proposal,
        "accept_form",
        form,
        actions.accept,
        "It is in the essay now.",
    )


@require_POST
@editors_only
def merge(request: SignedInRequest, public_id: str) -> HttpResponse:
    proposal = _proposal(public_id)
    form = MergeForm(request.POST, proposal=proposal)
    return _decide(
        request,
        proposal,
        "merge_form",
        form,
        actions.merge,
        "Merged; its reader is told.",
    )


@require_POST
@editors_only
def decline(request: SignedInRequest, public_id: str) -> HttpResponse:
    proposal = _proposal(public_id)
    form = DeclineForm(request.POST, auto_id=DECLINE_IDS)
    return _decide(
        request,
        proposal,
        "decline_form",
        form,
        actions.decline,
        "Declined; its reader is told why.",
    )


def proposal_page(
    request: SignedInRequest,
    proposal: Proposal,
    *,
    status: int = 200,
    refused: Mapping[str, object] | None = None,
) -> HttpResponse:
    """The proposal; for an editor, while it waits, with the three ways to decide."""
    context: dict[str, object] = {
        "proposal": proposal,
        "context_html": markup.render(proposal.context) if proposal.context else "",
    }
    if proposal.is_pending:
        context["similar"] = similar_questions(proposal.essay, proposal.text)
    if proposal.is_pending and request.user.may_edit:
        context["accept_form"] = AcceptForm(proposal=proposal)
        context["merge_form"] = MergeForm(proposal=proposal)
        context["decline_form"] = DeclineForm(auto_id=DECLINE_IDS)
    context |= refused or {}
    return render(request, "questions/proposal.html", context, status=status)


def _proposal(public_id: str) -> Proposal:
    return get_object_or_404(Proposal.objects.in_context(), public_id=public_id)


def _decide(
    request: SignedInRequest,
    proposal: Proposal,
    name: str,
    form: forms.Form,
    action: Callable[..., object],
    done: str,
) -> HttpResponse:
    """Carry one decision out; refused or too late, show the page with what was typed."""
    if not form.is_valid():
        return proposal_page(request, proposal, status=422, refused={name: form})
    try:
        action(
            proposal=proposal, by=request.user, at=timezone.now(), **form.cleaned_data
        )
    except actions.AlreadyDecided as late:
        typed = [text for text in form.cleaned_data.values() if isinstance(text, str)]
        refused = {"late": str(late), "typed": filter(None, typed)}
        decided = _proposal(proposal.public_id)
        return proposal_page(request, decided, status=409, refused=refused)
    messages.success(request, done)
    default = proposal.get_absolute_url()
    return HttpResponseRedirect(safe_next(request, request.POST.get("next"), default))
