"""The form that proposes a question: what arrives after the session has ended, and how
it will look."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from apps.accounts.models import User
from apps.accounts.types import SignedInRequest
from apps.drafts import unsent
from apps.lib import markup
from apps.questions.forms import ProposalForm
from apps.questions.proposal_drafts import as_draft

View = Callable[[SignedInRequest, str], HttpResponse]


@dataclass(frozen=True, slots=True)
class Preview:
    """As the proposal's page will show it; `context_html` by `markup.render`."""

    text: str
    context_html: str

    @classmethod
    def of(cls, form: ProposalForm) -> "Preview":
        """Of a valid form."""
        text, context = form.cleaned_data["text"], form.cleaned_data["context"]
        return cls(text, markup.render(context) if context else "")


def keeping_what_is_sent(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """Strangers sign in first; what they sent is in the form again once they have."""

    @wraps(view)
    def checked(request: HttpRequest, slug: str) -> HttpResponse:
        if isinstance(request.user, User):
            unsent.restore(request, request.user)
            return view(cast(SignedInRequest, request), slug)
        if request.method == "POST" and _keep(request, f"propose:{slug}"):
            messages.info(request, "Sign in, and your text is there again.")
        return redirect_to_login(request.path)

    return checked


def _keep(request: HttpRequest, place: str) -> bool:
    try:
        kept = as_draft(request.POST)
    except ValueError:
        return False
    return unsent.keep(request, place, **kept)
