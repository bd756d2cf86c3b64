"""The page of an essay: the same for every reader, and never built twice in vain."""

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from apps.accounts.reading import remember_as_read
from apps.following.buttons import follow_button
from apps.following.models import Kind, Target
from apps.lib.http import page_etag, versioned_page
from apps.questions.models import Essay, Question
from apps.questions.outline_page import essay_tree
from apps.questions.permissions import readable_essays


@require_safe
def essay(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Six queries for a stranger; three when their copy is still good."""
    found = get_object_or_404(
        Essay.objects.with_author().filter(readable_essays(request.user)), slug=slug
    )
    remember_as_read(request)
    return versioned_page(request, essay_etag(found), lambda: _page(request, found))


def _page(request: HttpRequest, found: Essay) -> HttpResponse:
    retired = Question.Status.RETIRED
    tree = essay_tree(
        found.sections.order_by("position"),
        found.questions.exclude(status=retired)
        .select_related("proposed_by", "merged_into")
        .order_by("position"),
        found.considerations.exclude(question__status=retired).order_by("position"),
    )
    person = request.user if request.user.is_authenticated else None
    follow = follow_button(
        Target(Kind.ESSAY, found.pk), person, key=found.slug, name=found.title
    )
    context = {"essay": found, "tree": tree, "follow": follow}
    return render(request, "questions/essay.html", context)


def essay_etag(essay: Essay) -> str:
    """Changes with everything the page shows, people's names included. Two queries."""
    versions = essay.questions.aggregate(total=Sum("version"))
    return page_etag(
        "essay",
        essay.pk,
        essay.version,
        versions["total"] or 0,
        *essay.credited_names(),
    )
