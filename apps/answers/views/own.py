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
from apps.questions.models import Essay, Question

PAGE_SIZE = 25
MOST_DRAFTS = 50

# By the kind of place: what is written there, and on which page.
FORMS = {
    "question": ("Your answer to", "answer_form"),
    "reply": ("Your reply, on", "reply"),
    "edit": ("A change to your answer to", "edit"),
    "propose": ("Your question for", "propose"),
}


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft, and where it goes on; "" where what it is about is gone."""

    draft: Draft
    kind: str
    about: str
    url: str


@require_safe
@signed_in(back="own_answers")
def own_answers(request: SignedInRequest) -> HttpResponse:
    """The newest first. Two queries, and four for the drafts above the first page."""
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
    """Every draft: what somebody typed is theirs, whatever became of its place. Four
    queries."""
    drafts = list(person.drafts.all()[:MOST_DRAFTS])
    places = [draft.place.split(":", 1) for draft in drafts]
    named = _named({key for _, key in places})
    found = []
    for draft, (kind, key) in zip(drafts, places, strict=True):
        said, form = FORMS[kind]
        about = named.get((form, key), "")
        url = reverse(form, args=[key]) if about else ""
        found.append(Begun(draft, said, about, url))
    return found


def _named(keys: set[str]) -> dict[tuple[str, str], str]:
    """What can be written about, by form and key. Three queries."""
    questions = Question.objects.published().filter(public_id__in=keys)
    answers = Answer.objects.select_related("question").filter(public_id__in=keys)
    essays = Essay.objects.published().filter(slug__in=keys)
    found = {("answer_form", row.public_id): str(row) for row in questions}
    found |= {("propose", row.slug): str(row) for row in essays}
    for form in ("reply", "edit"):
        found |= {(form, row.public_id): str(row.question) for row in answers}
    return found
