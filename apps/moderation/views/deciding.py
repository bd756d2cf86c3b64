"""A moderator decides about an answer."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.accounts.permissions import moderators_only
from apps.accounts.types import SignedInRequest
from apps.answers import actions
from apps.answers.models import Answer
from apps.lib.http import safe_next
from apps.moderation.forms import ApproveForm, DismissForm, HideForm, RestoreForm
from apps.moderation.views.queue import queue_page


@require_POST
@moderators_only
def approve(request: SignedInRequest, public_id: str) -> HttpResponse:
    form = ApproveForm(request.POST)
    return _decide(request, public_id, form, actions.approve, "It is public now.")


@require_POST
@moderators_only
def hide(request: SignedInRequest, public_id: str) -> HttpResponse:
    form = HideForm(request.POST)
    return _decide(
        request, public_id, form, actions.hide, "Hidden; its author is told why."
    )


@require_POST
@moderators_only
def restore(request: SignedInRequest, public_id: str) -> HttpResponse:
    form = RestoreForm(request.POST)
    return _decide(request, public_id, form, actions.restore, "It is public again.")


@require_POST
@moderators_only
def dismiss(request: SignedInRequest, public_id: str) -> HttpResponse:
    form = DismissForm(request.POST)
    return _decide(
        request,
        public_id,
        form,
        actions.dismiss_flags,
        "The flags are dismissed; the answer stays.",
    )


def _decide(
    request: SignedInRequest,
    public_id: str,
    form: ApproveForm | RestoreForm,
    action: Callable[..., Answer],
    done: str,
) -> HttpResponse:
    """Carry one decision out; refused or too late, show the case with what was typed."""
    answer = get_object_or_404(Answer.objects.in_context(), public_id=public_id)
    key, typed = f"answer-{public_id}", request.POST.get("reason", "")
    if not form.is_valid():
        sentences = " ".join(
            str(text) for texts in form.errors.values() for text in texts
        )
        return queue_page(request, key, status=422, refusal=sentences, reason=typed)
    try:
        action(answer=answer, by=request.user, at=timezone.now(), **form.cleaned_data)
    except actions.AlreadyDecided as late:
        return queue_page(request, key, status=409, refusal=str(late), reason=typed)
    messages.success(request, done)
    queue = reverse("moderation:queue")
    return HttpResponseRedirect(safe_next(request, request.POST.get("next"), queue))
