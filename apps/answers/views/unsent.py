"""An answer that was sent after the session had ended: kept until its writer signs in."""

from django.http import HttpRequest

from apps.answers.forms import passages_in
from apps.answers.models import MAX_PASSAGE, MAX_PASSAGES
from apps.answers.quoting import as_json
from apps.drafts import unsent
from apps.drafts.unsent import restore

__all__ = ["keep", "restore"]


def keep(request: HttpRequest, place: str) -> bool:
    """Remember the text in the session; whether there was something to remember."""
    rows = as_json(passages_in(request.POST)[:MAX_PASSAGES])
    passages = [row for row in rows if len(row["exact"]) <= MAX_PASSAGE]
    return unsent.keep(
        request, place, body=request.POST.get("body", ""), passages=passages
    )
