"""The last look, and the moment of publishing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.digest import actions
from apps.digest.checks import problems
from apps.digest.documents import draft_document, draft_for_readers
from apps.digest.models import Digest
from apps.digest.presentation import shown
from apps.digest.views.public import file_of

REFUSED = 422


@require_safe
@editors_only
def preview(request: SignedInRequest, public_id: str) -> HttpResponse:
    digest = get_object_or_404(Digest.objects.in_context(), public_id=public_id)
    document = draft_for_readers(digest, at=timezone.now())
    context = {"digest": digest, "shown": shown(document), "is_preview": True}
    return render(request, "digest/digest.html", context)


@require_safe
@editors_only
def export_draft(request: SignedInRequest, public_id: str, format: str) -> HttpResponse:
    digest = get_object_or_404(Digest.objects.in_context(), public_id=public_id)
    document = draft_for_readers(digest, at=timezone.now())
    return file_of(request, digest, document, format)


@require_http_methods(["GET", "POST"])
@editors_only
def publish(request: SignedInRequest, public_id: str) -> HttpResponse:
    digest = get_object_or_404(Digest.objects.in_context(), public_id=public_id)
    status = 200
    if request.method == "POST":
        try:
            actions.publish(digest=digest, by=request.user, at=timezone.now())
        except actions.CannotPublish:
            messages.error(request, "It was not published: see what must be mended.")
            status = REFUSED
        else:
            messages.success(request, "Published. Everyone quoted has been told.")
            return redirect(digest)
    document = draft_document(digest, at=timezone.now())
    found = problems(document)
    context = {
        "digest": digest,
        "shown": shown(document),
        "problems": found,
        "is_blocked": any(problem.blocking for problem in found),
    }
    return render(request, "digest/publish.html", context, status=status)
