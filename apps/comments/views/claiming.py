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
    comments = actions.claimable(request.user)
    asked = actions.claimable_questions(request.user)
    if request.method == "POST":
        ticked = set(request.POST.getlist("mine"))
        offered = {row.answer.public_id for row in comments if row.answer}
        offered |= {row.public_id for row in asked}
        if offered and not offered & ticked:
            messages.error(request, "Nothing was changed: tick what is yours.")
            return redirect("comments:claim")
        try:
            mine = actions.claim(
                by=request.user, at=timezone.now(), but=offered - ticked
            )
        except actions.NothingToClaim as refusal:
            messages.error(request, str(refusal))
            return redirect("comments:claim")
        questions = sum(row.public_id in ticked for row in asked)
        messages.success(request, f"{_counted(len(mine), questions)} yours now.")
        return redirect("own_answers" if mine else "proposals")
    context = {"comments": comments, "asked": asked}
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
