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
    if request.method == "POST":
        try:
            mine = actions.claim(by=request.user, at=timezone.now())
        except actions.NothingToClaim as refusal:
            messages.error(request, str(refusal))
            return redirect("comments:claim")
        count = len(mine)
        are = "is" if count == 1 else "are"
        messages.success(request, f"{count} answer{pluralize(count)} {are} yours now.")
        return redirect("me")
    context = {"comments": actions.claimable(request.user)}
    return render(request, "comments/claim.html", context)
