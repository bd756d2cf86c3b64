"""Posting, editing, withdrawing, and saying how one may be quoted."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from apps.accounts.models import User, Wishes
from apps.accounts.types import SignedInRequest
from apps.answers import actions, question_page, threads
from apps.answers.forms import AnswerForm, CreditForm, EditForm, ReplyForm
from apps.answers.models import Answer
from apps.answers.places import question_place, reply_place
from apps.answers.quoting import chosen_on_page
from apps.answers.views import unsent
from apps.answers.views.access import (
    begun_by_anyone,
    is_partial,
    own_answer,
    person_of,
    published_question,
    readable_answer,
    signed_in,
)
from apps.answers.views.editor import Editor
from apps.lib.http import safe_next
from apps.lib.passages import Selector
from apps.questions.essay_text import essay_text
from apps.questions.models import Question

# What the essay says at a question is folded where it has more characters than these.
LONG_CONTEXT = 1200


@require_http_methods(["GET", "POST"])
@begun_by_anyone(back="answer_form", place="question:{public_id}")
def answer_form(request: HttpRequest, public_id: str) -> HttpResponse:
    question = published_question(public_id)
    person = person_of(request)
    if question.merged_into and request.method == "GET":
        if person:
            actions.bring_draft(by=person, question=question, into=question.merged_into)
        return redirect("answer_form", question.merged_into.public_id)
    said = question_page.said(question)
    kept = unsent.kept(request, question_place(question))
    selected = _selected(request, question)
    editor = Editor.for_answer(question, person, selected, kept=kept)
    if person and request.method == "POST":
        post = partial(actions.post_answer, question=question, by=person)
        answer = editor.send(request, AnswerForm(request.POST), post)
        if answer:
            return _posted(request, person, answer)
    context = {
        "question": question,
        "editor": editor,
        "said": said,
        "is_long": question_page.length_of(said) > LONG_CONTEXT,
    }
    return render(request, "answers/answer_form.html", context, status=editor.status)


@require_http_methods(["GET", "POST"])
@begun_by_anyone(back="reply", place="reply:{public_id}")
def reply(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form as a page; for a partial update, the form alone."""
    parent = readable_answer(request, public_id)
    person = person_of(request)
    kept = unsent.kept(request, reply_place(parent))
    editor = Editor.for_reply(parent, person, kept=kept)
    if person and request.method == "POST":
        post = partial(actions.post_reply, parent=parent, by=person)
        answer = editor.send(request, ReplyForm(request.POST), post)
        if answer:
            return _posted(request, person, answer)
    context = {
        "question": parent.question,
        "branch": threads.branch(parent, person),
        "editor": editor,
    }
    name = "_editor" if is_partial(request) else "reply"
    return render(request, f"answers/{name}.html", context, status=editor.status)


@require_http_methods(["GET", "POST"])
@signed_in(back="edit", place="edit:{public_id}")
def edit(request: SignedInRequest, public_id: str) -> HttpResponse:
    answer = own_answer(request, public_id)
    editor = Editor.for_edit(answer, request.user)
    if request.method == "POST":
        change = partial(actions.edit_answer, answer=answer, by=request.user)
        changed = editor.send(request, EditForm(request.POST), change)
        if changed:
            return _saved(request, changed)
        if editor.status == 409:
            # Saving once more means: I have seen what is there now.
            answer = own_answer(request, public_id)
            editor.form.overwrite("seen", str(answer.revision_number))
    context = {"question": answer.question, "answer": answer, "editor": editor}
    return render(request, "answers/edit.html", context, status=editor.status)


@require_http_methods(["GET", "POST"])
@signed_in(back="withdraw")
def withdraw(request: SignedInRequest, public_id: str) -> HttpResponse:
    answer = own_answer(request, public_id)
    if request.method == "POST":
        actions.withdraw(answer=answer, by=request.user, at=timezone.now())
        messages.success(request, "Your answer is withdrawn.")
        return redirect(answer)
    context = {"question": answer.question, "answer": answer}
    return render(request, "answers/withdraw.html", context)


@require_http_methods(["GET", "POST"])
@signed_in(back="credit")
def credit(request: SignedInRequest, public_id: str) -> HttpResponse:
    answer = own_answer(request, public_id)
    now = {"credit": answer.credit, "credit_name": answer.credit_name}
    form = CreditForm(request.POST if request.method == "POST" else None, initial=now)
    wanted = request.POST.get("next") or request.GET.get("next")
    back = safe_next(request, wanted, answer.get_absolute_url())
    if form.is_valid():
        try:
            actions.set_credit(
                answer=answer, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except actions.CannotWrite as refusal:
            form.add_error("credit_name", str(refusal))
        else:
            messages.success(request, "Saved. It holds for everything from now on.")
            return redirect(back)
    context = {"question": answer.question, "answer": answer, "form": form}
    status = 422 if form.errors else 200
    return render(
        request, "answers/credit.html", {**context, "back": back}, status=status
    )


def _selected(request: HttpRequest, question: Question) -> Selector | None:
    """The words that were selected on a page, which the address names. Two queries."""
    said = request.GET.get("quote", "")
    if not said:
        return None
    selected = chosen_on_page(said, essay_text(question.essay))
    if selected is None:
        messages.warning(
            request,
            "The words that you selected were not found: the essay may have a new "
            "version. Please select them again.",
        )
    return selected


def _posted(request: HttpRequest, person: User, answer: Answer) -> HttpResponse:
    what = "reply" if answer.parent_id else "answer"
    if answer.is_held:
        sentence = (
            f"Your {what} is stored and waits for a moderator, as all do until "
            "two of yours were let through. Until then only you can read it."
        )
    else:
        sentence = f"Your {what} is public."
    if answer.parent is None and Wishes.of(person).follow_answered:
        sentence += " You follow the question now, and hear of other answers."
    messages.success(request, sentence)
    return _back_to(answer)


def _saved(request: SignedInRequest, answer: Answer) -> HttpResponse:
    if answer.is_held:
        sentence = "Saved. A moderator looks at it before readers see it again."
    else:
        sentence = "Saved. The earlier versions stay in its history."
    messages.success(request, sentence)
    return _back_to(answer)


def _back_to(answer: Answer) -> HttpResponse:
    return redirect(f"{answer.get_absolute_url()}#{answer.anchor}")
