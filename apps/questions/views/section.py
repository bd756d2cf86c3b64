"""A section by itself: its questions in a list, to follow and to subscribe to."""

from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from apps.following.buttons import follow_button
from apps.following.models import Kind, Target
from apps.lib.http import page_etag, versioned_page
from apps.questions.models import Question, Section


@require_safe
def section(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Three queries for a stranger, two while their copy is good."""
    found = get_object_or_404(
        Section.objects.filter(essay__published_at__isnull=False).select_related(
            "essay", "parent"
        ),
        public_id=public_id,
    )
    within = Q(section=found) | Q(section__parent=found)
    asked = Question.objects.live().filter(within).order_by("position")
    versions = asked.order_by().aggregate(total=Sum("version"))["total"]
    etag = page_etag("section", found.pk, found.essay.version, versions or 0)

    def page() -> HttpResponse:
        person = request.user if request.user.is_authenticated else None
        follow = follow_button(
            Target(Kind.SECTION, found.pk), person, key=public_id, name=found.title
        )
        questions = list(asked.select_related("section"))
        context = {"section": found, "questions": questions, "follow": follow}
        return render(request, "questions/section.html", context)

    return versioned_page(request, etag, page)
