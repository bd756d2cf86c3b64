"""An editor brings in an old comment section, and sees it before it is stored."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.comments import actions
from apps.comments.forms import UploadForm
from apps.comments.importing.record import CannotRead, Damaged
from apps.comments.models import CommentImport
from apps.comments.outcome import outcome
from apps.comments.preview import preview
from apps.questions.models import Essay


@require_http_methods(["GET", "POST"])
@editors_only
def upload(request: SignedInRequest, slug: str) -> HttpResponse:
    essay = get_object_or_404(Essay, slug=slug)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            read = actions.read_upload(
                essay=essay,
                file=file.file,
                filename=file.name,
                format=form.cleaned_data["format"],
                source=form.cleaned_data["source"],
                by=request.user,
                at=timezone.now(),
            )
        except (CannotRead, Damaged) as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(read)
    fresh = CommentImport.objects.fresh(timezone.now()).filter(
        essay=essay, confirmed_at=None
    )
    read_before = fresh.select_related("essay", "created_by")
    context = {
        "essay": essay,
        "form": form,
        "waiting": [each for each in read_before if not each.is_all_here],
    }
    status = 422 if form.errors else 200
    return render(request, "comments/upload.html", context, status=status)


@require_safe
@editors_only
def check(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """What the file holds; of one post with `?post=`, which may be empty for all.

    Once it was brought in, what became of it.
    """
    read = _read(slug, public_id)
    if read.confirmed_at:
        became = outcome(read)
        if became is None:
            return redirect("comments:waiting", slug)
        context = {"essay": read.essay, "outcome": became}
        return render(request, "comments/brought.html", context)
    seen = preview(read, request.GET.get("post", read.chosen_post))
    context = {"upload": read, "essay": read.essay, "preview": seen}
    return render(request, "comments/check.html", context)


@require_POST
@editors_only
def confirm(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    read = _read(slug, public_id)
    try:
        job = actions.confirm_upload(
            upload=read,
            post=request.POST.get("post", read.chosen_post),
            by=request.user,
            at=timezone.now(),
        )
    except (actions.AlreadyConfirmed, CannotRead) as refusal:
        messages.error(request, str(refusal))
        return redirect(read)
    return redirect("jobs:progress", job.public_id)


@require_POST
@editors_only
def discard(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    read = _read(slug, public_id)
    try:
        actions.discard_upload(upload=read)
    except actions.AlreadyConfirmed as refusal:
        messages.error(request, str(refusal))
        return redirect(read)
    messages.success(request, "Discarded. Nothing of it was brought in.")
    return redirect("comments:upload", slug)


def _read(slug: str, public_id: str) -> CommentImport:
    found = CommentImport.objects.fresh(timezone.now()).select_related("essay")
    return get_object_or_404(found, public_id=public_id, essay__slug=slug)
