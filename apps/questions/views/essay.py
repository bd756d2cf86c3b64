"""The page of an essay: the same for every reader, and never built twice in vain."""

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.permissions import editors_only
from apps.accounts.reading import remember_as_read
from apps.accounts.types import SignedInRequest
from apps.following.buttons import follow_button
from apps.following.models import Kind, Target
from apps.lib.http import page_etag, versioned_page
from apps.questions import actions, dependents
from apps.questions.models import Essay, Question
from apps.questions.outline_page import essay_tree
from apps.questions.permissions import readable_essays
from apps.questions.states import MEANING

# A reader who wants no marks in the margin says so once.
_MARKS = "marks"
_A_YEAR = 365 * 24 * 60 * 60


@require_safe
def essay(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Seven queries for a stranger; three when their copy is still good."""
    found = get_object_or_404(
        Essay.objects.with_author()
        .with_followers()
        .filter(readable_essays(request.user)),
        slug=slug,
    )
    if "marks" in request.GET:
        return _choose_marks(request, found)
    remember_as_read(request)
    wants_marks = found.has_marks and request.COOKIES.get(_MARKS) != "off"
    followers = f"{found.followers} followers"
    etag = essay_etag(found, followers, *(["marks"] if wants_marks else []))
    return versioned_page(request, etag, lambda: _page(request, found, wants_marks))


@require_POST
@editors_only
def marks(request: SignedInRequest, slug: str) -> HttpResponse:
    """The author's switch, for every reader of the essay."""
    found = get_object_or_404(Essay, slug=slug)
    actions.set_marks(essay=found, are_shown=request.POST.get("show") == "yes")
    return redirect(found)


def _choose_marks(request: HttpRequest, found: Essay) -> HttpResponse:
    """A reader's switch: kept in their browser, for every essay."""
    response = redirect(found)
    if request.GET["marks"] == "off":
        response.set_cookie(_MARKS, "off", max_age=_A_YEAR, samesite="Lax")
    else:
        response.delete_cookie(_MARKS, samesite="Lax")
    return response


def _page(request: HttpRequest, found: Essay, wants_marks: bool) -> HttpResponse:
    retired = Question.Status.RETIRED
    quoted = dependents.marks(found) if wants_marks else {}
    tree = essay_tree(
        found.sections.order_by("position"),
        found.questions.exclude(status=retired)
        .select_related("proposed_by", "merged_into")
        .order_by("position"),
        found.considerations.exclude(question__status=retired).order_by("position"),
        quoted,
    )
    person = request.user if request.user.is_authenticated else None
    follow = follow_button(
        Target(Kind.ESSAY, found.pk),
        person,
        key=found.slug,
        name=found.title,
        followers=found.followers,
    )
    context = {
        "essay": found,
        "tree": tree,
        "follow": follow,
        "wants_marks": wants_marks,
        "meaning": MEANING,
        "intro_quoted": quoted.get("intro"),
        "outro_quoted": quoted.get("outro"),
    }
    return render(request, "questions/essay.html", context)


def essay_etag(essay: Essay, *parts: str) -> str:
    """Changes with everything the page shows, people's names included. Two queries."""
    versions = essay.questions.aggregate(total=Sum("version"))
    return page_etag(
        "essay",
        essay.pk,
        essay.version,
        versions["total"] or 0,
        *essay.credited_names(),
        *parts,
    )
