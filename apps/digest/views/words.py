"""The editor's words around the quotations."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.digest import actions
from apps.digest.contexts import context_of
from apps.digest.documents import item_for_readers
from apps.digest.forms import DigestForm, GroupForm, ItemForm, WordsForm
from apps.digest.models import Digest, Group, Item
from apps.digest.presentation import shown_item
from apps.digest.quotations import changed_since, gone_because, quoted_or_trouble
from apps.digest.views.items import GROUP_LOST, ITEM_LOST, find_item, lost_page

CONFLICT, REFUSED = 409, 422
KEYS = (
    ("t", "trim the quotation"),
    ("o", "the whole answer"),
    ("b", "back to the board"),
    ("Ctrl Enter", "save, while you write"),
)


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
            digest=digest, by=request.user, was=was, now=now, goes_on=_goes_on(request)
        ),
    )


@require_http_methods(["GET", "POST"])
@editors_only
def word_group(request: SignedInRequest, pk: int) -> HttpResponse:
    group = Group.objects.select_related("digest").filter(pk=pk).first()
    if group is None:
        return _lost(request, GroupForm(request.POST, prefix=f"g{pk}"))
    return _words(
        request,
        group,
        GroupForm,
        prefix=f"g{pk}",
        title="Heading and lead-in",
        digest=group.digest,
        anchor=f"g-{pk}",
        save=lambda was, now: actions.word_group(
            group=group, by=request.user, was=was, now=now, goes_on=_goes_on(request)
        ),
    )


@require_http_methods(["GET", "POST"])
@editors_only
def word_item(request: SignedInRequest, public_id: str) -> HttpResponse:
    item = find_item(public_id)
    if item is None:
        return _lost(request, ItemForm(request.POST, prefix=f"i{public_id}"))
    return _words(
        request,
        item,
        ItemForm,
        prefix=f"i{public_id}",
        title=f"Around the words of {item.answer.author.shown_name}",
        digest=item.digest,
        anchor=f"i-{public_id}",
        save=lambda was, now: actions.word_item(
            item=item, by=request.user, was=was, now=now, goes_on=_goes_on(request)
        ),
    )


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
    item = row if isinstance(row, Item) else None
    if request.method != "POST":
        form = form_class.opened_on(row, prefix=prefix)
        return _words_page(request, form, title, digest, item)
    form = form_class(request.POST, prefix=prefix)
    if not form.is_valid():
        return _words_page(request, form, title, digest, item, status=REFUSED)
    try:
        save(form.was(), form.now())
    except actions.Gone:
        return _lost(request, form)
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
        return _words_page(request, fresh, title, digest, item, CONFLICT, stored)
    if _goes_on(request):
        row.refresh_from_db()
        return _words_page(
            request, form_class.opened_on(row, prefix), title, digest, item
        )
    return _to_board(digest, anchor)


def _goes_on(request: SignedInRequest) -> bool:
    """Whether this is saved while somebody types: see js/saving.js."""
    return "autosave" in request.POST


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
    item: Item | None,
    status: int = 200,
    stored: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    context = {"form": form, "title": title, "digest": digest, "stored": stored}
    if item:
        context |= _around(item)
    return render(request, "digest/words.html", context, status=status)


def _around(item: Item) -> dict[str, Any]:
    """The quotation that the words are about, and all that is around it."""
    gone = gone_because(item)
    is_cut = item.is_quote and not gone
    quote, trouble = quoted_or_trouble(item) if is_cut else ("", "")
    is_shown = quote or not (item.is_quote or gone)
    return {
        "item": item,
        "gone": gone or trouble,
        "changes": changed_since(item),
        "one": shown_item(item_for_readers(item, quote)) if is_shown else None,
        "is_preview": True,
        "context": None if gone else context_of(item.digest, item.answer),
        "keys": KEYS,
    }


def _lost(request: SignedInRequest, form: WordsForm) -> HttpResponse:
    if request.method != "POST":
        raise Http404
    labels = [(str(form.fields[name].label or name), name) for name in form.of]
    typed = [(label, str(form[name].value() or "")) for label, name in labels]
    is_group = isinstance(form, GroupForm)
    return lost_page(request, typed, GROUP_LOST if is_group else ITEM_LOST)


def _to_board(digest: Digest, anchor: str = "") -> HttpResponse:
    url = reverse("desk:board", args=[digest.public_id])
    return redirect(f"{url}#{anchor}" if anchor else url)
