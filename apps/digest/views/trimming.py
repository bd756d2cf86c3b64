"""The page on which an editor marks what stays of an answer."""

import json
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.answers.models import Revision
from apps.digest import actions, excerpts
from apps.digest.carrying import Carried, carry
from apps.digest.contexts import context_of
from apps.digest.cuts import joined
from apps.digest.documents import item_for_readers
from apps.digest.forms import TrimForm
from apps.digest.models import Item
from apps.digest.presentation import shown_item
from apps.digest.quotations import (
    Sight,
    changed_since,
    gone_because,
    quote_of,
    quoted_or_trouble,
)
from apps.digest.views.items import find_item, gone_page, item_or_404, lost_page
from apps.lib.text import clip, words

CONFLICT, REFUSED = 409, 422
UNSEEN = (
    "What your cut was marked on came through garbled. It is not saved yet: it is still "
    "marked here. Look at it once more, and keep it."
)
KEYS = (
    ("↑ ↓ or k j", "the sentence before and the next one"),
    ("Space", "keep the sentence, or cut it"),
    ("← →", "the words of the sentence, one by one"),
    ("x", "cut the word, or what is selected; once more keeps it"),
    ("i", "insert your words before it, in brackets"),
    ("a", "keep all"),
    ("z", "undo"),
    ("Ctrl Enter", "keep this cut"),
    ("o", "the whole answer"),
    ("r", "your words around it"),
    ("b", "back to the board"),
)


@dataclass(frozen=True, slots=True)
class Cut:
    """One state of the page: an excerpt with its words, or a sentence about why not."""

    excerpt: excerpts.Excerpt
    quote: str = ""
    refusal: str = ""
    typed: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def trim(request: SignedInRequest, public_id: str) -> HttpResponse:
    """See it cut, and keep the cut. A preview saves nothing."""
    if request.method != "POST":
        return _opened(request, item_or_404(public_id))
    form, item = TrimForm(request.POST), find_item(public_id)
    if item is None:
        return lost_page(request, [("The words you were cutting", form.typed_words())])
    if gone_because(item):
        return gone_page(request, item, form.insertions())
    marked_on = _marked_on(item, form.sight())
    cut = _wanted(form, marked_on.body)
    if marked_on != item.revision:
        return _moved(request, item, cut, marked_on.body)
    if cut.refusal:
        return _page(request, item, cut, status=REFUSED)
    if {"preview", "by_typing", "all"}.intersection(request.POST):
        return _page(request, item, cut)
    return _kept(request, item, cut, form.sight())


def _opened(request: SignedInRequest, item: Item) -> HttpResponse:
    if gone_because(item):
        return gone_page(request, item)
    quote, trouble = quoted_or_trouble(item)
    if not trouble:
        return _page(request, item, Cut(excerpts.from_json(item.excerpt), quote))
    source = item.revision.body
    messages.warning(request, f"{trouble} Below is the whole answer: cut it again.")
    return _page(request, item, Cut(excerpts.whole(source), source))


def _wanted(form: TrimForm, source: str) -> Cut:
    typed = form.typed_words() if "by_typing" in form.data else ""
    excerpt: excerpts.Excerpt = ()
    try:
        excerpt = form.marked(source)
        excerpt = form.wanted(source)
        return Cut(excerpt, quote_of(source, excerpt))
    except excerpts.ExcerptBroken as broken:
        return Cut(excerpt, refusal=str(broken), typed=typed)


def _kept(
    request: SignedInRequest, item: Item, cut: Cut, seen: Sight | None
) -> HttpResponse:
    if seen is None:
        messages.warning(request, UNSEEN)
        return _overtaken_page(request, item, cut)
    try:
        actions.trim(item=item, by=request.user, excerpt=cut.excerpt, seen=seen)
    except actions.Overtaken as overtaken:
        messages.warning(request, str(overtaken))
        return _overtaken_page(request, item, cut)
    except actions.CannotTrim as refusal:
        return _page(request, item, Cut(cut.excerpt, refusal=str(refusal)), REFUSED)
    url = reverse("desk:board", args=[item.digest.public_id])
    return redirect(f"{url}#i-{item.public_id}")


