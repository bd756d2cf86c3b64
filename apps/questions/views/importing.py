"""An editor brings an essay in, checks how it was read, and publishes it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.questions import actions
from apps.questions.forms import ChoosePostForm, ImportForm
from apps.questions.importing import CannotImport
from apps.questions.importing.archives import is_archive, page_of, posts
from apps.questions.models import EssayImport, ImportArchive
from apps.questions.preview import preview as preview_of

STEPS = {"out": -1, "in": 1}


@require_http_methods(["GET", "POST"])
@editors_only
def import_essay(request: SignedInRequest) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        raw, filename = form.source
        try:
            next_step = _begin(request, form, raw, filename)
        except CannotImport as refusal:
            form.add_error("file" if filename else "text", str(refusal))
        else:
            return redirect(next_step)
    waiting = EssayImport.objects.filter(
        confirmed_at=None, revises=None
    ).select_related("created_by")
    context = {"form": form, "waiting": waiting.defer("source")}
    status = 422 if form.errors else 200
    return render(request, "questions/import.html", context, status=status)


@require_http_methods(["GET", "POST"])
@editors_only
def choose(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Which post of an export to import."""
    archive = get_object_or_404(
        ImportArchive.objects.fresh(timezone.now()), public_id=public_id
    )
    form = ChoosePostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            pending = actions.choose_post(
                archive=archive,
                number=form.cleaned_data["post"],
                by=request.user,
                at=timezone.now(),
            )
        except CannotImport as refusal:
            form.add_error(None, str(refusal))
        except actions.AlreadyChosen as refusal:
            messages.error(request, str(refusal))
            return redirect("import_essay")
        else:
            return redirect(pending)
    status = 200 if request.method == "GET" else 422
    context = {"form": form, "posts": archive.posts.defer("source")}
    return render(request, "questions/import_choose.html", context, status=status)


@require_safe
@editors_only
def preview(request: SignedInRequest, public_id: str) -> HttpResponse:
    pending = _pending(public_id)
    if pending.essay:
        return redirect(pending.essay)
    return _preview_page(request, pending)


@require_POST
@editors_only
def correct(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Every choice on the page, and at most one step in or out: `nudge=in:12.0`."""
    pending = _pending(public_id)
    step, _, key = request.POST.get("nudge", "").partition(":")
    shifts = {key: STEPS[step]} if step in STEPS else {}
    try:
        actions.correct_import(
            pending=pending, choices=_choices(request), shifts=shifts
        )
    except actions.AlreadyConfirmed as refusal:
        messages.error(request, str(refusal))
    page = reverse("import_preview", args=[public_id])
    return redirect(f"{page}{f'#i-{key}' if shifts else ''}")


@require_POST
@editors_only
def confirm(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Publish with the choices on the page, saved before or not."""
    pending = _pending(public_id)
    try:
        pending = actions.correct_import(
            pending=pending, choices=_choices(request), shifts={}
        )
        if pending.revises:
            return redirect(pending)
        essay = actions.confirm_import(
            pending=pending, by=request.user, at=timezone.now()
        )
    except actions.AlreadyConfirmed:
        return redirect(pending)
    except CannotImport as refusal:
        messages.error(request, str(refusal))
        return _preview_page(request, pending, status=422)
    messages.success(request, "Published. Readers can answer from now on.")
    return redirect(essay)


@require_POST
@editors_only
def discard(request: SignedInRequest, public_id: str) -> HttpResponse:
    pending = _pending(public_id)
    try:
        actions.discard_import(pending=pending)
    except actions.AlreadyConfirmed as refusal:
        messages.error(request, str(refusal))
        return redirect(pending)
    messages.success(request, "Discarded. Nothing of it was published.")
    return redirect("import_essay")


def _begin(
    request: SignedInRequest, form: ImportForm, raw: bytes, filename: str
) -> EssayImport | ImportArchive:
    """Where the author goes on: to the outline, or to the posts of an export."""
    slug, at = form.cleaned_data["slug"], timezone.now()
    format = form.cleaned_data["format"]
    if filename and is_archive(raw, filename):
        found = posts(raw, filename)
        if len(found) > 1:
            return actions.keep_archive(posts=found, slug=slug, by=request.user, at=at)
        raw, format = page_of(found[0]).encode(), "html"
    return actions.start_import(
        raw=raw, filename=filename, format=format, slug=slug, by=request.user, at=at
    )


def _pending(public_id: str) -> EssayImport:
    return get_object_or_404(
        EssayImport.objects.select_related("essay", "created_by"), public_id=public_id
    )


def _choices(request: SignedInRequest) -> dict[str, str]:
    return {
        name.removeprefix("kind-"): str(choice)
        for name, choice in request.POST.items()
        if name.startswith("kind-")
    }


def _preview_page(
    request: SignedInRequest, pending: EssayImport, status: int = 200
) -> HttpResponse:
    outline = actions.read_import(pending)
    context = {"pending": pending, "outline": outline, "preview": preview_of(outline)}
    return render(request, "questions/import_preview.html", context, status=status)
