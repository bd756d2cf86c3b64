"""A person's own page: how they are credited."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.accounts import actions
from apps.accounts.forms import ProfileForm
from apps.accounts.models import User
from apps.accounts.types import SignedInRequest


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def me(request: SignedInRequest) -> HttpResponse:
    # The form writes onto a copy, so that a refused name is not shown as taken over.
    form = ProfileForm(
        request.POST or None, instance=User.objects.get(pk=request.user.pk)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_profile(by=request.user, **form.cleaned_data)
        except actions.NameTaken as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, "Saved.")
            return redirect("me")
    status = 422 if form.errors else 200
    return render(request, "accounts/me.html", {"form": form}, status=status)
