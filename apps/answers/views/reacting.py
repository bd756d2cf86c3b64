"""Votes and flags."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.types import SignedInRequest
from apps.answers import actions, threads
from apps.answers.forms import FlagForm, VoteForm
from apps.answers.models import Answer
from apps.answers.permissions import may_read
from apps.answers.views.access import is_partial, readable_answer, signed_in
from apps.lib.http import safe_next


@require_POST
@signed_in(back="answer")
def vote(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Back to where the person was; for a partial update, the votes alone."""
    answer = readable_answer(request, public_id)
    form = VoteForm(request.POST)
    refusal = "" if form.is_valid() else "This is not a vote that can be cast."
    if form.is_valid():
        try:
            actions.cast_vote(
                answer=answer,
                by=request.user,
                axis=form.cleaned_data["axis"],
                is_up=form.is_up,
                at=timezone.now(),
            )
        except actions.CannotVote as refused:
            refusal = str(refused)
    if is_partial(request):
        return _votes(request, answer, refusal)
    if refusal:
        messages.error(request, refusal)
    default = f"{answer.get_absolute_url()}#{answer.anchor}"
    return HttpResponseRedirect(safe_next(request, request.POST.get("next"), default))


@require_http_methods(["GET", "POST"])
@signed_in(back="flag")
def flag(request: SignedInRequest, public_id: str) -> HttpResponse:
    answer = readable_answer(request, public_id)
    form = FlagForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.flag(
                answer=answer, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except actions.CannotFlag as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Thank you. A moderator will look at it.")
            return redirect(answer)
    context = {
        "question": answer.question,
        "answer": answer,
        "is_readable": may_read(answer, request.user),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "answers/flag.html", context, status=status)


def _votes(request: SignedInRequest, answer: Answer, refusal: str) -> HttpResponse:
    answer.refresh_from_db(fields=_COUNTS)
    context = {
        "branch": threads.branch(answer, request.user),
        "back": safe_next(request, request.POST.get("next"), ""),
        "refusal": refusal,
    }
    return render(request, "answers/_votes.html", context)


_COUNTS = ["helpful_count", "unhelpful_count", "agree_count", "disagree_count"]
