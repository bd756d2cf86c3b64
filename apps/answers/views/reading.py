"""The question with its answers, one answer with its thread, and its history."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.accounts.reading import remember_as_read
from apps.answers import question_page, threads
from apps.answers.models import Answer, Revision
from apps.answers.permissions import may_read
from apps.answers.views import unsent
from apps.answers.views.access import (
    person_of,
    published_question,
    readable_answer,
)
from apps.answers.views.editor import Editor
from apps.following.buttons import follow_button
from apps.following.models import Kind, Target
from apps.lib.changes import changes
from apps.lib.http import page_etag, versioned_page
from apps.questions.models import Question


@require_safe
def question(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """A stranger's page takes fourteen queries, or three while their copy is good."""
    row = published_question(public_id)
    if row.merged_into:
        return redirect(row.merged_into, permanent=True)
    remember_as_read(request)
    order = request.GET.get("order", "best")
    after = request.GET.get("after", "")
    if order not in question_page.ORDERS:
        raise Http404
    version = question_page.version(row)
    people = [str(row.proposed_by), *question_page.people(row)]
    etag = page_etag("question", row.pk, version, order, after, *people)
    return versioned_page(
        request, etag, lambda: _question_page(request, row, order, after)
    )


@require_safe
def answer(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """An answer or a reply in its whole thread."""
    row = readable_answer(request, public_id)
    remember_as_read(request)
    version = question_page.version(row.question)
    people = question_page.people(row.question)
    etag = page_etag("answer", row.pk, row.question.pk, version, *people)
    return versioned_page(request, etag, lambda: _answer_page(request, row))


@require_safe
@never_cache
def history(request: HttpRequest, public_id: str) -> HttpResponse:
    """Each version of an answer, and what one of them changed."""
    row = readable_answer(request, public_id)
    person = person_of(request)
    if not may_read(row, person):
        raise Http404
    versions = row.revisions.order_by("-number")
    if person is None or not (person.may_moderate or person.pk == row.author_id):
        versions = versions.filter(is_public=True)
    listed = list(versions)
    chosen, before = _versions(listed, request.GET.get("version", ""))
    context = {
        "answer": row,
        "question": row.question,
        "versions": listed,
        "chosen": chosen,
        "before": before,
        "changes": changes(before.body if before else chosen.body, chosen.body),
    }
    return render(request, "answers/history.html", context)


def _answer_page(request: HttpRequest, row: Answer) -> HttpResponse:
    root = row.root or row
    root.question = row.question
    [thread] = threads.branches([root], person_of(request), addressed=row)
    context = {"answer": row, "question": row.question, "thread": thread}
    return render(request, "answers/answer.html", context)


def _question_page(
    request: HttpRequest, row: Question, order: str, after: str
) -> HttpResponse:
    person = person_of(request)
    if person:
        unsent.restore(request, person)
    last = None
    if after:
        last = get_object_or_404(Answer, question=row, parent=None, public_id=after)
    page = question_page.answers(row, person, order=order, last=last)
    context = {
        "question": row,
        "around": question_page.surroundings(row),
        "page": page,
        "order": order,
        "orders": question_page.ORDERS,
        "is_first": last is None,
        "next_url": "?" + urlencode({"order": order, "after": page.after}),
        "editor": Editor.for_answer(row, person) if person else None,
        "follow": follow_button(
            Target(Kind.QUESTION, row.pk), person, key=row.public_id, name=str(row)
        ),
    }
    return render(request, "answers/question.html", context)


def _versions(listed: list[Revision], number: str) -> tuple[Revision, Revision | None]:
    """The chosen version and the one before it, of a list that begins with the newest.

    Raises Http404 where there is no such version for this reader.
    """
    for place, version in enumerate(listed):
        if number in ("", str(version.number)):
            return version, next(iter(listed[place + 1 :]), None)
    raise Http404
