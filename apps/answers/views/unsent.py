"""An answer of somebody who is not signed in: kept until they are."""

from django.http import HttpRequest

from apps.answers.forms import credit_in, passages_in
from apps.answers.models import MAX_PASSAGES
from apps.answers.quoting import as_json
from apps.drafts import unsent
from apps.drafts.unsent import kept, restore, sign_in_first

__all__ = ["keep", "kept", "restore", "sign_in_first"]


def keep(request: HttpRequest, place: str) -> bool:
    """Remember the text in the session; whether there was something to remember.

    Raises CannotKeep or NoSuchPlace.
    """
    unquoted = request.POST.get("unquote")
    numbered = enumerate(passages_in(request.POST), start=1)
    selectors = [each for number, each in numbered if str(number) != unquoted]
    passages = as_json(selectors[: 2 * MAX_PASSAGES])
    body = request.POST.get("body", "")
    # A choice alone is no text.
    more = credit_in(request.POST) if body.strip() or passages else None
    return unsent.keep(request, place, body=body, passages=passages, more=more)
