"""The log of decisions as a page reads it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from apps.decisions.models import Decision

PAGE_SIZE = 50
# Which page shows the thing that was decided about.
_PAGES = {
    "answer": "answer",
    "proposal": "proposal",
    "digest": "digest",
    "question": "question",
}


@dataclass(frozen=True)
class Entry:
    """A decision, what it was about in its own words, and where that is now."""

    decision: Decision
    text: str
    url: str


def page(before: Decision | None) -> tuple[list[Entry], int | None]:
    """The newest decisions, or those before one; and the key to go on from.

    One query.
    """
    rows = Decision.objects.order_by("-decided_at", "-pk")
    if before:
        rows = rows.filter(
            Q(decided_at__lt=before.decided_at)
            | Q(decided_at=before.decided_at, pk__lt=before.pk)
        )
    found = list(rows[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    return list(map(_entry, shown)), shown[-1].pk if len(found) > PAGE_SIZE else None


def _entry(decision: Decision) -> Entry:
    name = _PAGES.get(decision.subject_kind)
    return Entry(
        decision=decision,
        text=_words(decision.snapshot),
        url=reverse(name, args=[decision.subject_id]) if name else "",
    )


def _words(snapshot: dict[str, Any]) -> str:
    """What a thing said or was called when it was decided about."""
    named = (snapshot.get(key) for key in ("body", "text", "title"))
    return next((str(words) for words in named if words), "")
