"""A person finds what they wrote elsewhere, and makes it theirs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import pluralize
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.accounts.types import SignedInRequest
from apps.comments import actions


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def claim(request: SignedInRequest) -> HttpResponse:
    asked = actions.claimable_questions(request.user)
    if request.method == "POST":
        try:
            mine = actions.claim(by=request.user, at=timezone.now())
        except actions.NothingToClaim as refusal:
            messages.error(request, str(refusal))
            return redirect("comments:claim")
        messages.success(request, f"{_counted(len(mine), len(asked))} yours now.")
        return redirect("me")
    context = {"comments": actions.claimable(request.user), "asked": asked}
    return render(request, "comments/claim.html", context)


def _counted(answers: int, questions: int) -> str:
    """ "2 answers and 1 question are", without what there is none of."""
    parts = [
        f"{count} {word}{pluralize(count)}"
        for count, word in ((answers, "answer"), (questions, "question"))
        if count or (word == "answer" and not questions)
    ]
    is_one = answers + questions == 1
    return f"{' and '.join(parts)} {'is' if is_one else 'are'}"
