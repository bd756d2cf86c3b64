"""Feeds of answers: of the site, an essay, a section, a question, a tag, a person, and
of those alone that enough readers found helpful."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from taggit.models import Tag

from apps.accounts.models import Credit, User
from apps.answers import threads
from apps.answers.models import Answer, AnswerQuerySet, Milestone
from apps.lib.feeds import Channel, Entry, respond
from apps.lib.feeds.paging import listing, newest
from apps.lib.http import page_etag
from apps.questions.models import Essay, Question, Section

# For whom it is not said: somebody who did not sign with their name.
A_READER = "A reader"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which answers a feed holds, and what it is called. `path` is its page."""

    key: str
    title: str
    subtitle: str
    path: str
    within: Q
    begun: datetime


@require_safe
def answers(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """Newest first, replies among them. Three queries, also for a 304."""
    question = get_object_or_404(
        Question.objects.published().in_context(), public_id=public_id
    )
    if question.merged_into:
        into = question.merged_into.public_id
        return redirect("answers_feed", into, kind, permanent=True)
    scope = Scope(
        key=f"question/{question.public_id}/answers",
        title=f"Answers: {question.headline}",
        subtitle=question.essay.title,
        path=question.get_absolute_url(),
        within=Q(question=question),
        begun=question.created_at,
    )
    return _respond(request, kind, scope)


@require_safe
def site_answers(request: HttpRequest, kind: str) -> HttpResponse:
    """Two queries."""
    return _respond(request, kind, _site("answers", "Answers"))


@require_safe
def essay_answers(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Three queries, like those below."""
    essay = get_object_or_404(Essay.objects.published(), slug=slug)
    return _respond(request, kind, _essay(essay, "answers", "answers"))


@require_safe
def section_answers(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """With those of its subsections."""
    section = get_object_or_404(
        Section.objects.filter(essay__published_at__isnull=False).select_related(
            "essay"
        ),
        public_id=public_id,
    )
    scope = Scope(
        key=f"section/{section.public_id}/answers",
        title=f"{section.title}: answers",
        subtitle=f"A section of {section.essay.title}",
        path=section.get_absolute_url(),
        within=Q(question__section=section) | Q(question__section__parent=section),
        begun=section.essay.created_at,
    )
    return _respond(request, kind, scope)


@require_safe
def tag_answers(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    tag = get_object_or_404(Tag, slug=slug)
    scope = Scope(
        key=f"tag/{tag.pk}/answers",
        title=f"Answers tagged “{tag.name}”",
        subtitle="Answers to questions of all essays",
        path=reverse("tag", args=[tag.slug]),
        within=Q(question__tags=tag),
        begun=BEGUN,
    )
    return _respond(request, kind, scope)


@require_safe
def person_answers(request: HttpRequest, username: str, kind: str) -> HttpResponse:
    """Only what they signed with their name: nothing else may be put together.

    Whoever has signed nothing has no feed, as they have no page.
    """
    signed = Answer.objects.signed().filter(author=OuterRef("pk"))
    person = get_object_or_404(User.objects.filter(Exists(signed)), username=username)
    scope = Scope(
        key=f"person/{person.pk}/answers",
        title=f"Answers by {person.shown_name}",
        subtitle=person.bio,
        path=reverse("person", args=[person.username]),
        within=Q(author=person, credit=Credit.NAME),
        begun=person.date_joined,
    )
    return _respond(request, kind, scope)


@require_safe
def helpful(request: HttpRequest, score: int, kind: str) -> HttpResponse:
    """Answers of the site that passed `score`, dated by when they first did."""
    return _respond_helpful(
        request, kind, score, _site(f"helpful/{score}", f"Answers over {score}")
    )


@require_safe
def essay_helpful(
    request: HttpRequest, slug: str, score: int, kind: str
) -> HttpResponse:
    essay = get_object_or_404(Essay.objects.published(), slug=slug)
    scope = _essay(essay, f"helpful/{score}", f"answers over {score}")
    return _respond_helpful(request, kind, score, scope)


BEGUN = datetime.fromisoformat("2000-01-01T00:00:00+00:00")
_READ_WITH = ("author", "parent__author", "question__essay", "root")


def _site(key: str, title: str) -> Scope:
    return Scope(key, title, "What readers answered", "/", Q(), BEGUN)


def _essay(essay: Essay, key: str, title: str) -> Scope:
    return Scope(
        key=f"essay/{essay.pk}/{key}",
        title=f"{essay.title}: {title}",
        subtitle=essay.subtitle,
        path=essay.get_absolute_url(),
        within=Q(question__essay=essay),
        begun=essay.created_at,
    )


def _in_feeds() -> AnswerQuerySet:
    return Answer.objects.filter(question__essay__published_at__isnull=False)


def _respond(request: HttpRequest, kind: str, scope: Scope) -> HttpResponse:
    """Two queries: the page's answers, and when any of them all last changed."""
    shown = _in_feeds().shown().filter(scope.within).select_related(*_READ_WITH)
    page = listing(request, kind, shown, by="created_at")
    channel = _channel(scope, page.self_url, page.next_url, page.rows)
    dated = [(row, None if row.is_undated else row.created_at) for row in page.rows]
    etag = _etag(channel, kind, page.rows)
    return respond(request, kind, channel, _entries(dated), etag, _modified(scope))


def _respond_helpful(
    request: HttpRequest, kind: str, score: int, scope: Scope
) -> HttpResponse:
    if score not in Milestone.SCORES:
        raise Http404
    # What keeps its score to itself has told none: see docs/decisions/0016.
    settled = Q(answer__fresh_until=None) | Q(answer__fresh_until__lte=timezone.now())
    passed = Milestone.objects.filter(
        settled, score=score, answer__in=_in_feeds().shown().filter(scope.within)
    ).select_related(*(f"answer__{name}" for name in _READ_WITH))
    page = listing(request, kind, passed, by="passed_at")
    rows = [each.answer for each in page.rows]
    channel = _channel(scope, page.self_url, page.next_url, rows, page.rows)
    dated = [(each.answer, each.passed_at) for each in page.rows]
    etag = _etag(channel, kind, rows)
    changed = newest(
        [
            _modified(scope),
            *(each.passed_at for each in page.rows),
            *(row.fresh_until for row in rows if row.fresh_until),
        ],
        otherwise=scope.begun,
    )
    return respond(request, kind, channel, _entries(dated), etag, changed)


def _channel(
    scope: Scope,
    self_url: str,
    next_url: str,
    rows: Iterable[Answer],
    passed: Iterable[Milestone] = (),
) -> Channel:
    moments = [row.edited_at or row.created_at for row in rows]
    moments += [each.passed_at for each in passed]
    return Channel(
        key=scope.key,
        title=scope.title,
        subtitle=scope.subtitle,
        url=settings.SITE_URL + scope.path,
        self_url=self_url,
        updated=newest(moments, otherwise=scope.begun),
        next_url=next_url,
    )


def _modified(scope: Scope) -> datetime:
    """When any answer of the scope last changed, also one that is shown no more."""
    changed = _in_feeds().filter(scope.within).order_by("-changed_at")
    return changed.values_list("changed_at", flat=True).first() or scope.begun


def _etag(channel: Channel, kind: str, rows: Iterable[Answer]) -> str:
    """Of all that the page says: names and questions change without the answer."""
    said = [
        "/".join(
            [
                row.public_id,
                row.changed_at.isoformat(),
                signature(row),
                row.question.html,
                _said_above(row),
            ]
        )
        for row in rows
    ]
    return page_etag(
        "answers", kind, channel.self_url, channel.title, channel.next_url, *said
    )


def _said_above(row: Answer) -> str:
    above = row.parent
    return f"{above.changed_at} {above.status} {signature(above)}" if above else ""


def signature(answer: Answer) -> str:
    """What a feed calls the author: by name where they let it be used."""
    signed = answer.credit == Credit.NAME
    return answer.author.shown_name if signed else A_READER


def _entries(dated: Sequence[tuple[Answer, datetime | None]]) -> Iterator[Entry]:
    """One query, for what they quote of the essay, when the first entry is wanted."""
    threads.with_passages([answer for answer, _ in dated])
    for answer, published in dated:
        yield _entry(answer, published)


def _entry(answer: Answer, published: datetime | None) -> Entry:
    name = signature(answer)
    context = {
        "answer": answer,
        "question": answer.question,
        "above": signature(answer.parent) if answer.parent else "",
    }
    return Entry(
        key=f"answer/{answer.public_id}",
        title=f"{name} on {answer.question.headline}",
        url=settings.SITE_URL + answer.get_absolute_url(),
        html=render_to_string("answers/feed_entry.html", context),
        author=name,
        published=published,
        updated=newest([answer.edited_at, published], otherwise=answer.created_at),
    )
