"""The outline editor: a draft of an essay, and one step of correcting it at a time.

With scripts a step asks for JSON and gets the rows that changed; without them, the page.
"""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.questions import actions
from apps.questions.correcting import CannotCorrect, EssayDraft
from apps.questions.drafts import read_draft
from apps.questions.forms import CorrectionForm, said_of
from apps.questions.models import EssayImport
from apps.questions.preview import Row, bench, rows_of, splice
from apps.questions.preview import preview as preview_of


@require_safe
@editors_only
def preview(request: SignedInRequest, public_id: str) -> HttpResponse:
    pending = held(public_id)
    if pending.essay:
        return redirect(pending.essay)
    if _wants_part(request):
        context = _context(pending, read_draft(pending), request.GET.get("at", ""))
        return JsonResponse(_parts(request, context))
    said = said_of(request.GET.get("done", ""))
    return draft_page(request, pending, key=request.GET.get("at", ""), said=said)


@require_POST
@editors_only
def correct(request: SignedInRequest, public_id: str) -> HttpResponse:
    pending = held(public_id)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _refused(request, pending, "That is no correction of this draft.", 422)
    try:
        change = _change(request, pending, form)
    except actions.AlreadyConfirmed as refusal:
        messages.error(request, str(refusal))
        return redirect(pending)
    except actions.DraftChanged as refusal:
        return _refused(request, refusal.now, str(refusal), 409)
    except CannotCorrect as refusal:
        return _refused(request, pending, str(refusal), 422)
    if _wants_part(request):
        return _changed(request, change, form)
    return redirect(_page_after(change, form))


def _page_after(change: actions.Change, form: CorrectionForm) -> str:
    """What was checked leads on to what is to be checked next."""
    page = reverse("import_preview", args=[change.pending.public_id])
    act, key = form.cleaned_data["act"], change.key
    if act == "sure":
        key = preview_of(change.after).next_doubt(key) or key
    done = urlencode({"done": act})
    return f"{page}?at={key}&{done}#i-{key}" if key else f"{page}?{done}"


def _change(
    request: SignedInRequest, pending: EssayImport, form: CorrectionForm
) -> actions.Change:
    seen, by, at = form.cleaned_data["version"], request.user, timezone.now()
    if act := form.step:
        return actions.step_back(pending=pending, act=act, seen=seen, by=by, at=at)
    return actions.correct_import(
        pending=pending, edits=form.edits, seen=seen, by=by, at=at
    )


def _changed(
    request: SignedInRequest, change: actions.Change, form: CorrectionForm
) -> JsonResponse:
    context = _context(change.pending, change.after, change.key)
    changed = splice(rows_of(change.before), context["preview"].rows)
    return JsonResponse(
        _parts(request, context)
        | {
            "after": changed.after,
            "removed": changed.removed,
            "rows": _row_list(context, changed.rows),
            "said": form.said,
        }
    )


def _refused(
    request: SignedInRequest, pending: EssayImport, sentence: str, status: int
) -> HttpResponse:
    """The draft as it is now, with what was typed and why it was not taken."""
    key = request.POST.get("key", "")
    typed = request.POST.get("text")
    if not _wants_part(request):
        said = f"Not done. {sentence}"
        return draft_page(
            request, pending, key=key, typed=typed, said=said, status=status
        )
    context = _context(pending, read_draft(pending), key, typed)
    parts = _parts(request, context) | {"said": sentence}
    if status == 409:
        parts["rows"] = _row_list(context, context["rows"])
    return JsonResponse(parts, status=status)


def draft_page(
    request: SignedInRequest,
    pending: EssayImport,
    *,
    key: str = "",
    typed: str | None = None,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    draft = read_draft(pending)
    context = _context(pending, draft, key, typed) | {"said": said}
    if not pending.revises:
        context["address"] = actions.address_of(pending, draft)
    return render(request, "questions/import_preview.html", context, status=status)


def _context(
    pending: EssayImport, draft: EssayDraft, key: str, typed: str | None = None
) -> dict[str, Any]:  # Any: what templates are given
    shown = preview_of(draft)
    at_hand, wanted = bench(draft, shown, key), key
    key = at_hand.row.key if at_hand else ""
    return {
        "pending": pending,
        "draft": draft,
        "preview": shown,
        "rows": shown.rows,
        "bench": at_hand,
        "at": key,
        "next_doubt": shown.next_doubt(key),
        "doubt": shown.place_of(key),
        # What was typed for a piece that is gone is shown beside, not in another.
        "typed": typed if key == wanted else None,
        "unplaced": typed if key != wanted else None,
    }


def _parts(request: SignedInRequest, context: dict[str, Any]) -> dict[str, Any]:
    """What stands beside the rows: the piece at hand and the bar above."""
    return {
        "version": context["pending"].version,
        "key": context["at"],
        "piece": render_to_string("questions/_draft_piece.html", context, request),
        "bar": render_to_string("questions/_draft_bar.html", context, request),
    }


def _row_list(context: dict[str, Any], rows: list[Row]) -> str:
    return render_to_string("questions/_draft_rows.html", context | {"rows": rows})


def _wants_part(request: SignedInRequest) -> bool:
    kinds = ("text/html", "application/json")
    return request.get_preferred_type(kinds) == "application/json"


def held(public_id: str) -> EssayImport:
    rows = EssayImport.objects.select_related(
        "essay", "created_by", "revises", "changed_by"
    )
    return get_object_or_404(rows.defer("source"), public_id=public_id)
