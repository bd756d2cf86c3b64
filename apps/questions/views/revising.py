"""An editor brings a newer version of a live essay, compares, and puts it in place."""

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
from apps.lib.changes import Effort
from apps.questions import actions, revision_page
from apps.questions.forms import RevisionForm
from apps.questions.importing import CannotImport
from apps.questions.models import Essay, EssayImport


@require_http_methods(["GET", "POST"])
@editors_only
def revise(request: SignedInRequest, slug: str) -> HttpResponse:
    essay = get_object_or_404(Essay, slug=slug)
    form = RevisionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        raw, filename = form.source
        try:
            pending = actions.start_revision(
                essay=essay,
                raw=raw,
                filename=filename,
                format=form.cleaned_data["format"],
                by=request.user,
                at=timezone.now(),
            )
        except CannotImport as refusal:
            form.add_error("file" if filename else "text", str(refusal))
        else:
            if said := len(pending.corrections):
                messages.info(request, _as_before(said))
            return redirect(pending)
    waiting = (
        essay.waiting_versions.filter(confirmed_at=None)
        .select_related("created_by", "revises")
        .defer("source")
    )
    context = {"essay": essay, "form": form, "waiting": waiting}
    status = 422 if form.errors else 200
    return render(request, "questions/revise.html", context, status=status)


@require_safe
@editors_only
def compare(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    pending = _pending(slug, public_id)
    if pending.confirmed_at:
        return redirect("revisions", slug)
    return _compare_page(request, pending)


@require_POST
@editors_only
def pair(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """Which question is which, as chosen on the page; then compare again."""
    pending = _pending(slug, public_id)
    try:
        actions.pair_by_hand(pending=pending, said=_said(request))
    except actions.AlreadyConfirmed as refusal:
        messages.error(request, str(refusal))
    except CannotImport:
        pass  # The page that comes next says so.
    return redirect(pending)


@require_POST
@editors_only
def apply(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """Put the version in place, with the choices on the page, saved before or not."""
    pending = _pending(slug, public_id)
    try:
        pending = actions.pair_by_hand(pending=pending, said=_said(request))
        revision = actions.apply_revision(
            pending=pending, seen=_seen(request), by=request.user, at=timezone.now()
        )
    except actions.AlreadyConfirmed:
        return redirect("revisions", slug)
    except CannotImport:
        return _compare_page(request, pending)
    except actions.CannotRevise as refusal:
        messages.error(request, str(refusal))
        return _compare_page(request, pending, status=409)
    messages.success(request, "The new version is live. Every answer is where it was.")
    return redirect(revision)


@require_POST
@editors_only
def discard(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    pending = _pending(slug, public_id)
    try:
        actions.discard_import(pending=pending)
    except actions.AlreadyConfirmed:
        messages.error(request, "This version is in place; undo it instead.")
        return redirect("revisions", slug)
    messages.success(request, "Discarded. The essay is as it was.")
    return redirect("revise", slug)


def _as_before(said: int) -> str:
    one = "1 piece is" if said == 1 else f"{said} pieces are"
    return (
        f"{one} read as the essay has {'it' if said == 1 else 'them'}, and not as the "
        "text alone would be. “Correct how the text was read” takes that back."
    )


def _pending(slug: str, public_id: str) -> EssayImport:
    return get_object_or_404(
        EssayImport.objects.select_related("revises__author", "created_by"),
        revises__slug=slug,
        public_id=public_id,
    )


def _compare_page(
    request: SignedInRequest, pending: EssayImport, status: int = 200
) -> HttpResponse:
    """Ten queries, whatever the length of the essay."""
    context: dict[str, object] = {"pending": pending, "essay": pending.revises}
    if pending.revises:
        context["seen"] = actions.latest_revision(pending.revises)
    try:
        comparison = actions.compare_revision(pending)
    except CannotImport as refusal:
        context["refusal"] = str(refusal)
        return render(request, "questions/revise_compare.html", context, status=422)
    report, effort = comparison.report(), Effort()
    rows = revision_page.compared(comparison, report, effort)
    context |= {
        "groups": revision_page.groups(rows),
        "sections": report["sections"],
        "texts": revision_page.changed_texts(report, effort),
        "text_count": report["text_count"],
        "counts": revision_page.summary(report),
        "foreseen": actions.foresee_revision(pending, comparison),
        "kept": [each.new for each in comparison.questions if each.kinds == ("kept",)],
        "outline": comparison.fresh.rows.essay,
    }
    return render(request, "questions/revise_compare.html", context, status=status)


def _said(request: SignedInRequest) -> dict[str, str]:
    """`same-<key>` names an old question; `different-<key>` says that it is none."""
    said: dict[str, str] = {}
    for name, chosen in request.POST.items():
        act, _, key = name.partition("-")
        if act == "same" and chosen:
            said[key] = str(chosen)
        elif act == "different":
            said[key] = ""
    return said


def _seen(request: SignedInRequest) -> int:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 9 else -1
