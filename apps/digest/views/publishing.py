"""The last look, and the moment of publishing."""

from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from apps.accounts.models import Notice
from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.digest import actions
from apps.digest.checklist import findings
from apps.digest.documents import draft_document, draft_for_readers
from apps.digest.exports import FORMATS, TooShort, export
from apps.digest.forms import PublishForm
from apps.digest.look import Look
from apps.digest.models import Digest, DigestRevision
from apps.digest.presentation import shown
from apps.digest.reach import notice_key, reach
from apps.digest.spread import spread
from apps.digest.taking_away import BadWish, wishes_for
from apps.digest.views.public import file_of
from apps.lib.markup import stored

CONFLICT, REFUSED = 409, 422


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
    if request.method != "POST":
        return _last_look(request, digest, PublishForm())
    form, now = PublishForm(request.POST), timezone.now()
    if not form.is_valid():
        return _last_look(request, digest, form, REFUSED)
    note, look = form.cleaned_data["note"], form.look(now)
    try:
        made = actions.publish(
            digest=digest, by=request.user, at=now, note=note, seen=look
        )
    except actions.CannotPublish:
        messages.error(request, "It was not published: see what must be mended.")
        return _last_look(request, digest, form, REFUSED)
    except actions.Overtaken as overtaken:
        messages.warning(request, str(overtaken))
        return _last_look(request, digest, form, CONFLICT, look)
    if made.published_at != now and digest.is_taken_down:
        messages.success(request, "Nothing was changed: it is back as it was.")
        return redirect(digest)
    if made.published_at != now:
        messages.info(request, "Nothing that readers see has changed since then.")
        return _last_look(request, digest, form) if note else redirect(digest)
    messages.success(request, _done(digest, made))
    return redirect(digest)


def _done(digest: Digest, made: DigestRevision) -> str:
    told = Notice.objects.filter(
        key=notice_key(digest), created_at=made.published_at
    ).count()
    if not told:
        return "The changes are published. Nobody new is quoted, so nobody was told."
    people = "1 person has" if told == 1 else f"{told} people have"
    what = "Published" if made.number == 1 else "The changes are published"
    return f"{what}. {people} been told that they are quoted or named."


def _last_look(
    request: SignedInRequest,
    digest: Digest,
    form: PublishForm,
    status: int = 200,
    before: Look | None = None,
) -> HttpResponse:
    """What to mend, and what changed since that look `before`."""
    now = timezone.now()
    document = draft_document(digest, at=now)
    found = findings(digest, at=now, document=document)
    since = digest.changes.since(before.at) if before else digest.changes.none()
    context = {
        "digest": digest,
        "form": form,
        "seen": str(Look.of(document, at=now)),
        "before": before,
        "since": since.select_related("by", "stepped_back_by", "answer__author"),
        "findings": found,
        "reach": reach(digest, document, request.user),
        "is_blocked": any(finding.is_must for finding in found),
        "formats": FORMATS,
    }
    return render(request, "digest/publish.html", context, status=status)
