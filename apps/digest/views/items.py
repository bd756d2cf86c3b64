"""One item of a draft: finding it, and what is said where it is no longer there."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import render

from apps.accounts.types import SignedInRequest
from apps.digest.models import Item
from apps.digest.quotations import gone_because

GONE, CONFLICT = 404, 409
ITEM_LOST = "This quotation is no longer in a draft: an editor took it out."
GROUP_LOST = "This group is no longer in a draft: an editor merged it, emptied it or took it away."


def find_item(public_id: str) -> Item | None:
    """With its digest, its answer in context, and its revision. One query."""
    rows = Item.objects.select_related(
        "digest__essay__author",
        "group",
        "answer__author",
        "answer__root",
        "answer__question__essay",
        "answer__question__section__parent",
        "answer__question__parent",
        "revision",
    )
    return rows.filter(public_id=public_id).first()


def item_or_404(public_id: str) -> Item:
    item = find_item(public_id)
    if item is None:
        raise Http404
    return item


def gone_page(
    request: SignedInRequest, item: Item, typed: Iterable[str] = ()
) -> HttpResponse:
    """Its words may not be quoted any more, and are not shown; what was typed is."""
    is_saving = request.method == "POST"
    context = {
        "item": item,
        "digest": item.digest,
        "reason": gone_because(item),
        "is_saving": is_saving,
        "typed": [("In brackets", text) for text in typed],
    }
    status = CONFLICT if is_saving else 200
    return render(request, "digest/item_gone.html", context, status=status)


def lost_page(
    request: SignedInRequest, typed: list[tuple[str, str]], reason: str = ITEM_LOST
) -> HttpResponse:
    """It was taken out of its draft: what was typed for it is given back."""
    context = {
        "reason": reason,
        "is_saving": True,
        "typed": [(label, text) for label, text in typed if text],
    }
    return render(request, "digest/item_gone.html", context, status=GONE)
