"""The author's choice of how new answers get a fair hearing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.answers import actions
from apps.answers.forms import FirstHoursForm
from apps.questions.models import Essay


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def first_hours(request: SignedInRequest, slug: str) -> HttpResponse:
    essay = get_object_or_404(Essay, slug=slug)
    now = {"votes": essay.fresh_votes, "hours": essay.fresh_hours}
    form = FirstHoursForm(
        request.POST if request.method == "POST" else None, initial=now
    )
    if form.is_valid():
        actions.set_first_hours(essay=essay, by=request.user, **form.cleaned_data)
        messages.success(request, "Saved. It holds for answers from now on.")
        return redirect("first_hours", slug)
    status = 422 if form.errors else 200
    context = {"essay": essay, "form": form}
    return render(request, "answers/first_hours.html", context, status=status)
