"""Following a thing with a plain form, and the list of what one follows."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.types import SignedInRequest
from apps.following import actions
from apps.following.models import Follow
from apps.lib.http import safe_next
from apps.news.things import NoSuchThing, thing, things_of
from apps.questions.actions import follow_surviving


@require_POST
@login_required
@never_cache
def follow(request: SignedInRequest, kind: str, key: str) -> HttpResponse:
    """`stop` in the form says to follow it no longer; either may be sent twice."""
    try:
        wanted = thing(kind, key)
    except NoSuchThing:
        raise Http404 from None
    if "stop" in request.POST:
        if actions.unfollow(target=wanted.target, by=request.user):
            messages.success(request, f"You no longer follow “{wanted.name}”.")
    else:
        try:
            follow_surviving(target=wanted.target, by=request.user, at=timezone.now())
        except actions.CannotFollow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"You follow “{wanted.name}”.")
    back = wanted.url or "/"
    return redirect(safe_next(request, request.POST.get("next"), back))


@require_safe
@login_required
@never_cache
def follows(request: SignedInRequest) -> HttpResponse:
    """One query more for each kind of thing followed."""
    own = Follow.objects.filter(person=request.user)
    return render(request, "news/follows.html", {"kinds": things_of(own)})
