"""Groups of the draft: made, merged, emptied, taken away."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.digest import actions
from apps.digest.forms import GroupChoiceForm, HeadingForm, JoinForm
from apps.digest.models import Digest, Group, Item


@require_POST
@editors_only
def new_group(request: SignedInRequest, public_id: str) -> HttpResponse:
    digest = get_object_or_404(Digest, public_id=public_id)
    form = HeadingForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.refusal())
        return _to_board(digest)
    heading = form.cleaned_data["heading"]
    group = actions.new_group(digest=digest, heading=heading, by=request.user)
    return _to_board(digest, f"g-{group.pk}")


@require_POST
@editors_only
def merge_groups(request: SignedInRequest, pk: int) -> HttpResponse:
    group = _group(pk)

    def merge() -> str:
        into = _chosen(request, group.digest)
        actions.merge_groups(group=group, into=into, by=request.user)
        return f"g-{into.pk}"

    return _do(request, group.digest, merge)


@require_POST
@editors_only
def join_groups(request: SignedInRequest, public_id: str) -> HttpResponse:
    digest = get_object_or_404(Digest, public_id=public_id)
    form = JoinForm(request.POST)

    def join() -> str:
        if not form.is_valid():
            raise actions.CannotGroup("A heading has 200 characters at most.")
        group = actions.join_groups(
            digest=digest,
            keys=form.keys(),
            heading=form.cleaned_data["heading"],
            by=request.user,
        )
        return f"g-{group.pk}"

    return _do(request, digest, join)


@require_POST
@editors_only
def delete_group(request: SignedInRequest, pk: int) -> HttpResponse:
    group = _group(pk)

    def delete() -> str:
        actions.delete_group(group=group, by=request.user)
        return ""

    return _do(request, group.digest, delete)


@require_POST
@editors_only
def regroup(request: SignedInRequest, public_id: str) -> HttpResponse:
    item = get_object_or_404(
        Item.objects.select_related("digest", "answer"), public_id=public_id
    )

    def move() -> str:
        group = _chosen(request, item.digest)
        actions.regroup(item=item, group=group, by=request.user)
        return f"i-{item.public_id}"

    return _do(request, item.digest, move)


def _do(
    request: SignedInRequest, digest: Digest, action: Callable[[], str]
) -> HttpResponse:
    try:
        return _to_board(digest, action())
    except actions.CannotGroup as refusal:
        messages.error(request, str(refusal))
        return _to_board(digest)


def _chosen(request: SignedInRequest, digest: Digest) -> Group:
    form = GroupChoiceForm(request.POST)
    found = form.is_valid() and digest.groups.filter(pk=form.cleaned_data["group"])
    group = found.first() if found else None
    if group is None:
        raise actions.CannotGroup("Choose a group of this draft that is still there.")
    return group


def _group(pk: int) -> Group:
    return get_object_or_404(Group.objects.select_related("digest"), pk=pk)


def _to_board(digest: Digest, anchor: str = "") -> HttpResponse:
    url = reverse("desk:board", args=[digest.public_id])
    return redirect(f"{url}#{anchor}" if anchor else url)
