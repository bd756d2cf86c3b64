"""The last look, and the moment of publishing."""

from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.digest import actions
from apps.digest.checklist import findings
from apps.digest.documents import draft_for_readers
from apps.digest.exports import FORMATS, TooShort, export
from apps.digest.forms import PublishForm
from apps.digest.models import Digest
from apps.digest.presentation import shown
from apps.digest.spread import spread
from apps.digest.taking_away import BadWish, wishes_for
from apps.digest.views.public import file_of
from apps.lib.markup import stored

REFUSED = 422


class Way(NamedTuple):
    label: str
    format: str


WAYS = {
    "page": Way("Page", ""),
    "paste": Way("Substack paste", "html"),
    "markdown": Way("Markdown", "markdown"),
    "rundown": Way("Rundown", "rundown"),
}


@require_safe
@editors_only
def preview(request: SignedInRequest, public_id: str) -> HttpResponse:
    """As the page, or as one of the files that is taken away."""
    digest = get_object_or_404(Digest.objects.in_context(), public_id=public_id)
    document = draft_for_readers(digest, at=timezone.now())
    way = request.GET.get("as", "")
    context = {
        "digest": digest,
        "shown": shown(document),
        "is_preview": True,
        "ways": WAYS,
        "way": way if way in WAYS else "page",
        "spread": spread(digest, document),
    }
    if way not in WAYS or way == "page":
        return render(request, "digest/digest.html", context)
    context["minutes"] = request.GET.get("minutes", "")
    try:
        wishes = wishes_for(digest, request.GET.dict())
        context["minutes"] = str(wishes.minutes)
        made = export(document, WAYS[way].format, wishes)
    except (BadWish, TooShort) as refusal:
        context["refusal"] = str(refusal)
    else:
        context["text"] = made.text
        context["html"] = stored(made.text) if way == "paste" else ""
    return render(request, "digest/preview.html", context)


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
    form = PublishForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        note = form.cleaned_data["note"]
        try:
            actions.publish(
                digest=digest, by=request.user, at=timezone.now(), note=note
            )
        except actions.CannotPublish:
            messages.error(request, "It was not published: see what must be mended.")
        else:
            messages.success(request, "Published. Everyone quoted has been told.")
            return redirect(digest)
    if form.is_bound:
        status = REFUSED
    found = findings(digest, at=timezone.now())
    context = {
        "digest": digest,
        "form": form,
        "findings": found,
        "is_blocked": any(finding.is_must for finding in found),
        "formats": FORMATS,
    }
    return render(request, "digest/publish.html", context, status=status)
