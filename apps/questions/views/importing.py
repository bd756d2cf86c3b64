"""An editor brings an essay in, checks how it was read, and publishes it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.questions import actions
from apps.questions.forms import ChoosePostForm, ImportForm
from apps.questions.importing import CannotImport
from apps.questions.importing.archives import is_archive, page_of, posts
from apps.questions.models import EssayImport, ImportArchive
from apps.questions.views.drafting import draft_page, held


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
    waiting = EssayImport.objects.waiting().filter(revises=None)
    context = {"form": form, "waiting": waiting}
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
    context = {"form": form, "posts": archive.posts.offered()}
    return render(request, "questions/import_choose.html", context, status=status)


@require_POST
@editors_only
def confirm(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Publish the draft of the version that the editor saw."""
    pending = held(public_id)
    seen = request.POST.get("version", "")
    if pending.revises and not pending.confirmed_at:
        return redirect(pending)
    try:
        essay = actions.confirm_import(
            pending=pending,
            seen=int(seen) if seen.isdecimal() and len(seen) < 9 else 0,
            by=request.user,
            at=timezone.now(),
        )
    except actions.DraftChanged as refusal:
        messages.error(request, str(refusal))
        return draft_page(request, refusal.now, status=409)
    except CannotImport as refusal:
        messages.error(request, str(refusal))
        return draft_page(request, pending, status=422)
    messages.success(request, "Published. Readers can answer from now on.")
    return redirect(essay)


@require_POST
@editors_only
def discard(request: SignedInRequest, public_id: str) -> HttpResponse:
    pending = held(public_id)
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
    format, caution = form.cleaned_data["format"], ""
    if filename and is_archive(raw, filename):
        found = posts(raw, filename)
        if len(found) > 1:
            return actions.keep_archive(posts=found, slug=slug, by=request.user, at=at)
        raw, format = page_of(found[0]).encode(), "html"
        caution = found[0].caution
    return actions.start_import(
        raw=raw,
        filename=filename,
        format=format,
        slug=slug,
        by=request.user,
        at=at,
        caution=caution,
    )
