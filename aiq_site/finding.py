"""The search page: one box over questions, answers, considerations and digests."""

import hashlib
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe
from taggit.models import Tag

from aiq_site.named import people_named, tags_named
from aiq_site.search_results import LABELS, results
from apps.accounts.models import User
from apps.accounts.visitors import comes_too_often
from apps.lib.http import page_etag, public_page
from apps.lib.text import clean
from apps.questions.models import Essay, Question, Section
from apps.search.finding import Limits, best_first, counts, find
from apps.search.models import SearchDocument, SearchDocumentQuerySet
from apps.search.query import Query, parse
from apps.search.spelling import nearest
from apps.search.terms import terms, words

PAGE_SIZE = 20
LAST_PAGE = 20
# What one address may ask in a minute; nobody types that fast.
MOST_A_MINUTE = 60
MOST_TAGS = 60
# Titles whose words are looked through for the one that was meant.
TITLES = 2000
STATES = {"open": "Open", "unanswered": "Without an answer", "retired": "Retired"}
_FIELDS = ("essay", "section", "tag", "person", "state")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address says, cleaned; `chosen` holds the filters that are set."""

    typed: str
    query: Query
    kind: str
    page: int
    chosen: dict[str, str]

    @classmethod
    def of(cls, given: QueryDict) -> "Asked":
        values = {name: clean(given.get(name, ""))[:150] for name in _FIELDS}
        typed = clean(given.get("q", ""))
        number = given.get("page", "")
        is_number = number.isascii() and number.isdigit() and len(number) < 9
        page = int(number) if is_number else 1
        kind = given.get("kind", "")
        return cls(
            typed=typed[:1000],
            query=parse(typed),
            kind=kind if kind in LABELS else "",
            page=max(1, min(page, LAST_PAGE)),
            chosen={name: value for name, value in values.items() if value},
        )

    def address(self, **changes: str | int) -> str:
        """The same search with something else chosen; "" takes a choice away."""
        wanted = {"q": self.typed, "kind": self.kind, **self.chosen, **changes}
        return "?" + urlencode({name: said for name, said in wanted.items() if said})


@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    """At most thirteen queries for a stranger, however much is found."""
    asked = Asked.of(request.GET)
    if comes_too_often(request, "search", most=MOST_A_MINUTE, seconds=60):
        context = {"asked": asked, "is_refused": True}
        response = render(request, "site/search.html", context, status=429)
        response["Retry-After"] = "60"
        return response
    response = render(request, "site/search.html", _context(asked))
    digest = hashlib.blake2s(response.content, digest_size=12).hexdigest()
    return public_page(request, response, page_etag("search", digest))


@require_safe
def opensearch(request: HttpRequest) -> HttpResponseBase:
    """How a browser adds this site to its search box (OpenSearch 1.1)."""
    response = render(
        request,
        "site/opensearch.xml",
        content_type="application/opensearchdescription+xml",
    )
    return public_page(request, response, page_etag("opensearch"))


def _context(asked: Asked) -> dict[str, Any]:
    limits, labels = _limits(asked.chosen)
    context = {"asked": asked, "labels": labels, **_choices(asked)}
    if not asked.query and (not limits or asked.query.is_too_common):
        return context
    rows = _of_state(find(asked.query, limits), asked.chosen.get("state", ""))
    found = counts(rows)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    total = found.get(asked.kind, 0) if asked.kind else sum(found.values())
    first = PAGE_SIZE * (asked.page - 1)
    documents = best_first(rows, asked.query)[first : first + PAGE_SIZE]
    is_more = first + PAGE_SIZE < total
    return (
        context
        | _named(asked)
        | {
            "total": total,
            "kinds": _tabs(asked, found),
            "results": results(list(documents), asked.query) if total else [],
            "meant": "" if total else _meant(asked),
            "is_last": is_more and asked.page == LAST_PAGE,
            "next_url": asked.address(page=asked.page + 1)
            if is_more and asked.page < LAST_PAGE
            else "",
        }
    )


def _named(asked: Asked) -> dict[str, Any]:
    """Who and what goes by the words, beside the first results of a plain search."""
    if asked.chosen or asked.kind or asked.page > 1:
        return {}
    return {"people": people_named(asked.typed), "named_tags": tags_named(asked.typed)}


def _limits(chosen: dict[str, str]) -> tuple[Limits, dict[str, str]]:
    """Where to look, and what to call it. One query at most for each."""
    limits = Limits(
        essay=chosen.get("essay", ""),
        tag=chosen.get("tag", ""),
        person=chosen.get("person", ""),
    )
    labels: dict[str, str] = {}
    if key := chosen.get("section"):
        limits = replace(limits, sections=_with_subsections(key))
    if limits.person:
        person = User.objects.filter(username=limits.person).first()
        signed = SearchDocument.objects.filter(person=limits.person).exists()
        # A name that signs nothing is not confirmed to exist.
        labels["person"] = str(person) if person and signed else limits.person
    return limits, labels


def _with_subsections(key: str) -> list[str]:
    section = Section.objects.filter(public_id=key).first()
    if section is None:
        return [key]
    below = section.subsections.values_list("public_id", flat=True)
    return [key, *below]


def _of_state(rows: SearchDocumentQuerySet, state: str) -> SearchDocumentQuerySet:
    """States are of questions; whether one is answered is asked of its row."""
    match state:
        case "open":
            return rows.filter(kind="question", state="live")
        case "retired":
            return rows.filter(kind="question", state="retired")
        case "unanswered":
            waiting = Question.objects.published().live().filter(answer_count=0)
            return rows.filter(kind="question", key__in=waiting.values("public_id"))
        case _:
            return rows


def _choices(asked: Asked) -> dict[str, Any]:
    """What the filters offer. Three queries."""
    essays = list(Essay.objects.published().only("slug", "title"))
    sections = Section.objects.filter(
        essay__published_at__isnull=False, level__lte=2
    ).order_by("essay", "position")
    if slug := asked.chosen.get("essay"):
        sections = sections.filter(essay__slug=slug)
    tags = Tag.objects.filter(
        taggit_taggeditem_items__content_type__model="question"
    ).distinct()
    return {
        "essays": essays if len(essays) > 1 else [],
        "sections": list(sections[:200]),
        "tags": list(tags.order_by("name")[:MOST_TAGS]),
        "states": STATES,
    }


def _tabs(asked: Asked, found: dict[str, int]) -> list[tuple[str, str, int, bool]]:
    """Address, words, number and whether it is the current one; empty ones left out."""
    plural = {
        "question": "Questions",
        "answer": "Answers",
        "consideration": "In the essay",
        "digest": "Highlights",
        "essay": "Essays",
    }
    tabs = [
        (asked.address(kind=kind), words, found[kind], kind == asked.kind)
        for kind, words in plural.items()
        if kind in found
    ]
    everything = (asked.address(kind=""), "All", sum(found.values()), not asked.kind)
    return [everything, *tabs]


def _meant(asked: Asked) -> str:
    """The search with its unknown words spelt as some title spells them, or "". One
    query, and only where nothing was found."""
    titles = (
        SearchDocument.objects.public()
        .filter(kind__in=["question", "consideration"])
        .order_by("-date", "pk")
        .values_list("title", flat=True)[:TITLES]
    )
    known = {
        title[word.start : word.end].lower()
        for title in titles
        for word in words(title)
        if not word.is_common
    }
    stems = {term for word in known for term in terms(word)}
    meant = asked.typed
    for word in words(asked.typed):
        typed = asked.typed[word.start : word.end]
        if word.term not in stems and (better := nearest(typed, known)):
            meant = meant.replace(typed, better)
    return meant if meant != asked.typed else ""
