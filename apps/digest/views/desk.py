"""The editor's first page, and the start of a compile."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.digest import actions
from apps.digest.afterwards import edited_since, out_at, withdrawn_since
from apps.digest.arrivals import arrived, to_look_at
from apps.digest.models import Digest
from apps.jobs.models import Job
from apps.questions.models import Essay, EssayImport


@require_safe
@editors_only
def home(request: SignedInRequest) -> HttpResponse:
    """Essays, digests, imports that wait, and work under way. Ten queries."""
    live = Q(questions__status="live")
    essays = Essay.objects.annotate(
        asked=Count("questions", filter=live),
        unanswered=Count("questions", filter=live & Q(questions__answer_count=0)),
    )
    digests = Digest.objects.in_context().annotate(quoted=Count("items"))
    rows = list(digests.order_by("-created_at"))
    edited, withdrawn = edited_since(out_at(rows)), withdrawn_since(rows)
    waiting, came = to_look_at(rows), arrived(essays)
    context = {
        "essays": [(essay, came[essay.pk]) for essay in essays],
        "digests": [
            (row, row.pk in edited, withdrawn[row.public_id], waiting.get(row.pk, 0))
            for row in rows
        ],
        "imports": EssayImport.objects.waiting(),
        "jobs": Job.objects.active().filter(kind="compile_digest"),
    }
    return render(request, "digest/desk_home.html", context)


@require_POST
@editors_only
def compile_essay(request: SignedInRequest, slug: str) -> HttpResponse:
    essay = get_object_or_404(Essay.objects.published(), slug=slug)
    digest = actions.start_digest(essay=essay, by=request.user, at=timezone.now())
    job = actions.request_compile(digest=digest, by=request.user)
    return redirect("jobs:progress", job.public_id)


@require_POST
@editors_only
def discard(request: SignedInRequest, public_id: str) -> HttpResponse:
    digest = get_object_or_404(Digest, public_id=public_id)
    try:
        actions.discard_draft(digest=digest)
    except actions.CannotDiscard as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The draft “{digest.title}” is gone.")
    return redirect("desk:home")


@require_POST
@editors_only
def compile_again(request: SignedInRequest, public_id: str) -> HttpResponse:
    digest = get_object_or_404(Digest, public_id=public_id)
    job = actions.request_compile(digest=digest, by=request.user)
    return redirect("jobs:progress", job.public_id)
