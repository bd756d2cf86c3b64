"""A person's page: what they have signed with their name, and what became of it."""

import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.models import Credit, User
from apps.answers.models import Answer, AnswerQuerySet
from apps.digest.documents import published
from apps.digest.models import Digest
from apps.following.buttons import follow_button
from apps.following.models import Kind, Target
from apps.lib.http import page_etag, public_page
from apps.questions.models import Essay, Question

PAGE_SIZE = 20
LONGEST_LIST = 50
# Fewer things than this are no page that a search engine should offer.
THIN = 2


@dataclass(frozen=True, slots=True)
class Featured:
    """A digest that quotes the person by name, and their answers in it."""

    digest: Digest
    answers: list[str]


@require_safe
def person(request: HttpRequest, username: str) -> HttpResponseBase:
    """Fourteen queries for a stranger at most.

    Whoever has signed nothing that is public has no page: a name and a line about
    oneself are no reason for one, and nobody learns who is here.
    """
    who = get_object_or_404(User, username=username)
    signed = Answer.objects.signed().filter(author=who)
    context = _context(who, signed)
    is_own = isinstance(request.user, User) and request.user.pk == who.pk
    if not (context["things"] or is_own):
        raise Http404
    last = None
    if after := request.GET.get("after", ""):
        last = get_object_or_404(signed, public_id=after)
    context |= _answers(signed, last) | {"is_own": is_own, "is_first": last is None}
    context["follow"] = None if is_own else _button(request, who)
    response: HttpResponse = render(request, "site/person.html", context)
    digest = hashlib.blake2s(response.content, digest_size=12).hexdigest()
    return public_page(request, response, page_etag("person", who.pk, digest))


def _context(who: User, signed: AnswerQuerySet) -> dict[str, Any]:
    settled = signed.exclude(fresh_until__gt=timezone.now())
    totals = settled.aggregate(helpful=Sum("helpful_count"))
    how_many = signed.count()
    asked = Question.objects.published().filter(proposed_by=who, credit=Credit.NAME)
    questions = list(
        asked.exclude(status=Question.Status.MERGED)
        .select_related("essay")
        .order_by("-created_at", "-pk")[:LONGEST_LIST]
    )
    essays = list(Essay.objects.published().filter(author=who)[:LONGEST_LIST])
    featured = _featured(who)
    things = how_many + len(questions) + len(essays) + len(featured)
    return {
        "person": who,
        "how_many": how_many,
        "helpful": totals["helpful"] or 0,
        "questions": questions,
        "essays": essays,
        "featured": featured,
        "things": things,
        "is_thin": things < THIN,
    }


def _featured(who: User) -> list[Featured]:
    """As the digests read today: without what was withdrawn. Five queries."""
    digests = list(
        Digest.objects.published()
        .filter(items__answer__author=who, items__answer__credit=Credit.NAME)
        .select_related("essay__author")
        .distinct()[:LONGEST_LIST]
    )
    if not digests:
        return []
    texts = published(digests)
    mine = set(
        Answer.objects.signed().filter(author=who).values_list("public_id", flat=True)
    )
    found = []
    for digest in digests:
        text = texts.get(digest.pk)
        items = text.document.items() if text else ()
        quoted = [one.url for one in items if one.answer in mine and not one.state]
        if text and quoted:
            digest.title = text.document.title
            found.append(Featured(digest, quoted))
    return found


def _answers(signed: AnswerQuerySet, last: Answer | None) -> dict[str, Any]:
    rows = signed.after_in_newest(last) if last else signed
    found = list(rows.select_related("question__essay").newest_first()[: PAGE_SIZE + 1])
    is_more = len(found) > PAGE_SIZE
    after = found[PAGE_SIZE - 1].public_id if is_more else ""
    return {
        "answers": found[:PAGE_SIZE],
        "next_url": "?" + urlencode({"after": after}) if after else "",
    }


def _button(request: HttpRequest, who: User) -> object:
    reader = request.user if isinstance(request.user, User) else None
    return follow_button(
        Target(Kind.PERSON, who.pk), reader, key=who.username, name=str(who)
    )
