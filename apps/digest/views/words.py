"""The editor's words around the quotations, and the trim of each quotation."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.digest import actions, excerpts
from apps.digest.forms import DigestForm, GroupForm, ItemForm, WordsForm
from apps.digest.models import Digest, Group, Item
from apps.digest.quotations import quoted_or_trouble
from apps.lib import markup

CONFLICT, REFUSED = 409, 422


@require_http_methods(["GET", "POST"])
@editors_only
def describe(request: SignedInRequest, public_id: str) -> HttpResponse:
    digest = get_object_or_404(Digest.objects.in_context(), public_id=public_id)
    return _words(
        request,
        digest,
        DigestForm,
        title="Title, introduction and closing words",
        digest=digest,
        save=lambda was, now: actions.describe(
            digest=digest, by=request.user, was=was, now=now
        ),
    )


@require_http_methods(["GET", "POST"])
@editors_only
def word_group(request: SignedInRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(Group.objects.select_related("digest"), pk=pk)
    return _words(
        request,
        group,
        GroupForm,
        prefix=f"g{pk}",
        title="Heading and lead-in",
        digest=group.digest,
        anchor=f"g-{pk}",
        save=lambda was, now: actions.word_group(
            group=group, by=request.user, was=was, now=now
        ),
    )


@require_http_methods(["GET", "POST"])
@editors_only
def word_item(request: SignedInRequest, public_id: str) -> HttpResponse:
    item = _item(public_id)
    return _words(
        request,
        item,
        ItemForm,
        prefix=f"i{public_id}",
        title=f"Around the words of {item.answer.author.shown_name}",
        digest=item.digest,
        anchor=f"i-{public_id}",
        save=lambda was, now: actions.word_item(
            item=item, by=request.user, was=was, now=now
        ),
    )


@require_http_methods(["GET", "POST"])
@editors_only
def trim(request: SignedInRequest, public_id: str) -> HttpResponse:
    item = _item(public_id)
    if not item.is_quotable:
        raise Http404
    source = item.revision.body
    if request.method == "POST":
        kept = request.POST.getlist("keep")
        ticks = {int(tick) for tick in kept if tick.isdecimal() and len(tick) < 10}
        try:
            excerpt = excerpts.from_ticks(source, ticks)
            if "preview" not in request.POST:
                actions.trim(item=item, by=request.user, excerpt=excerpt)
                return _to_board(item.digest, f"i-{public_id}")
            excerpts.verify(source, excerpt)
        except (actions.CannotTrim, excerpts.ExcerptBroken) as refusal:
            messages.error(request, str(refusal))
            return _trim_page(request, item, ticks, "", status=REFUSED)
        quote = excerpts.assemble(source, excerpt)
        return _trim_page(request, item, ticks, quote)
    quote, trouble = quoted_or_trouble(item)
    if trouble:
        messages.warning(request, f"{trouble} Below is the whole answer: cut it again.")
        excerpt = excerpts.whole(source)
    else:
        excerpt = excerpts.from_json(item.excerpt)
    return _trim_page(request, item, excerpts.ticked(source, excerpt), quote)


def _trim_page(
    request: SignedInRequest, item: Item, ticks: set[int], quote: str, status: int = 200
) -> HttpResponse:
    source = item.revision.body
    units = [
        {
            "number": number,
            "text": text,
            "is_kept": number in ticks,
            "ends_paragraph": "\n" in source[end : end + 2],
        }
        for number, (_, end, text) in enumerate(excerpts.sentences(source))
    ]
    context = {
        "item": item,
        "digest": item.digest,
        "units": units,
        "preview_html": markup.render(quote) if quote else "",
    }
    return render(request, "digest/trim.html", context, status=status)


def _words(
    request: SignedInRequest,
    row: Digest | Group | Item,
    form_class: type[WordsForm],
    *,
    title: str,
    digest: Digest,
    save: Callable[[dict[str, str], dict[str, str]], None],
    prefix: str = "",
    anchor: str = "",
) -> HttpResponse:
    if request.method != "POST":
        form = form_class.opened_on(row, prefix=prefix)
        return _words_page(request, form, title, digest)
    form = form_class(request.POST, prefix=prefix)
    if not form.is_valid():
        return _words_page(request, form, title, digest, status=REFUSED)
    try:
        save(form.was(), form.now())
    except actions.Conflict as conflict:
        messages.warning(request, str(conflict))
        row.refresh_from_db()
        # Saving again then replaces the words that are shown beside the form.
        fresh = form_class(_seen(form, row, prefix), prefix=prefix)
        fresh.is_valid()
        stored = [
            (str(form.fields[name].label or name), getattr(row, name))
            for name in form.of
        ]
        return _words_page(request, fresh, title, digest, CONFLICT, stored)
    return _to_board(digest, anchor)


def _seen(form: WordsForm, row: Digest | Group | Item, prefix: str) -> dict[str, Any]:
    """What was typed, based on what is stored now."""
    lead = f"{prefix}-" if prefix else ""
    typed = {f"{lead}{name}": text for name, text in form.now().items()}
    stored = {f"{lead}was_{name}": getattr(row, name) for name in form.of}
    return typed | stored


def _words_page(
    request: SignedInRequest,
    form: WordsForm,
    title: str,
    digest: Digest,
    status: int = 200,
    stored: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    context = {"form": form, "title": title, "digest": digest, "stored": stored}
    return render(request, "digest/words.html", context, status=status)


def _item(public_id: str) -> Item:
    return get_object_or_404(
        Item.objects.select_related(
            "digest", "answer__author", "answer__root", "revision"
        ),
        public_id=public_id,
    )


def _to_board(digest: Digest, anchor: str = "") -> HttpResponse:
    url = reverse("desk:board", args=[digest.public_id])
    return redirect(f"{url}#{anchor}" if anchor else url)