def _marked_on(item: Item, seen: Sight | None) -> Revision:
    """The version whose words the editor had before them."""
    if seen is None or seen.revision == item.revision.number:
        return item.revision
    was = item.answer.revisions.filter(number=seen.revision, is_public=True).first()
    return was or item.revision


def _moved(
    request: SignedInRequest, item: Item, cut: Cut, marked_on: str
) -> HttpResponse:
    """Another version is quoted by now: the cut made again in its words."""
    messages.warning(
        request,
        "Another editor took the answer’s newer words meanwhile. Your cut is not saved "
        "yet: it is below, made again in the words that are quoted now.",
    )
    if cut.refusal:
        return _page(request, item, cut, CONFLICT)
    again = carry(marked_on, cut.excerpt, item.revision.body).excerpt
    return _overtaken_page(
        request, item, Cut(again, quote_of(item.revision.body, again))
    )


def _overtaken_page(request: SignedInRequest, item: Item, cut: Cut) -> HttpResponse:
    """What is stored now, with the editor's own cut still marked."""
    fresh = item_or_404(item.public_id)
    theirs, _ = quoted_or_trouble(fresh)
    more = {"theirs": theirs if theirs != cut.quote else ""}
    return _page(request, fresh, cut, CONFLICT, more)


def _page(
    request: SignedInRequest,
    item: Item,
    cut: Cut,
    status: int = 200,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    source, answer = item.revision.body, item.answer
    context = {
        "item": item,
        "digest": item.digest,
        "question": answer.question,
        "units": _units(source, cut.excerpt),
        "marked": json.dumps(excerpts.to_json(cut.excerpt)),
        "seen": str(Sight.of(item)),
        "refusal": cut.refusal,
        "typed": cut.typed or cut.quote,
        "one": shown_item(item_for_readers(item, cut.quote)) if cut.quote else None,
        "words_before": words(source),
        "words_after": words(cut.quote),
        "is_preview": True,
        "typed_open": bool(cut.typed),
        "context": None
        if "preview" in request.POST
        else context_of(item.digest, answer),
        "keys": KEYS,
        "changes": changed_since(item),
        **(more or {}),
    }
    return render(request, "digest/trim.html", context, status=status)


def _units(source: str, excerpt: excerpts.Excerpt) -> list[dict[str, Any]]:
    """The sentences with what of them is kept: `pieces` are (text, is kept)."""
    spans, ticks = joined(source, excerpt), excerpts.ticked(source, excerpt)
    units = []
    for number, (start, end, text) in enumerate(excerpts.sentences(source)):
        pieces, place = [], start
        for first, last in spans:
            first, last = max(first, start), min(last, end)
            if first < last:
                pieces += [(source[place:first], False), (source[first:last], True)]
                place = last
        pieces.append((source[place:end], False))
        units.append(
            {
                "number": number,
                "start": start,
                "text": text,
                "pieces": [piece for piece in pieces if piece[0]],
                "is_kept": number in ticks,
                "is_partly": number not in ticks and len(pieces) > 1,
                "ends_paragraph": source[end:].replace(" ", "")[:2] == "\n\n",
            }
        )
    return units


@require_POST
@editors_only
def edited(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The answer was edited: quote it as it is now, or as it was."""
    item = item_or_404(public_id)
    board = reverse("desk:board", args=[item.digest.public_id])
    place = redirect(f"{board}#i-{public_id}")
    try:
        if "take" in request.POST:
            carried = actions.take_new_words(item=item, by=request.user)
            messages.success(request, _found_again(carried))
            return redirect("desk:trim", public_id)
        newest = request.POST.get("keep", "")
        if not newest.isdecimal() or len(newest) > 9:
            return HttpResponseBadRequest("Say whether to take or to keep.")
        actions.keep_older_words(item=item, by=request.user, newest=int(newest))
    except (actions.CannotTrim, actions.Overtaken) as refusal:
        messages.error(request, str(refusal))
    return place


def _found_again(carried: Carried) -> str:
    if not carried.lost:
        return "The new words are quoted, cut as before. Look at the cut once more."
    gone = "; ".join(f"“{clip(lost, 60)}”" for lost in carried.lost[:3])
    return f"The new words are quoted. Not found again: {gone}. Look at the cut."
