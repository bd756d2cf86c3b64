"""An editor says what each comment is: one at a time by keys, or the sure ones at once."""

from datetime import UTC, datetime

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.comments import actions
from apps.comments.asking import drafted_question
from apps.comments.assigning.confidence import SURE
from apps.comments.forms import QuestionForm
from apps.comments.models import ImportedComment
from apps.comments.triage_page import TriagePage
from apps.lib.http import safe_next
from apps.lib.text import printable
from apps.questions.models import Essay

# As many as a person can look over before saying yes.
AT_ONCE = 200
PUT_BACK_HIDDEN = (
    "Put back: it waits again. Its answer is hidden and not deleted, for somebody has "
    "replied to it, voted, starred it or dismissed it, or quotes it."
)

NONE_PUT_BACK = "Nothing was changed: these have been put back or taken further since."
HIDDEN_BELOW = (
    "The answers of {count} of them are hidden and not deleted, for readers have done "
    "something with them."
)


@require_safe
@editors_only
def triage(request: SignedInRequest, slug: str) -> HttpResponse:
    essay = get_object_or_404(Essay, slug=slug)
    page = TriagePage(essay, request.GET, request.user)
    return render(request, "comments/triage.html", page.context())


@require_POST
@editors_only
def decide(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """`as` says what the comment is: answer, nothing, refused or waiting."""
    comment = _comment(slug, public_id)
    try:
        done = _carry_out(request, comment)
    except (actions.AlreadyDecided, actions.CannotDecide) as refusal:
        asked = request.GET.copy()
        asked["comment"] = public_id
        page = TriagePage(comment.essay, asked, request.user)
        context = page.context(refusal=str(refusal))
        return render(request, "comments/triage.html", context, status=409)
    messages.success(request, done)
    here = reverse("comments:waiting", args=[slug])
    return HttpResponseRedirect(safe_next(request, request.POST.get("next"), here))


@require_http_methods(["GET", "POST"])
@editors_only
def propose(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """The editor words the question that a comment asks, and says where it belongs."""
    comment = _comment(slug, public_id)
    if request.method == "GET" and not comment.is_waiting:
        return redirect(
            f"{reverse('comments:waiting', args=[slug])}?comment={public_id}"
        )
    asked = drafted_question(comment)
    form = QuestionForm(request.POST or None, essay=comment.essay, initial=asked)
    here = reverse("comments:waiting", args=[slug])
    following = safe_next(request, request.GET.get("next"), here)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.propose(
                    comment=comment,
                    by=request.user,
                    at=timezone.now(),
                    **form.cleaned_data,
                )
            except (actions.AlreadyDecided, actions.CannotDecide) as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, "Its question waits in the queue.")
                return HttpResponseRedirect(following)
    context = {"essay": comment.essay, "comment": comment, "form": form, "back": here}
    return render(request, "comments/propose.html", context, status=status)


def _comment(slug: str, public_id: str) -> ImportedComment:
    return get_object_or_404(
        ImportedComment.objects.in_context(), public_id=public_id, essay__slug=slug
    )


def _carry_out(request: SignedInRequest, comment: ImportedComment) -> str:
    """Do what was asked and say what was done."""
    by, at = request.user, timezone.now()
    match request.POST.get("as"):
        case "answer":
            question = get_object_or_404(
                comment.essay.questions,
                public_id=printable(request.POST.get("question", "")),
            )
            actions.accept(comment=comment, question=question, by=by, at=at)
            return f"An answer to “{question}”."
        case "nothing":
            actions.set_aside(comment=comment, by=by, at=at)
            return "Set aside: not an answer."
        case "refused":
            actions.refuse(comment=comment, by=by, at=at)
            return "Refused."
        case "waiting":
            back = actions.reconsider(comment=comment, by=by, at=at)
            return PUT_BACK_HIDDEN if back.answer_id else "Put back: it waits again."
    raise Http404


@require_safe
@editors_only
def sure(request: SignedInRequest, slug: str) -> HttpResponse:
    """Those that would be accepted at once, before anything is done."""
    essay = get_object_or_404(Essay, slug=slug)
    context = {"essay": essay, "pairs": _sure(essay)}
    return render(request, "comments/sure.html", context)


@require_POST
@editors_only
def accept_sure(request: SignedInRequest, slug: str) -> HttpResponse:
    """Accepts those of the page's comments that still wait and were left ticked."""
    essay = get_object_or_404(Essay, slug=slug)
    ticked = set(request.POST.getlist("comment"))
    # What is sure may have changed since the page was read: its pairs are what counts.
    choices = [
        (comment, question)
        for comment, question in _sure(essay)
        if f"{comment.public_id}:{question.public_id}" in ticked
    ]
    try:
        done = actions.accept_many(choices=choices, by=request.user, at=timezone.now())
    except actions.CannotDecide as refusal:
        messages.error(request, str(refusal))
    else:
        count = len(done)
        said = f"{count} comment{pluralize(count)} {'is' if count == 1 else 'are'}"
        messages.success(request, f"{said} accepted.")
        if count < len(ticked):
            messages.info(
                request,
                f"{len(ticked) - count} of them had been decided or changed meanwhile.",
            )
    return redirect("comments:waiting", slug)


@require_POST
@editors_only
def put_back(request: SignedInRequest, slug: str) -> HttpResponse:
    """Put back what this person decided at once, in the moment `at`."""
    essay = get_object_or_404(Essay, slug=slug)
    decided_at = _moment(request.POST.get("at", ""))
    batch = list(actions.decided_together(essay, request.user, decided_at))
    done = actions.reconsider_many(comments=batch, by=request.user, at=timezone.now())
    if not done:
        messages.error(request, NONE_PUT_BACK)
        return redirect("comments:waiting", slug)
    count, kept = len(done), sum(row.answer_id is not None for row in done)
    messages.success(request, f"{count} comment{pluralize(count)} put back.")
    if kept:
        messages.info(request, HIDDEN_BELOW.format(count=kept))
    if left := len(batch) - count:
        messages.info(request, f"{left} stayed: somebody has taken them further since.")
    return redirect("comments:waiting", slug)


@require_POST
@editors_only
def suggest(request: SignedInRequest, slug: str) -> HttpResponse:
    essay = get_object_or_404(Essay, slug=slug)
    job = actions.request_suggestions(essay=essay, by=request.user)
    return redirect("jobs:progress", job.public_id)


def _moment(stated: str) -> datetime:
    try:
        moment = datetime.fromisoformat(stated)
        if moment.tzinfo is None:
            raise Http404
        # What is stored is in UTC, where the first and the last day may not be.
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Http404 from None


def _sure(essay: Essay) -> list[actions.Choice]:
    """The comments that wait with a sure suggestion, and that question. Two queries."""
    rows = essay.imported_comments.waiting().filter(confidence__gte=SURE)
    comments = list(rows.in_context().order_by("-confidence", "pk")[:AT_ONCE])
    wanted = {comment.suggestions[0]["question"] for comment in comments}
    open_ones = essay.questions.live().filter(public_id__in=wanted)
    questions = {row.public_id: row for row in open_ones}
    return [
        (comment, questions[comment.suggestions[0]["question"]])
        for comment in comments
        if comment.suggestions[0]["question"] in questions
    ]
