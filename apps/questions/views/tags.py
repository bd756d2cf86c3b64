"""Questions found by their tags, and an editor giving them."""

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, QuerySet, Sum
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
MOST_RELATED = 12


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The open questions with a tag, in the essay's order. Four queries."""
    found = get_object_or_404(Tag, slug=slug)
    tagged = Question.objects.published().live().filter(tags=found)
    state = tagged.aggregate(
        Count("pk"),
        questions=Sum("version"),
        essays=Sum("essay__version"),
        answers=Sum("answer_count"),
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
        context = {
            "tag": found,
            "questions": questions,
            "related": _related(found, tagged),
            "answers": state["answers"] or 0,
            "follow": follow,
        }
        return render(request, "questions/tag.html", context)

    return versioned_page(request, etag, page)


@require_safe
def all_tags(request: HttpRequest) -> HttpResponseBase:
    """Every tag that an open question has, with how many. One query."""
    tags = list(_counted(Question.objects.published().live()).order_by("name"))
    etag = page_etag("tags", *(f"{tag.slug} {tag.name} {tag.asked}" for tag in tags))
    return versioned_page(
        request,
        etag,
        lambda: render(request, "questions/all_tags.html", {"tags": tags}),
    )


def _related(found: Tag, tagged: QuerySet[Question]) -> QuerySet[Tag]:
    """Other tags of the same questions, those of most of them first."""
    others = _counted(tagged).exclude(pk=found.pk)
    return others.order_by("-asked", "name")[:MOST_RELATED]


def _counted(questions: QuerySet[Question]) -> QuerySet[Tag]:
    """The tags of these questions, each with `asked`, how many of them have it."""
    given = Question.tags.through.objects.filter(
        content_type=ContentType.objects.get_for_model(Question),
        object_id__in=questions.values("pk"),
    )
    tags: QuerySet[Tag] = Tag.objects.filter(taggit_taggeditem_items__in=given)
    counted: QuerySet[Tag] = tags.annotate(asked=Count("taggit_taggeditem_items"))
    return counted


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
