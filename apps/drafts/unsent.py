"""Text that somebody sent after their session had ended: kept until they sign in."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from apps.accounts.models import User
from apps.drafts.actions import NoSuchPlace, save_draft
from apps.lib.text import clean

_KEY = "unsent"
# A stranger's session is stored for anyone who asks; it must not become a dump.
MAX_KEPT = 20_000


def keep(
    request: HttpRequest,
    place: str,
    *,
    body: str,
    passages: Sequence[Mapping[str, Any]] = (),
    more: Mapping[str, str] | None = None,
) -> bool:
    """Remember the form in the session; whether there was something to remember."""
    others = {name: clean(text)[:MAX_KEPT] for name, text in (more or {}).items()}
    if not (body.strip() or passages or any(map(str.strip, others.values()))):
        return False
    request.session[_KEY] = {
        "place": place,
        "body": clean(body)[:MAX_KEPT],
        "passages": list(passages),
        "more": others,
    }
    return True


def restore(request: HttpRequest, person: User) -> None:
    """Turn what was kept into a draft of the person who has signed in."""
    kept = request.session.pop(_KEY, None)
    if kept is None:
        return
    try:
        save_draft(by=person, at=timezone.now(), **kept)
    except NoSuchPlace:
        # The stranger's form named a place by hand; there is nowhere to show it.
        return
