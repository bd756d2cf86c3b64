"""How much mail a person wants, on the site and by the address in every mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from apps.accounts import actions
from apps.accounts.models import Wishes
from apps.accounts.types import SignedInRequest
from apps.news import stopping
from apps.news.forms import WishesForm


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def wishes(request: SignedInRequest) -> HttpResponse:
    form = WishesForm(request.POST or None, instance=Wishes.of(request.user))
    if request.method == "POST" and form.is_valid():
        actions.wish(by=request.user, **form.cleaned_data)
        messages.success(request, "Saved.")
        return redirect("wishes")
    status = 422 if form.errors else 200
    return render(request, "news/wishes.html", {"form": form}, status=status)


# Mail programs post here for the person, with neither cookie nor token of a form: the
# address itself is the permission (RFC 8058).
@csrf_exempt
@require_http_methods(["GET", "POST"])
@never_cache
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Opening it stops nothing: mail scanners open every link."""
    try:
        stop = stopping.read(token)
    except stopping.BadToken:
        raise Http404 from None
    is_done = request.method == "POST"
    if is_done:
        actions.stop_mail(person=stop.person, groups=stop.groups)
    context = {
        "groups": [group.label for group in stop.groups],
        "stops_everything": stopping.stops_everything(stop.groups),
        "is_done": is_done,
    }
    return render(request, "news/stop_mail.html", context)
