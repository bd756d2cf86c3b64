"""Feeds of questions: of the site, an essay, a section, a tag; of readers' questions
that were taken; and all of them as a list of subscriptions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Max, Prefetch, Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe
from taggit.models import Tag

from apps.lib import markup
from apps.lib.feeds import Channel, Entry, respond
from apps.lib.feeds.paging import Listing, listing, newest
from apps.lib.http import page_etag
from apps.lib.text import clip
from apps.questions.models import (
    Consideration,
    Essay,
    EssayRevision,
    Proposal,
    Question,
    Section,
)

BEGUN = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class Scope:
    """Which questions a feed holds, and what it is called. `path` is its page."""

    key: str
    title: str
    subtitle: str
    path: str
    within: Q
    begun: datetime = BEGUN


@require_safe
def site_questions(request: HttpRequest, kind: str) -> HttpResponse:
    """Three queries; two when the reader has this state."""
    scope = Scope("questions", "Questions", "What the essays ask", "/", Q())
    return _respond(request, kind, scope)


@require_safe
def questions(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """One query more than for the site, like those below."""
    essay = get_object_or_404(Essay.objects.published(), slug=slug)
    scope = Scope(
        key=f"essay/{essay.pk}/questions",
        title=f"{essay.title}: questions",
        subtitle=essay.subtitle,
        path=essay.get_absolute_url(),
        within=Q(essay=essay),
        begun=essay.created_at,
    )
    return _respond(request, kind, scope)


@require_safe
def section_questions(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """With those of its subsections."""
    section = get_object_or_404(
        Section.objects.filter(essay__published_at__isnull=False).select_related(
            "essay"
        ),
        public_id=public_id,
    )
    scope = Scope(
        key=f"section/{section.public_id}/questions",
        title=f"{section.title}: questions",
        subtitle=f"A section of {section.essay.title}",
        path=section.get_absolute_url(),
        within=Q(section=section) | Q(section__parent=section),
        begun=section.essay.created_at,
    )
    return _respond(request, kind, scope)


@require_safe
def tag_questions(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    tag = get_object_or_404(Tag, slug=slug)
    scope = Scope(
        key=f"tag/{tag.pk}/questions",
        title=f"Questions tagged “{tag.name}”",
        subtitle="Questions of all essays",
        path=reverse("tag", args=[tag.slug]),
        within=Q(tags=tag),
    )
    return _respond(request, kind, scope)


@require_safe
def proposals(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """What readers proposed, the newest first, with what the editors made of it.

    An entry is updated when it is decided; what is withdrawn or hidden leaves. Three
    queries, also for a 304, for which nothing is rendered.
    """
    essay = get_object_or_404(Essay.objects.published(), slug=slug)
    public = Proposal.objects.public().in_context().filter(essay=essay)
    rows = public.select_related("question__section__parent")
    page = listing(request, kind, rows, by="created_at")
    moments = [row.decided_at or row.created_at for row in page.rows]
    changed = newest(moments, otherwise=essay.created_at)
    gone = essay.proposals.aggregate(last=Max("decided_at"))["last"] or changed
    channel = Channel(
        key=f"essay/{essay.pk}/proposals",
        title=f"{essay.title}: questions that readers proposed",
        subtitle=essay.subtitle,
        url=settings.SITE_URL + reverse("essay_proposals", args=[essay.slug]),
        self_url=page.self_url,
        updated=changed,
        next_url=page.next_url,
    )
    entries = map(_proposal, page.rows)
    # The essay's version changes with every word of a question or a section.
    said = map(_said, page.rows)
    etag = page_etag("proposals", kind, page.self_url, essay.version, *said)
    return respond(request, kind, channel, entries, etag, max(changed, gone))


def _respond(request: HttpRequest, kind: str, scope: Scope) -> HttpResponse:
    live = Question.objects.live().published().filter(scope.within).in_context()
    page = listing(request, kind, live, by="created_at")
    changed = _changed(page.rows, scope)
    channel = Channel(
        key=scope.key,
        title=scope.title,
        subtitle=scope.subtitle,
        url=settings.SITE_URL + scope.path,
        self_url=page.self_url,
        updated=newest([row.created_at for row in page.rows], otherwise=scope.begun),
        next_url=page.next_url,
    )
    etag = page_etag(
        "questions",
        kind,
        scope.title,
        page.self_url,
        page.next_url,
        # An essay's version changes with every word of its outline.
        *(f"{row.public_id} {row.essay.version} {_asked_by(row)}" for row in page.rows),
    )
    return respond(request, kind, channel, _entries(page), etag, changed)


def _changed(rows: Sequence[Question], scope: Scope) -> datetime:
    """When one was added, or an essay's text last changed."""
    revised = EssayRevision.objects.filter(essay__in={row.essay_id for row in rows})
    last = revised.aggregate(Max("created_at"), Max("undone_at"))
    added = [row.created_at for row in rows]
    return newest([*added, *last.values()], otherwise=scope.begun)


def _entries(page: Listing[Question]) -> Iterator[Entry]:
    """One query, made when the first entry is wanted."""
    prefetch_related_objects(
        list(page.rows),
        Prefetch(
            "considerations",
            Consideration.objects.order_by("position"),
            to_attr="said",
        ),
    )
    for row in page.rows:
        yield Entry(
            key=f"question/{row.public_id}",
            title=row.headline,
            url=settings.SITE_URL + row.get_absolute_url(),
            html=render_to_string("questions/feed_entry.html", {"question": row}),
            author=_asked_by(row),
            published=row.created_at,
            updated=row.created_at,
        )


def _asked_by(question: Question) -> str:
    if question.proposed_by is None:
        return str(question.essay.author)
    return question.asked_by or "A reader"


def _said(row: Proposal) -> str:
    """All of its entry that may change: a name, say, changes no proposal."""
    joined = row.merged_into.text if row.merged_into else ""
    return "\n".join(
        [
            f"{row.public_id} {row.status} {row.question_id} {row.section_id}",
            *(row.text, row.context, row.reason, row.credited_as, joined),
        ]
    )


def _proposal(row: Proposal) -> Entry:
    taken = row.question if row.status == Proposal.Status.ACCEPTED else None
    context = {
        "proposal": row,
        "context_html": markup.render(row.context) if row.context else "",
        "SITE_URL": settings.SITE_URL,
    }
    return Entry(
        key=f"proposal/{row.public_id}",
        title=taken.headline if taken else clip(row.text, 200),
        url=settings.SITE_URL + (taken or row).get_absolute_url(),
        html=render_to_string("questions/feed_proposal.html", context),
        author=row.credited_as or "A reader",
        published=row.created_at,
        updated=row.decided_at or row.created_at,
    )
