"""Text that somebody sent after their session had ended: kept until they sign in."""

from django.http import HttpRequest
from django.utils import timezone

from apps.accounts.models import User
from apps.answers import actions
from apps.answers.forms import passages_in
from apps.answers.models import MAX_PASSAGE, MAX_PASSAGES
from apps.answers.quoting import as_json, from_json
from apps.lib.text import clean

_KEY = "unsent"
# A stranger's session is stored for anyone who asks; it must not become a dump.
MAX_KEPT = 20_000


def keep(request: HttpRequest, place: str) -> bool:
    """Remember the text in the session; whether there was something to remember."""
    body = request.POST.get("body", "")
    passages = passages_in(request.POST)[:MAX_PASSAGES]
    if not (body.strip() or passages):
        return False
    request.session[_KEY] = {
        "place": place,
        "body": clean(body)[:MAX_KEPT],
        "passages": [
            row for row in as_json(passages) if len(row["exact"]) <= MAX_PASSAGE
        ],
    }
    return True


def restore(request: HttpRequest, person: User) -> None:
    """Turn what was kept into a draft of the person who has signed in."""
    kept = request.session.pop(_KEY, None)
    if kept is None:
        return
    passages = from_json(kept.pop("passages", []))
    try:
        actions.save_draft(by=person, at=timezone.now(), passages=passages, **kept)
    except actions.NoSuchPlace:
        # The stranger's form named a place by hand; there is nowhere to show it.
        return
