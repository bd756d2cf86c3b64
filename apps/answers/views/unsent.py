"""An answer that was sent after the session had ended: kept until its writer signs in."""

from django.http import HttpRequest

from apps.answers.forms import credit_in, passages_in
from apps.answers.models import MAX_PASSAGE, MAX_PASSAGES
from apps.answers.quoting import as_json
from apps.drafts import unsent
from apps.drafts.unsent import restore

__all__ = ["keep", "restore"]


def keep(request: HttpRequest, place: str) -> bool:
    """Remember the text in the session; whether there was something to remember."""
    rows = as_json(passages_in(request.POST)[:MAX_PASSAGES])
    passages = [row for row in rows if len(row["exact"]) <= MAX_PASSAGE]
    body = request.POST.get("body", "")
    if not (body.strip() or passages):
        return False
    more = credit_in(request.POST)
    return unsent.keep(request, place, body=body, passages=passages, more=more)
