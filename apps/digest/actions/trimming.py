"""Which of the reader's words stay."""

from django.db import transaction

from apps.accounts.models import User
from apps.answers.models import Revision
from apps.digest import excerpts
from apps.digest.actions.history import changing
from apps.digest.carrying import Carried, carry
from apps.digest.models import Item
from apps.digest.quotations import Sight, gone_because, quote_of, quoted_or_trouble


class CannotTrim(Exception):
    """The excerpt cannot be quoted; the message is fit to show."""


class Overtaken(Exception):
    """Something changed since the editor opened the page; the message says what."""


@transaction.atomic
def trim(
    *, item: Item, by: User, excerpt: excerpts.Excerpt, seen: Sight | None = None
) -> None:
    """Keep only these spans of the stored revision.

    `seen` is what the page showed that they were marked on. Raises CannotTrim, and
    Overtaken where the answer or its excerpt has changed since.
    """
    with changing(item.digest_id, by=by, words="Trimmed", answer=item.answer):
        fresh = _fresh(item)
        now = Sight.of(fresh)
        if seen and seen != now:
            raise Overtaken(_what_changed(seen, now))
        try:
            quote_of(fresh.revision.body, excerpt)
        except excerpts.ExcerptBroken as broken:
            raise CannotTrim(str(broken)) from broken
        fresh.excerpt = excerpts.to_json(excerpt)
        fresh.save(update_fields=["excerpt"])


@transaction.atomic
def take_new_words(*, item: Item, by: User) -> Carried:
    """Quote the answer as it is now, cut as before where the words are found again.

    Doing it twice changes nothing. Raises CannotTrim.
    """
    words = "Took the newer words"
    with changing(item.digest_id, by=by, words=words, answer=item.answer):
        fresh = _fresh(item)
        newest = Revision.objects.get(
            answer=fresh.answer, number=fresh.answer.revision_number
        )
        if newest == fresh.revision:
            return Carried(excerpts.from_json(fresh.excerpt))
        carried = carry(fresh.revision.body, _stored(fresh), newest.body)
        fresh.revision, fresh.excerpt = newest, excerpts.to_json(carried.excerpt)
        fresh.save(update_fields=["revision", "excerpt"])
        return carried


@transaction.atomic
def keep_older_words(*, item: Item, by: User, newest: int) -> None:
    """Quote the older words on purpose, having seen the answer's version `newest`.

    Doing it twice changes nothing. Raises CannotTrim, and Overtaken where the answer
    was edited once more.
    """
    words = "Kept the older words"
    with changing(item.digest_id, by=by, words=words, answer=item.answer):
        fresh = _fresh(item)
        if fresh.answer.revision_number != newest:
            raise Overtaken(
                "The answer was edited once more: look at what changed now."
            )
        if fresh.is_outdated:
            fresh.settled_revision = newest
            fresh.save(update_fields=["settled_revision"])


def _stored(item: Item) -> excerpts.Excerpt:
    """The stored excerpt, or the whole text where it is broken."""
    if quoted_or_trouble(item)[1]:
        return excerpts.whole(item.revision.body)
    return excerpts.from_json(item.excerpt)


def _fresh(item: Item) -> Item:
    """As it is now. Raises CannotTrim where it is gone, or may not be quoted."""
    rows = Item.objects.select_related("answer__author", "answer__root", "revision")
    fresh = rows.filter(pk=item.pk).first()
    if fresh is None:
        raise CannotTrim("Another editor took this quotation out of the draft.")
    if gone := gone_because(fresh):
        raise CannotTrim(gone)
    return fresh


def _what_changed(seen: Sight, now: Sight) -> str:
    if seen.revision != now.revision:
        return "Another editor took the answer’s newer words just now. Send it again."
    if seen.current != now.current:
        return (
            "The answer was edited while you were cutting it; what changed is below. "
            "Your cut is not saved yet: it is still marked here. Save again to keep "
            "quoting the older words."
        )
    return (
        "Another editor cut this quotation meanwhile. Your cut is not saved yet: it is "
        "still marked here. Save again to put it in place of theirs, shown below."
    )
