"""A reader proposes a question, and sees what became of the ones proposed before."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from apps.accounts.models import User
from apps.accounts.reading import remember_as_read
from apps.accounts.types import SignedInRequest
from apps.questions import actions
from apps.questions.forms import ProposalForm
from apps.questions.models import Essay, Proposal
from apps.questions.permissions import may_read_proposal
from apps.questions.similar import Similar, find_similar
from apps.questions.views.deciding import proposal_page

LONGEST_LIST = 100


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def propose(request: SignedInRequest, slug: str) -> HttpResponse:
    essay = get_object_or_404(Essay.objects.published(), slug=slug)
    typed = request.POST if request.method == "POST" else None
    form = ProposalForm(typed, essay=essay)
    is_sent = request.method == "POST" and form.is_valid()
    similar = similar_to_show(essay, form, request.user) if is_sent else None
    # What asks nearly the same is looked at once before anything is sent.
    has_looked = "looked" in request.POST or not similar
    if is_sent and has_looked and "look" not in request.POST:
        try:
            proposal = actions.propose(
                essay=essay, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except actions.CannotPropose as refusal:
            form.add_error(None, str(refusal))
            if isinstance(refusal, actions.AlreadySent):
                form.renew_key()
        else:
            messages.success(
                request, "Sent. An editor will read it, and you will hear."
            )
            return redirect(proposal)
    context = {"essay": essay, "form": form, "similar": similar}
    status = 422 if form.errors else 200
    return render(request, "questions/propose.html", context, status=status)


def similar_to_show(essay: Essay, form: ProposalForm, person: User) -> list[Similar]:
    """What a person may read of what asks, or says, nearly the same."""
    return [
        found
        for found in find_similar(essay, form.cleaned_data["text"])
        if not isinstance(found.row, Proposal)
        or (may_read_proposal(person, found.row) and not form.has_made(found.row))
    ]


@require_safe
@login_required
@never_cache
def proposals(request: SignedInRequest) -> HttpResponse:
    """The person's own, newest first. Two queries."""
    own = (
        Proposal.objects.in_context()
        .filter(proposed_by=request.user)
        .order_by("-created_at", "-pk")[:LONGEST_LIST]
    )
    return render(request, "questions/proposals.html", {"proposals": own})


@require_safe
@login_required
@never_cache
def proposal(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(Proposal.objects.in_context(), public_id=public_id)
    if not may_read_proposal(request.user, found):
        raise Http404
    remember_as_read(request)
    return proposal_page(request, found)
