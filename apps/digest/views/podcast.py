"""A podcast of the draft: how long, what is read, and when each part really began."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.digest import actions
from apps.digest.document import Document
from apps.digest.documents import draft_for_readers, published
from apps.digest.exports import TooShort
from apps.digest.exports.aloud import clock, exact_clock, stretch
from apps.digest.exports.podcast import RealTimes
from apps.digest.exports.recording import (
    BadTimes,
    as_of_today,
    mismatches,
    real_times,
)
from apps.digest.exports.rundown import Rundown, Segment, plan
from apps.digest.forms import RecordingForm
from apps.digest.models import Digest
from apps.digest.taking_away import BadWish, wishes_for

# What a recording needs, of this length and with its times.
FILES = {
    "rundown": "Rundown",
    "chapters": "Chapters (JSON)",
    "podlove": "Chapters (Podlove)",
    "shownotes": "Show notes",
    "shownotes-html": "Show notes for pasting",
}


@require_http_methods(["GET", "POST"])
@editors_only
def podcast(request: SignedInRequest, public_id: str) -> HttpResponse:
    digest = get_object_or_404(Digest.objects.in_context(), public_id=public_id)
    if "forget" in request.POST:
        actions.forget_recording(digest=digest, by=request.user)
        messages.success(request, "The times are estimates again.")
        return redirect("desk:podcast", public_id)
    document = _document(digest)
    form = RecordingForm(request.POST if request.method == "POST" else None)
    if form.is_bound and _is_stored(request, form, digest, document):
        messages.success(request, "Stored. Chapters and show notes have these times.")
        return redirect("desk:podcast", public_id)
    context = {"digest": digest, "form": form, **_planned(request, digest, document)}
    if not form.is_bound:
        form.initial = {**form.initial, **context["typed"]}
    status = 422 if form.errors else 200
    return render(request, "digest/podcast.html", context, status=status)


def _document(digest: Digest) -> Document:
    """What is published is what is read out; before that, the draft."""
    if digest.is_published:
        return published([digest])[digest.pk].document
    return draft_for_readers(digest, at=timezone.now())


def _is_stored(
    request: SignedInRequest, form: RecordingForm, digest: Digest, document: Document
) -> bool:
    if not form.is_valid():
        return False
    try:
        actions.time_recording(
            digest=digest,
            document=document,
            by=request.user,
            at=timezone.now(),
            **form.cleaned_data,
        )
    except BadTimes as refusal:
        form.add_error("times", str(refusal))
    except TooShort as refusal:
        form.add_error("minutes", str(refusal))
    return not form.errors


def _planned(
    request: SignedInRequest, digest: Digest, document: Document
) -> dict[str, Any]:  # what a template is given
    try:
        wishes = wishes_for(digest, request.GET.dict())
        rundown = plan(document, minutes=wishes.minutes, pace=wishes.pace)
    except (BadWish, TooShort) as refusal:
        asked = request.GET.get("minutes", "")
        return {"refusal": str(refusal), "minutes": asked, "typed": {}}
    recorded = as_of_today(wishes.recorded, document)
    real = real_times(recorded)
    name = "export_digest" if digest.is_published else "desk:export_draft"
    return {
        "wishes": wishes,
        "minutes": wishes.minutes,
        "rundown": rundown,
        "mismatches": mismatches(recorded, document, rundown) if recorded else [],
        "typed": _typed(rundown, real),
        "rows": [_row(part, real) for part in rundown.segments],
        "files": [
            (label, reverse(name, args=[digest.public_id, format]))
            for format, label in FILES.items()
        ],
    }


def _row(part: Segment, real: RealTimes) -> dict[str, object]:
    """What was planned, and beside it when the part began and how long it took."""
    start, took = real.get(part.key, (None, None))
    return {
        "at": clock(part.start),
        "title": part.title,
        "read": stretch(part.seconds - part.talk),
        "talk": stretch(part.talk),
        "length": stretch(part.seconds),
        "quoted": len(part.items),
        "began": None if start is None else clock(start),
        "took": None if took is None else stretch(took),
    }


def _typed(rundown: Rundown, real: RealTimes) -> dict[str, object]:
    """What the form begins with: a line for each part, as recorded, else as planned."""
    starts = [(real.get(part.key, (part.start,))[0], part) for part in rundown.segments]
    return {
        "minutes": rundown.minutes,
        "pace": rundown.pace,
        "times": "\n".join(f"{exact_clock(at)} {part.title}" for at, part in starts),
    }
