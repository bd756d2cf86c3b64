"""Taking published highlights down, and putting them back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.digest import actions
from apps.digest.forms import TakeDownForm
from apps.digest.models import Digest

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def take_down(request: SignedInRequest, public_id: str) -> HttpResponse:
    digest = get_object_or_404(Digest, public_id=public_id)
    form = TakeDownForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"digest": digest, "form": form}
        status = REFUSED if form.is_bound else 200
        return render(request, "digest/take_down.html", context, status=status)
    try:
        actions.take_down(
            digest=digest, by=request.user, at=timezone.now(), **form.cleaned_data
        )
    except actions.CannotTakeDown as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Taken down: readers find a line in its place.")
    return redirect("desk:board", public_id)


@require_POST
@editors_only
def put_back(request: SignedInRequest, public_id: str) -> HttpResponse:
    digest = get_object_or_404(Digest, public_id=public_id)
    actions.put_back(digest=digest, by=request.user, at=timezone.now())
    messages.success(request, "Readers find it again, at the same address.")
    return redirect("desk:board", public_id)
