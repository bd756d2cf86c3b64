"""What a person has typed is kept on the server until it is sent or emptied."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.drafts import places
from apps.drafts.models import Draft


class NoSuchPlace(Exception):
    """There is nothing at that place to write about."""


class DraftIsFull(Exception):
    """A draft has no room for what was to be added; the message is fit to show."""


@transaction.atomic
def save_draft(
    *,
    by: User,
    place: str,
    body: str,
    at: datetime,
    passages: Sequence[Mapping[str, Any]] = (),
    more: Mapping[str, str] | None = None,
) -> None:
    """Keep what a form holds; a form without any text is forgotten.

    Raises NoSuchPlace.
    """
    more = dict(more or {})
    if not (body.strip() or passages or any(text.strip() for text in more.values())):
        drop_draft(by=by, place=place)
        return
    if not places.exists(place):
        raise NoSuchPlace(place)
    Draft.objects.update_or_create(
        person=by,
        place=place,
        defaults={
            "body": body,
            "passages": list(passages),
            "more": more,
            "saved_at": at,
        },
    )


@transaction.atomic
def add_to_draft(
    *,
    by: User,
    place: str,
    body: str,
    at: datetime,
    passages: Sequence[Mapping[str, Any]] = (),
    more: Mapping[str, str] | None = None,
) -> bool:
    """Keep what a form holds below the draft of that place, and no words twice; whether
    there was one that said something else.

    Of two choices the new one holds. Raises NoSuchPlace or DraftIsFull.
    """
    draft = Draft.objects.select_for_update().filter(person=by, place=place).first()
    if draft is None:
        save_draft(by=by, place=place, body=body, at=at, passages=passages, more=more)
        return False
    was = {"body": draft.body, **draft.more}
    typed = {"body": body, **(more or {})}
    both = {
        name: _both(was.get(name, ""), typed.get(name, ""))
        for name in ("body", *places.texts(place))
    }
    chosen = {name: said for name, said in typed.items() if said and name not in both}
    draft.more |= chosen | {name: text for name, text in both.items() if name != "body"}
    draft.body, draft.saved_at = both["body"], at
    draft.passages += [each for each in passages if each not in draft.passages]
    if not places.has_room(place, draft.body, draft.passages, draft.more):
        raise DraftIsFull(
            "Your draft has no room for what you typed before you signed in. "
            "Shorten or throw away the draft; the other words are kept meanwhile."
        )
    draft.save()
    return any(
        text not in (was.get(name, ""), typed.get(name, ""))
        for name, text in both.items()
    )


def _both(before: str, typed: str) -> str:
    """The one text below the other, or the one that holds the other."""
    if _holds(typed, before):
        return typed
    if _holds(before, typed):
        return before
    return f"{before.rstrip()}\n\n{typed}"


def _holds(text: str, part: str) -> bool:
    """Whether the part stands in the text as whole paragraphs, or is empty."""
    part = part.strip()
    return not part or f"\n\n{part}\n\n" in f"\n\n{text.strip()}\n\n"


def drop_draft(*, by: User, place: str) -> None:
    Draft.objects.filter(person=by, place=place).delete()


def drop_sent(
    *, by: User, place: str, body: str, more: Mapping[str, str] | None = None
) -> None:
    """Forget the draft where each of its paragraphs was sent, with a slip mended or not;
    `more` holds the other fields with prose. Two queries at most."""
    draft = Draft.objects.filter(person=by, place=place).first()
    if draft is None:
        return
    sent = {"body": body, **(more or {})}
    begun = {"body": draft.body, **draft.more}
    names = ("body", *places.texts(place))
    if all(_is_sent(begun.get(name, ""), sent.get(name, "")) for name in names):
        draft.delete()


def _is_sent(begun: str, sent: str) -> bool:
    """Whether most words of each paragraph stand in what was sent."""
    said = Counter(sent.split())
    paragraphs = [Counter(each.split()) for each in begun.split("\n\n")]
    return all(
        (words & said).total() * 2 > words.total() for words in paragraphs if words
    )


@transaction.atomic
def move_draft(*, by: User, place: str, to: str) -> None:
    """Unless something is typed there already: then both stay. Two queries."""
    if not Draft.objects.filter(person=by, place=to).exists():
        Draft.objects.filter(person=by, place=place).update(place=to)
