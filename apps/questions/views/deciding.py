"""An editor decides about a proposal, or takes a decision back."""

from collections.abc import Callable, Mapping

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.lib.http import safe_next
from apps.questions import actions
from apps.questions.forms import (
    AcceptForm,
    DeclineForm,
    HideProposalForm,
    MergeForm,
    PutBackForm,
)
from apps.questions.models import Proposal
from apps.questions.views.proposal_page import IDS, proposal_page

Action = Callable[..., object]


@require_POST
@editors_only
def accept(request: SignedInRequest, public_id: str) -> HttpResponse:
    proposal = _proposal(public_id)
    form = AcceptForm(request.POST, proposal=proposal)
    done = "It is in the essay now."
    return _decide(request, proposal, "accept_form", form, actions.accept, done)


@require_POST
@editors_only
def merge(request: SignedInRequest, public_id: str) -> HttpResponse:
    proposal = _proposal(public_id)
    form = MergeForm(request.POST, proposal=proposal)
    done = "Merged; those behind it are told. It can be undone on its page."
    return _decide(request, proposal, "merge_form", form, actions.merge, done)


@require_POST
@editors_only
def decline(request: SignedInRequest, public_id: str) -> HttpResponse:
    proposal = _proposal(public_id)
    form = DeclineForm(request.POST, auto_id=IDS["decline"])
    done = "Declined; its reader is told why."
    return _decide(request, proposal, "decline_form", form, actions.decline, done)


@require_POST
@editors_only
def hide(request: SignedInRequest, public_id: str) -> HttpResponse:
    proposal = _proposal(public_id)
    form = HideProposalForm(request.POST, auto_id=IDS["hide"])
    done = "Hidden; its proposer is told why."
    return _decide(request, proposal, "hide_form", form, actions.hide_proposal, done)


@require_POST
@editors_only
def put_back(request: SignedInRequest, public_id: str) -> HttpResponse:
    proposal = _proposal(public_id)
    form = PutBackForm(request.POST, auto_id=IDS["back"])
    done = "Undone: it waits again, and those behind it are told."
    return _decide(request, proposal, "back_form", form, actions.put_back, done)


@require_POST
@editors_only
def let_through(request: SignedInRequest, public_id: str) -> HttpResponse:
    proposal = _proposal(public_id)
    done = "Readers see it now and can second it."
    return _decide(request, proposal, "", forms.Form({}), actions.let_through, done)


def _proposal(public_id: str) -> Proposal:
    return get_object_or_404(Proposal.objects.in_context(), public_id=public_id)


def _decide(
    request: SignedInRequest,
    proposal: Proposal,
    name: str,
    form: forms.Form,
    action: Action,
    done: str,
) -> HttpResponse:
    """Carry one decision out; refused or too late, show the page with what was typed."""
    if not form.is_valid():
        return proposal_page(request, proposal, status=422, refused={name: form})
    fields: Mapping[str, object] = form.cleaned_data
    if isinstance(form, MergeForm):
        fields = form.decision()
    try:
        action(proposal=proposal, by=request.user, at=timezone.now(), **fields)
    except actions.AlreadyDecided as late:
        typed = [text for text in fields.values() if isinstance(text, str) and text]
        refused = {"late": str(late), "typed": typed}
        decided = _proposal(proposal.public_id)
        return proposal_page(request, decided, status=409, refused=refused)
    messages.success(request, done)
    default = proposal.get_absolute_url()
    return HttpResponseRedirect(safe_next(request, request.POST.get("next"), default))
