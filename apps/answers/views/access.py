"""Who may come in, and what they may find there."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from apps.accounts.models import User
from apps.accounts.types import SignedInRequest
from apps.answers.models import Answer
from apps.answers.permissions import may_open
from apps.answers.views import unsent
from apps.drafts.actions import NoSuchPlace
from apps.questions.models import Question

P = ParamSpec("P")
SignedInView = Callable[Concatenate[SignedInRequest, P], HttpResponse]
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def signed_in(
    *, back: str = "home", place: str = ""
) -> Callable[[SignedInView[P]], View[P]]:
    """Strangers sign in first and come back to the page named `back`.

    With `place`, as in "reply:{public_id}", a text that arrives after the session has
    ended is kept, and is in the form again once its writer is signed in.
    """

    def decorate(view: SignedInView[P]) -> View[P]:
        @wraps(view)
        def checked(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            if request.user.is_authenticated:
                unsent.restore(request, request.user)
                return view(cast(SignedInRequest, request), *args, **kwargs)
            return _to_sign_in(request, back, place, kwargs)

        return never_cache(checked)

    return decorate


def begun_by_anyone(*, back: str, place: str) -> Callable[[View[P]], View[P]]:
    """Like `signed_in`, but strangers see the page named `back`, and may write there
    before they sign in: the view gets none of their posts."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def checked(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            if person := person_of(request):
                unsent.restore(request, person)
            elif request.method == "POST" or is_partial(request):
                return _to_sign_in(request, back, place, kwargs)
            return view(request, *args, **kwargs)

        return never_cache(checked)

    return decorate


def _to_sign_in(
    request: HttpRequest, back: str, place: str, kwargs: dict[str, Any]
) -> HttpResponse:
    """What a stranger has sent is kept, and they are sent on."""
    if is_partial(request):
        # The text on the page must survive, so the page is not left.
        return HttpResponse("You are signed out.", "text/plain", status=401)
    target = reverse(back, kwargs=kwargs)
    is_kept = bool(place) and request.method == "POST" and _keep(request, place, kwargs)
    if "unquote" in request.POST:
        return redirect(target)
    if request.method == "GET" and request.path == target:
        # With what the address says was selected to be quoted.
        target = request.get_full_path()
    return unsent.sign_in_first(request, target, is_kept=is_kept)


def _keep(request: HttpRequest, place: str, kwargs: dict[str, Any]) -> bool:
    """Raises Http404 where there is nothing to write about."""
    try:
        return unsent.keep(request, place.format(**kwargs))
    except NoSuchPlace:
        raise Http404 from None


def is_partial(request: HttpRequest) -> bool:
    """Whether a script wants a part of the page, not the page."""
    return "HX-Request" in request.headers


def person_of(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def question_to_read(public_id: str) -> Question:
    """Like `published_question`, with what its page shows of it. One query."""
    return get_object_or_404(
        Question.objects.published().for_its_page(), public_id=public_id
    )


def published_question(public_id: str) -> Question:
    """One query. 404 while the essay is not published."""
    return get_object_or_404(
        Question.objects.published().in_context(), public_id=public_id
    )


def readable_answer(request: HttpRequest, public_id: str) -> Answer:
    """One query. 404 where this person has nothing to see."""
    answers = Answer.objects.in_context().filter(
        question__essay__published_at__isnull=False
    )
    answer = get_object_or_404(answers, public_id=public_id)
    if not may_open(answer, person_of(request)):
        raise Http404
    return answer


def own_answer(request: SignedInRequest, public_id: str) -> Answer:
    """One query. Other people's answers do not exist behind one's own tools."""
    return get_object_or_404(
        Answer.objects.in_context(), public_id=public_id, author=request.user
    )
