"""The editor's own words around the quotations."""

from django.db import transaction

from apps.accounts.models import User
from apps.digest.actions.history import changing
from apps.digest.models import Digest, Group, Item


class Conflict(Exception):
    """Somebody else changed the same words since the writer opened them."""


class Gone(Exception):
    """What the words belong to is no longer in the draft."""


_LABELS = {
    "title": "title",
    "subtitle": "subtitle",
    "intro": "introduction",
    "changed_mind": "what you changed your mind about",
    "outro": "closing words",
    "heading": "heading",
    "kind": "kind",
    "verb": "verb",
    "said": "words for it",
    "lead_in": "lead-in",
    "reply": "reply",
}
Words = dict[str, str]


@transaction.atomic
def describe(
    *, digest: Digest, by: User, was: Words, now: Words, goes_on: bool = False
) -> None:
    """Set title, subtitle, intro, changed_mind and outro. Raises Conflict.

    Here and below: `was` is what the writer saw; `goes_on` when it is saved while they
    type, so that a sentence is one step of the history and not fifty.
    """
    words = f"Changed {_told(was, now)}"
    with changing(digest.pk, by=by, words=words, goes_on=goes_on) as digest:
        _write(digest, was, now)


@transaction.atomic
def word_group(
    *, group: Group, by: User, was: Words, now: Words, goes_on: bool = False
) -> None:
    """Set a group's heading and lead-in. Raises Conflict, and Gone."""
    words = f"Changed {_told(was, now)} of “{was['heading']}”"
    with changing(group.digest_id, by=by, words=words, goes_on=goes_on):
        fresh = Group.objects.filter(pk=group.pk).first()
        if fresh is None:
            raise Gone
        _write(fresh, was, now)


@transaction.atomic
def word_item(
    *, item: Item, by: User, was: Words, now: Words, goes_on: bool = False
) -> None:
    """Set an item's kind, verb, lead-in, words and reply. Raises Conflict, and Gone."""
    with changing(
        item.digest_id,
        by=by,
        words=f"Changed {_told(was, now)}",
        answer=item.answer,
        goes_on=goes_on,
    ):
        fresh = Item.objects.filter(pk=item.pk).first()
        if fresh is None:
            raise Gone
        _write(fresh, was, now)
        if fresh.reply and fresh.no_reply:
            fresh.no_reply = False
            fresh.save(update_fields=["no_reply"])
        if fresh.reply_from and not fresh.reply:
            fresh.reply_from = ""
            fresh.save(update_fields=["reply_from"])


@transaction.atomic
def leave_unanswered(*, item: Item, by: User, is_meant: bool = True) -> None:
    """Say that no reply is needed here, or take that back. Twice is the same as once.

    Where there is a reply it changes nothing.
    """
    words = "No reply needed" if is_meant else "A reply is still to come"
    with changing(item.digest_id, by=by, words=words, answer=item.answer):
        Item.objects.filter(pk=item.pk, reply="").update(no_reply=is_meant)


@transaction.atomic
def leave_all_unanswered(*, digest: Digest, by: User) -> None:
    """Say of everything without a reply that none is needed; twice is as once."""
    words = "No reply needed, wherever there is none"
    with changing(digest.pk, by=by, words=words) as digest:
        Item.objects.filter(digest=digest, reply="").update(no_reply=True)


def _told(was: Words, now: Words) -> str:
    """Such as "verb and reply": for the history."""
    labels = [_LABELS[name] for name in now if now[name] != was.get(name)]
    return " and ".join(part for part in (", ".join(labels[:-1]), *labels[-1:]) if part)


def _write(row: Digest | Group | Item, was: Words, now: Words) -> None:
    """Field by field: the stored words must be those the writer saw, or wanted.

    Fields that `now` does not name stay as they are.
    """
    changed = [field for field in now if getattr(row, field) != now[field]]
    lost = [field for field in changed if getattr(row, field) != was[field]]
    if lost:
        raise Conflict(
            "Another editor changed these words while you were writing. Both "
            "versions are below; put them together and save again."
        )
    for field in changed:
        setattr(row, field, now[field])
    row.save(update_fields=changed)
