"""Text of somebody who is not signed in: kept in their session until they are.

It is what they begin before they have an account, or send after a session has ended.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.visitors import comes_too_often, happens_too_often
from apps.drafts import places
from apps.drafts.actions import DraftIsFull, NoSuchPlace, add_to_draft
from apps.drafts.models import Draft
from apps.lib.text import clean

_KEY = "unsent_forms"
# A stranger's session is stored for anyone who asks; it must not become a dump.
MAX_KEPT = 20_000
MAX_FORMS = 3
# Forms that one network may begin in an hour: each may be a session more.
MOST_AN_HOUR = 30
# And all of them together, so that many addresses fill the site no faster.
MOST_BY_ALL_AN_HOUR = 500
KEPT_FOR = timedelta(days=7)


class CannotKeep(PermissionDenied):
    """There is no room for it without an account; the message is fit to show."""


def keep(
    request: HttpRequest,
    place: str,
    *,
    body: str,
    passages: Sequence[Mapping[str, Any]] = (),
    more: Mapping[str, str] | None = None,
) -> bool:
    """Remember the form in the session; whether there was something to remember.

    One without any text is forgotten. Raises CannotKeep or NoSuchPlace.
    """
    forms = _forms(request)
    others = {name: clean(text) for name, text in (more or {}).items()}
    form = {"body": clean(body), "passages": list(passages), "more": others}
    if not (body.strip() or passages or any(map(str.strip, others.values()))):
        if forms.pop(place, None):
            request.session[_KEY] = forms
        return False
    _must_have_room(request, forms, place, form)
    request.session[_KEY] = forms | {
        place: form | {"saved_at": timezone.now().isoformat()}
    }
    if not request.user.is_authenticated:
        request.session.set_expiry(KEPT_FOR)
    return True


def give_usual_expiry(*, request: HttpRequest, **_: object) -> None:
    """Who has signed in stays so for as long as anybody, whatever was kept before."""
    if _KEY in request.session:
        request.session.set_expiry(None)


def kept(request: HttpRequest, place: str) -> Draft | None:
    """What this visitor has begun there, as a draft that is nobody's yet."""
    form = _forms(request).get(place)
    if form is None:
        return None
    saved_at = datetime.fromisoformat(form["saved_at"])
    return Draft(**_typed(form), saved_at=saved_at, place=place)


def restore(request: HttpRequest, person: User) -> None:
    """Turn what was kept into drafts of the person who has signed in.

    Nothing they had typed there before is lost for it, and they are told.
    """
    if _KEY not in request.session:
        return
    left = {}
    for place, form in _forms(request).items():
        try:
            added = add_to_draft(
                by=person, place=place, at=timezone.now(), **_typed(form)
            )
        except NoSuchPlace:
            # What it was about has gone since; there is nowhere to show it.
            continue
        except DraftIsFull as refusal:
            if not form.get("was_told"):
                messages.warning(request, str(refusal))
            left[place] = form | {"was_told": True}
            continue
        if added:
            messages.info(
                request,
                "You had a draft here already. What you typed before you signed in "
                "stands below it.",
            )
    if not left:
        del request.session[_KEY]
    elif left != request.session[_KEY]:
        request.session[_KEY] = left


def sign_in_first(
    request: HttpRequest, target: str, *, is_kept: bool
) -> HttpResponseRedirect:
    """To sign in, or up where the button said so, and then on to `target`."""
    is_new = "sign-up" in request.POST
    if is_kept:
        way = "Sign up" if is_new else "Sign in"
        messages.info(request, f"{way}, and your text is there again.")
    return redirect_to_login(target, reverse("account_signup") if is_new else None)


def _forms(request: HttpRequest) -> dict[str, dict[str, Any]]:
    """By place, without those that nobody came back for."""
    oldest = (timezone.now() - KEPT_FOR).isoformat()
    forms: dict[str, dict[str, Any]] = request.session.get(_KEY, {})
    return {place: form for place, form in forms.items() if form["saved_at"] > oldest}


def _typed(form: Mapping[str, Any]) -> dict[str, Any]:
    """What a draft holds of a kept form."""
    return {name: form[name] for name in ("body", "passages", "more")}


def _must_have_room(
    request: HttpRequest,
    forms: Mapping[str, object],
    place: str,
    form: Mapping[str, Any],
) -> None:
    words = [form["body"], *form["more"].values()]
    quoted = [text for passage in form["passages"] for text in passage.values()]
    if sum(map(len, [*words, *quoted])) > MAX_KEPT:
        raise CannotKeep(
            f"Before you sign in, {MAX_KEPT:,} characters of a text can be kept."
        )
    if place in forms:
        return
    if not places.exists_for_strangers(place):
        raise NoSuchPlace(place)
    if len(forms) >= MAX_FORMS:
        raise CannotKeep(
            f"{MAX_FORMS} texts of yours are kept already: sign in before you "
            "begin another."
        )
    if _begins_too_often(request):
        raise CannotKeep(
            "Many texts were begun within an hour, from your network or by all readers: "
            "please sign in first."
        )


def _begins_too_often(request: HttpRequest) -> bool:
    """What one network begins in vain counts for nobody else."""
    return comes_too_often(
        request, "unsent", most=MOST_AN_HOUR, seconds=3600
    ) or happens_too_often("unsent", most=MOST_BY_ALL_AN_HOUR, seconds=3600)
