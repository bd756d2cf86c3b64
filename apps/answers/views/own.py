"""What a person has written here, whoever may read it, and what is not sent yet."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.accounts.models import User
from apps.accounts.types import SignedInRequest
from apps.answers.models import Answer
from apps.answers.views.access import signed_in
from apps.drafts.models import Draft
from apps.questions.models import Question

PAGE_SIZE = 25
MOST_DRAFTS = 50

# By the kind of place: what is written there, and on which page.
FORMS = {
    "question": ("Your answer to", "answer_form"),
    "reply": ("Your reply, on", "reply"),
    "edit": ("A change to your answer to", "edit"),
}


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft, where it goes on, and which question it is about."""

    draft: Draft
    kind: str
    url: str
    question: Question


@require_safe
@signed_in(back="own_answers")
def own_answers(request: SignedInRequest) -> HttpResponse:
    """The newest first. Two queries, and three for the drafts above the first page."""
    after = request.GET.get("after", "")
    rows = Answer.objects.in_context().filter(author=request.user)
    if after:
        last = get_object_or_404(Answer, public_id=after, author=request.user)
        rows = rows.after_in_newest(last)
    found = list(rows.newest_first()[: PAGE_SIZE + 1])
    answers = found[:PAGE_SIZE]
    further = urlencode({"after": answers[-1].public_id}) if answers else ""
    context = {
        "answers": answers,
        "drafts": [] if after else _begun(request.user),
        "next_url": f"?{further}" if len(found) > PAGE_SIZE else "",
        "is_first": not after,
    }
    return render(request, "answers/own.html", context)


def _begun(person: User) -> list[Begun]:
    """Drafts whose place readers still find. Three queries."""
    drafts = [
        (*draft.place.partition(":")[::2], draft)
        for draft in person.drafts.all()[:MOST_DRAFTS]
    ]
    ids = [public_id for _, public_id, _ in drafts]
    asked = {
        row.public_id: row
        for row in Question.objects.published().filter(public_id__in=ids)
    }
    answers = Answer.objects.select_related("question").filter(public_id__in=ids)
    asked |= {row.public_id: row.question for row in answers}
    return [
        Begun(
            draft, FORMS[kind][0], reverse(FORMS[kind][1], args=[about]), asked[about]
        )
        for kind, about, draft in drafts
        if kind in FORMS and about in asked
    ]
