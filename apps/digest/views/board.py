"""The board: what is picked, what is dismissed, and in which order it stands."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.answers.models import Answer
from apps.digest import actions
from apps.digest.beside import said
from apps.digest.boards import board as read_board
from apps.digest.checklist import findings
from apps.digest.documents import draft_document, not_out_yet
from apps.digest.forms import BesideForm, MoveForm, OrderForm
from apps.digest.models import Candidate, Digest, Group, Item
from apps.lib import markup
from apps.lib.text import printable


@require_safe
@editors_only
def board(request: SignedInRequest, public_id: str) -> HttpResponse:
    digest = get_object_or_404(Digest.objects.in_context(), public_id=public_id)
    show = request.GET.get("show", "")
    if show not in Candidate.State.values:
        show = Candidate.State.NEW
    at = timezone.now()
    document = draft_document(digest, at=at)
    found = findings(digest, at=at, document=document)
    context = {
        "digest": digest,
        "not_out_yet": not_out_yet(digest, document),
        "findings": found,
        "musts": sum(one.is_must for one in found),
        "looks": sum(not one.is_must for one in found),
        "board": read_board(digest, show, request.user),
        "show": show,
        "intro_html": markup.render(digest.intro) if digest.intro else "",
        "changed_mind_html": markup.render(digest.changed_mind)
        if digest.changed_mind
        else "",
        "outro_html": markup.render(digest.outro) if digest.outro else "",
    }
    return render(request, "digest/board.html", context)


@require_POST
@editors_only
def pick(request: SignedInRequest, public_id: str) -> HttpResponse:
    candidate = _candidate(request, public_id)
    try:
        item = actions.pick(
            digest=candidate.digest, answer=candidate.answer, by=request.user
        )
    except actions.CannotPick as refusal:
        messages.error(request, str(refusal))
        return _to_board(public_id)
    return _to_board(public_id, f"i-{item.public_id}")


@require_POST
@editors_only
def dismiss(request: SignedInRequest, public_id: str) -> HttpResponse:
    actions.dismiss(candidate=_candidate(request, public_id), by=request.user)
    return _to_board(public_id)


@require_POST
@editors_only
def put_aside(request: SignedInRequest, public_id: str) -> HttpResponse:
    actions.put_aside(candidate=_candidate(request, public_id), by=request.user)
    return _to_board(public_id)


@require_POST
@editors_only
def reconsider(request: SignedInRequest, public_id: str) -> HttpResponse:
    actions.reconsider(candidate=_candidate(request, public_id), by=request.user)
    return _to_board(public_id)


@require_POST
@editors_only
def unpick(request: SignedInRequest, public_id: str) -> HttpResponse:
    item = _item(public_id)
    actions.unpick(item=item, by=request.user)
    return _to_board(item.digest.public_id)


@require_POST
@editors_only
def leave_all_unanswered(request: SignedInRequest, public_id: str) -> HttpResponse:
    digest = get_object_or_404(Digest, public_id=public_id)
    actions.leave_all_unanswered(digest=digest, by=request.user)
    messages.success(request, "No reply is asked for any more.")
    return _to_board(public_id)


@require_POST
@editors_only
def leave_unanswered(request: SignedInRequest, public_id: str) -> HttpResponse:
    """On or off, as the form says: sending it twice is the same as once."""
    item = _item(public_id)
    actions.leave_unanswered(
        item=item, by=request.user, is_meant=not request.POST.get("off")
    )
    return _to_board(item.digest.public_id, f"i-{item.public_id}")


@require_POST
@editors_only
def also(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Somebody who is named beside a quotation: leave them out, or name them still."""
    item, form = _item(public_id), BesideForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("Say which answer is meant.")
    key, still = form.cleaned_data["answer"], form.cleaned_data["still"]
    if key not in dict(said(item.also)):
        # Somebody else left it out, or never was it there: the board shows.
        return _to_board(item.digest.public_id, f"i-{item.public_id}")
    answer = get_object_or_404(Answer, public_id=key)
    try:
        if still:
            actions.say_still(item=item, answer=answer, by=request.user, newest=still)
        else:
            actions.leave_out(item=item, answer=answer, by=request.user)
    except actions.Overtaken as refusal:
        messages.warning(request, str(refusal))
    return _to_board(item.digest.public_id, f"i-{item.public_id}")


@require_POST
@editors_only
def take_reply(request: SignedInRequest, public_id: str) -> HttpResponse:
    item = _item(public_id)
    key = printable(request.POST.get("reply", ""))
    reply = get_object_or_404(Answer, public_id=key)
    try:
        actions.take_reply(item=item, reply=reply, by=request.user)
    except actions.CannotTakeReply as refusal:
        messages.warning(request, str(refusal))
    return _to_board(item.digest.public_id, f"i-{item.public_id}")


@require_POST
@editors_only
def move_item(request: SignedInRequest, public_id: str) -> HttpResponse:
    item, form = _item(public_id), MoveForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("Say -1 for up or 1 for down.")
    actions.move_item(item=item, by=request.user, steps=form.cleaned_data["steps"])
    return _to_board(item.digest.public_id, f"i-{item.public_id}")


@require_POST
@editors_only
def move_group(request: SignedInRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(Group.objects.select_related("digest"), pk=pk)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("Say -1 for up or 1 for down.")
    actions.move_group(group=group, by=request.user, steps=form.cleaned_data["steps"])
    return _to_board(group.digest.public_id, f"g-{group.pk}")


@require_POST
@editors_only
def arrange(request: SignedInRequest, public_id: str) -> HttpResponse:
    digest, form = (
        get_object_or_404(Digest, public_id=public_id),
        OrderForm(request.POST),
    )
    if not form.is_valid():
        return HttpResponseBadRequest("This is not an order of groups and items.")
    try:
        actions.arrange(
            digest=digest, by=request.user, order=form.cleaned_data["order"]
        )
    except actions.Rearranged as refusal:
        messages.warning(request, str(refusal))
    return _to_board(public_id)


def _candidate(request: SignedInRequest, public_id: str) -> Candidate:
    return get_object_or_404(
        Candidate.objects.select_related("digest", "answer"),
        digest__public_id=public_id,
        answer__public_id=printable(request.POST.get("answer", "")),
    )


def _item(public_id: str) -> Item:
    rows = Item.objects.select_related("digest", "answer")
    return get_object_or_404(rows, public_id=public_id)


def _to_board(public_id: str, anchor: str = "") -> HttpResponse:
    url = reverse("desk:board", args=[public_id])
    return redirect(f"{url}#{anchor}" if anchor else url)
