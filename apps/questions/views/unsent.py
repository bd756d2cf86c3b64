"""The form that proposes a question: what arrives from somebody who is not signed in,
and how it will look."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from apps.accounts.models import User
from apps.drafts import unsent
from apps.drafts.actions import NoSuchPlace
from apps.lib import markup
from apps.questions.forms import ProposalForm
from apps.questions.proposal_drafts import as_draft

View = Callable[[HttpRequest, str], HttpResponse]


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


def begun_by_anyone(view: View) -> View:
    """Strangers see the form; what they send is in it again once they have signed in,
    and the view gets none of their posts."""

    @wraps(view)
    def checked(request: HttpRequest, slug: str) -> HttpResponse:
        if isinstance(request.user, User):
            unsent.restore(request, request.user)
        elif request.method == "POST":
            is_kept = keep(request, slug)
            return unsent.sign_in_first(request, request.path, is_kept=is_kept)
        return view(request, slug)

    return never_cache(checked)


def keep(request: HttpRequest, slug: str) -> bool:
    """Remember the form in the session; whether there was something to remember.

    Raises CannotKeep, and Http404 where no questions are proposed.
    """
    try:
        form = as_draft(request.POST)
    except ValueError as refusal:
        raise unsent.CannotKeep(str(refusal)) from refusal
    try:
        return unsent.keep(request, f"propose:{slug}", **form)
    except NoSuchPlace:
        raise Http404 from None
