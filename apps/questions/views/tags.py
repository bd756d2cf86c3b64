"""Questions found by their tags, and an editor giving them."""

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from taggit.models import Tag

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.following.buttons import follow_button
from apps.following.models import Kind, Target
from apps.lib.http import page_etag, versioned_page
from apps.questions import actions
from apps.questions.forms import TagsForm
from apps.questions.models import Question

LONGEST_LIST = 200


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The open questions with a tag, in the essay's order. Three queries."""
    found = get_object_or_404(Tag, slug=slug)
    tagged = Question.objects.published().live().filter(tags=found)
    state = tagged.aggregate(
        Count("pk"), questions=Sum("version"), essays=Sum("essay__version")
    )
    etag = page_etag("tag", found.pk, *(part or 0 for part in state.values()))
    questions = tagged.select_related("essay", "section").order_by(
        "essay__published_at", "essay", "position"
    )[:LONGEST_LIST]

    def page() -> HttpResponse:
        person = request.user if request.user.is_authenticated else None
        follow = follow_button(
            Target(Kind.TAG, found.pk), person, key=found.slug, name=found.name
        )
        context = {"tag": found, "questions": questions, "follow": follow}
        return render(request, "questions/tag.html", context)

    return versioned_page(request, etag, page)


@require_http_methods(["GET", "POST"])
@editors_only
def question_tags(request: SignedInRequest, public_id: str) -> HttpResponse:
    question = get_object_or_404(
        Question.objects.select_related("essay"), public_id=public_id
    )
    given = ", ".join(question.tags.names())
    typed = request.POST if request.method == "POST" else None
    form = TagsForm(typed, initial={"tags": given})
    if form.is_valid():
        actions.set_tags(
            question=question,
            tags=form.cleaned_data["tags"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, "Saved.")
        return redirect(question)
    context = {"question": question, "form": form}
    status = 422 if form.errors else 200
    return render(request, "questions/tags.html", context, status=status)
