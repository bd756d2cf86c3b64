"""What an essay's editor looks after beside the digests: corrections, the schedule."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.answers.actions import CannotSettle, settle_correction
from apps.answers.models import Correction
from apps.digest import actions
from apps.digest.forms import CorrectionForm, ScheduleForm
from apps.digest.models import Schedule
from apps.lib.text import printable
from apps.questions.models import Essay


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def corrections(request: SignedInRequest, slug: str) -> HttpResponse:
    essay = get_object_or_404(Essay, slug=slug)
    rows = essay.corrections.in_context().exclude(answer__status="hidden")
    failed = ""
    if request.method == "POST":
        row = get_object_or_404(
            rows, answer__public_id=printable(request.POST.get("answer", ""))
        )
        failed = _settle(request, row)
        if not failed:
            return redirect("desk:corrections", slug)
    listed = [
        (
            row,
            CorrectionForm(request.POST)
            if row.answer.public_id == failed
            else CorrectionForm(initial={"state": row.state, "note": row.note}),
        )
        for row in rows
    ]
    context = {
        "essay": essay,
        "waiting": [pair for pair in listed if pair[0].state == "reported"],
        "settled": [pair for pair in listed if pair[0].state != "reported"],
    }
    return render(request, "digest/corrections.html", context)


def _settle(request: SignedInRequest, row: Correction) -> str:
    """The public id of the report that could not be settled, "" where it was."""
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return row.answer.public_id
    try:
        settle_correction(
            correction=row, by=request.user, at=timezone.now(), **form.cleaned_data
        )
    except CannotSettle as refusal:
        messages.error(request, str(refusal))
        return row.answer.public_id
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def schedule(request: SignedInRequest, slug: str) -> HttpResponse:
    essay = get_object_or_404(Essay, slug=slug)
    row = Schedule.objects.filter(essay=essay).first() or Schedule(essay=essay)
    form = ScheduleForm(request.POST or None)
    if request.method != "POST":
        form = ScheduleForm(initial={"every": row.every, "threshold": row.threshold})
    elif form.is_valid():
        actions.set_schedule(
            essay=essay, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, "Saved.")
        return redirect("desk:schedule", slug)
    context = {"essay": essay, "form": form, "schedule": row}
    return render(request, "digest/schedule.html", context)
