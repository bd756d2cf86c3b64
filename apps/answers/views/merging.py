"""An editor merges a question into another one of its essay, and undoes that."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.answers import actions
from apps.answers.forms import MergeQuestionForm
from apps.answers.views.access import published_question
from apps.questions.models import Question
from apps.questions.similar import similar_questions


@require_http_methods(["GET", "POST"])
@editors_only
def merge_question(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What would happen, and the choice; of a merged one, how to undo it."""
    question = published_question(public_id)
    typed = request.POST if request.method == "POST" else None
    form = MergeQuestionForm(typed, question=question)
    if form.is_valid():
        try:
            actions.merge_question(
                question=question,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except actions.CannotMergeQuestion as refusal:
            form.add_error(None, str(refusal))
            return _page(request, published_question(public_id), form, status=409)
        messages.success(request, "Merged. The old address leads here from now on.")
        return redirect(form.cleaned_data["into"])
    return _page(request, question, form, status=422 if form.errors else 200)


@require_POST
@editors_only
def unmerge_question(request: SignedInRequest, public_id: str) -> HttpResponse:
    question = published_question(public_id)
    try:
        actions.unmerge_question(question=question, by=request.user, at=timezone.now())
    except actions.CannotMergeQuestion as refusal:
        messages.error(request, str(refusal))
        return redirect("question_merge", public_id)
    messages.success(request, "Undone: it is a question of its own again.")
    return redirect(question)


def _page(
    request: SignedInRequest,
    question: Question,
    form: MergeQuestionForm,
    *,
    status: int,
) -> HttpResponse:
    found = similar_questions(question.essay, question.headline)
    context = {
        "question": question,
        "form": form,
        "similar": [row for row in found if row.pk != question.pk],
        "decision": actions.last_merge(question) if question.merged_into else None,
    }
    return render(request, "answers/merge.html", context, status=status)
