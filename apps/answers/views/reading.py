"""The question with its answers, one answer with its thread, and its history."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.accounts.reading import remember_as_read
from apps.answers import question_page, threads
from apps.answers.models import Answer, Revision
from apps.answers.permissions import may_read
from apps.answers.turns import NoSuchTurn, Turn
from apps.answers.views import unsent
from apps.answers.views.access import (
    person_of,
    question_to_read,
    readable_answer,
)
from apps.answers.views.editor import Editor
from apps.answers.views.visitors import bucket
from apps.following.buttons import follow_button
from apps.following.models import Kind, Target
from apps.lib import markup
from apps.lib.changes import changes
from apps.lib.http import page_etag, public_page, versioned_page
from apps.questions.models import Question

KEPT_SECONDS = 3600


@require_safe
def question(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """A stranger's page takes thirteen queries, or two while their copy is good.

    Two more where new answers take turns at the top: then there is a copy for each
    bucket of visitors, which the tag names, and which a cache asks about each time.
    """
    row = question_to_read(public_id)
    if row.merged_into:
        return redirect(row.merged_into, permanent=True)
    remember_as_read(request)
    asked = _asked_for(request)
    if person_of(request):
        return public_page(request, _question_page(request, row, asked), etag="")
    now = timezone.now()
    writers = question_page.writers(row, now)
    asked = replace(asked, bucket=asked.bucket if writers.are_any_new else None)
    etag = page_etag(
        "question",
        row.pk,
        f"{row.essay.version}.{row.version}.{row.versions}.{row.followers}",
        *asked.said(now),
        row.asked_by,
        *writers.said,
    )
    return versioned_page(request, etag, lambda: _question_page(request, row, asked))


@require_safe
def answer(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """An answer or a reply in its whole thread."""
    row = readable_answer(request, public_id)
    remember_as_read(request)
    if person_of(request):
        return public_page(request, _answer_page(request, row), etag="")
    version = f"{row.question.essay.version}.{row.question.version}"
    writers = question_page.writers(row.question, timezone.now())
    etag = page_etag("answer", row.pk, row.question.pk, version, *writers.said)
    return versioned_page(request, etag, lambda: _answer_page(request, row))


@require_safe
@never_cache
def history(request: HttpRequest, public_id: str) -> HttpResponse:
    """Each version of an answer, and what one of them changed: as it is read, or with
    `?as=typed` in its Markdown."""
    row = readable_answer(request, public_id)
    person = person_of(request)
    if not may_read(row, person):
        raise Http404
    versions = row.revisions.order_by("-number")
    if person is None or not (person.may_moderate or person.pk == row.author_id):
        versions = versions.filter(is_public=True)
    listed = list(versions)
    chosen, before = _versions(listed, request.GET.get("version", ""))
    is_typed = request.GET.get("as") == "typed"
    context = {
        "answer": row,
        "question": row.question,
        "versions": listed,
        "chosen": chosen,
        "before": before,
        "is_typed": is_typed,
        **(_typed_changes if is_typed else _shown_changes)(chosen, before),
    }
    return render(request, "answers/history.html", context)


def _typed_changes(chosen: Revision, before: Revision | None) -> dict[str, Any]:
    was = before.body if before else chosen.body
    return {"changes": changes(was, chosen.body)}


def _shown_changes(chosen: Revision, before: Revision | None) -> dict[str, Any]:
    """What the words became, and whether they could be compared.

    Revisions never change, and to render two long ones takes a second: it is kept.
    """
    key = f"changes:{page_etag(before.pk if before else 0, chosen.pk)}"
    found = cache.get_or_set(key, lambda: _compared(chosen, before), KEPT_SECONDS)
    return cast(dict[str, Any], found)


def _compared(chosen: Revision, before: Revision | None) -> dict[str, Any]:
    """Where too much has changed for the words to be marked, the newer text alone."""
    shown = markup.render_changes(before.body, chosen.body) if before else None
    is_compared = before is None or shown is not None
    return {"shown": shown or markup.render(chosen.body), "is_compared": is_compared}


def _answer_page(request: HttpRequest, row: Answer) -> HttpResponse:
    root = row.root or row
    root.question = row.question
    [thread] = threads.branches([root], person_of(request), addressed=row)
    context = {"answer": row, "question": row.question, "thread": thread}
    return render(request, "answers/answer.html", context)


@dataclass(frozen=True, slots=True)
class AskedFor:
    """Which of a question's pages an address names, and for whom it is ordered."""

    order: str
    after: str
    turn: Turn | None
    bucket: int | None

    def said(self, at: datetime) -> list[int | str]:
        """What tells this page from the others of its question at that moment."""
        hour = "" if self.bucket is None else f"{self.bucket}/{at:%j%H}"
        return [self.order, self.after, str(self.turn or ""), hour]


def _asked_for(request: HttpRequest) -> AskedFor:
    """Raises Http404 for an order or a turn that there is not."""
    order, after = request.GET.get("order", "best"), request.GET.get("after", "")
    if order not in question_page.ORDERS:
        raise Http404
    said = request.GET.get("shown", "")
    try:
        turn = Turn.read(said) if said else None
    except NoSuchTurn:
        raise Http404 from None
    takes_turns = order == "best" and not after
    return AskedFor(order, after, turn, bucket(request) if takes_turns else None)


def _question_page(
    request: HttpRequest, row: Question, asked: AskedFor
) -> HttpResponse:
    person = person_of(request)
    if person:
        unsent.restore(request, person)
    last = None
    if asked.after:
        last = get_object_or_404(
            Answer, question=row, parent=None, public_id=asked.after
        )
    page = question_page.answers(
        row,
        person,
        order=asked.order,
        last=last,
        at=timezone.now(),
        bucket=asked.bucket,
        turn=asked.turn,
    )
    further = {"order": asked.order, "after": page.after}
    if page.turn and asked.order == "best":
        further["shown"] = str(page.turn)
    context = {
        "question": row,
        "around": question_page.surroundings(row),
        "page": page,
        "order": asked.order,
        "orders": question_page.ORDERS,
        "is_first": last is None,
        "next_url": "?" + urlencode(further),
        "editor": Editor.for_answer(row, person) if person else None,
        "follow": follow_button(
            Target(Kind.QUESTION, row.pk),
            person,
            key=row.public_id,
            name=str(row),
            followers=row.followers,
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
