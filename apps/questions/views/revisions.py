"""The versions of an essay, what each changed, and taking the last one back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.lib.changes import Effort
from apps.lib.http import page_etag, versioned_page
from apps.questions import actions, revision_page
from apps.questions.models import Essay, EssayRevision
from apps.questions.permissions import readable_essays


@require_safe
def revisions(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Two queries for a stranger, one when their copy is still good."""
    essay = _readable(request, slug)
    etag = page_etag("revisions", essay.pk, essay.version)
    return versioned_page(request, etag, lambda: _list_page(request, essay))


@require_safe
def revision(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """What one version changed. Three queries for a stranger."""
    essay = _readable(request, slug)
    row = get_object_or_404(essay.revisions.defer("source", "before"), number=number)
    etag = page_etag("revision", row.pk, essay.version)
    return versioned_page(request, etag, lambda: _revision_page(request, essay, row))


@require_POST
@editors_only
def undo(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    row = get_object_or_404(
        EssayRevision.objects.select_related("essay"), essay__slug=slug, number=number
    )
    try:
        actions.undo_revision(revision=row, by=request.user, at=timezone.now())
    except actions.CannotUndo as refusal:
        messages.error(request, str(refusal))
        return redirect(row)
    messages.success(request, "Undone. The essay reads as it did before this version.")
    return redirect(row)


def _readable(request: HttpRequest, slug: str) -> Essay:
    return get_object_or_404(
        Essay.objects.filter(readable_essays(request.user)), slug=slug
    )


def _list_page(request: HttpRequest, essay: Essay) -> HttpResponse:
    rows = essay.revisions.defer("source", "before").order_by("-number")
    listed = [
        (row, revision_page.summary(row.changes) if row.changes else []) for row in rows
    ]
    context = {"essay": essay, "revisions": listed}
    return render(request, "questions/revisions.html", context)


def _revision_page(
    request: HttpRequest, essay: Essay, row: EssayRevision
) -> HttpResponse:
    context: dict[str, object] = {"essay": essay, "revision": row}
    if row.changes:
        effort = Effort()
        context |= {
            "groups": revision_page.groups(revision_page.stored(row.changes, effort)),
            "sections": row.changes["sections"],
            "texts": revision_page.changed_texts(row.changes, effort),
            "text_count": row.changes.get("text_count", 0),
            "counts": revision_page.summary(row.changes),
            "may_undo": row.number == actions.latest_revision(essay),
        }
    return render(request, "questions/revision.html", context)
