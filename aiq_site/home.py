"""The first page: what is asked, what was answered lately, what was published."""

from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.answers.models import Answer
from apps.digest.documents import as_listed
from apps.digest.models import Digest
from apps.lib.http import page_etag, versioned_page
from apps.questions.models import Essay, Question

Parts = list[tuple[str, str]]

RECENT_ANSWERS = 4
RECENT_DIGESTS = 3
UNANSWERED = 3


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """Nine queries for a stranger; seven when their copy is still good."""
    recent = list(_recent())
    listed = as_listed(Digest.objects.published().in_context()[:RECENT_DIGESTS])
    etag = _etag(recent, *listed)
    return versioned_page(request, etag, lambda: _page(request, recent, *listed))


def _page(
    request: HttpRequest, recent: list[Answer], digests: list[Digest], parts: Parts
) -> HttpResponse:
    essays = (
        Essay.objects.published()
        .with_author()
        .annotate(
            asked=Count("questions", filter=Q(questions__status="live")),
            answered=Count(
                "questions",
                filter=Q(questions__status="live", questions__answer_count__gt=0),
            ),
            answers=Sum("questions__answer_count", filter=Q(questions__status="live")),
        )
    )
    shown = list(essays)
    context = {
        "essays": shown,
        "unanswered": _unanswered(shown[0]) if shown else [],
        "recent": recent,
        "digests": digests,
        "parts": parts,
    }
    return render(request, "site/home.html", context)


def _unanswered(essay: Essay) -> QuerySet[Question]:
    """A few main questions that nobody has answered, the newest first."""
    waiting = Question.objects.live().filter(essay=essay, parent=None, answer_count=0)
    return waiting.order_by("-created_at", "position")[:UNANSWERED]


def _recent() -> QuerySet[Answer]:
    return (
        Answer.objects.visible()
        .top_level()
        .filter(question__essay__published_at__isnull=False)
        .select_related("author", "question")
        .order_by("-created_at", "-pk")[:RECENT_ANSWERS]
    )


def _etag(recent: list[Answer], digests: list[Digest], parts: Parts) -> str:
    """Changes with everything the page shows, people's names included: also those that
    have left the titles of highlights since they were published."""
    essays = Essay.objects.with_author().only(
        "version", "author__name", "author__username"
    )
    questions = Question.objects.aggregate(Sum("version"))
    return page_etag(
        "home",
        *(f"{essay.pk}.{essay.version}.{essay.author}" for essay in essays),
        *(f"{answer.author} {answer.is_fresh}" for answer in recent),
        questions["version__sum"] or 0,
        *(f"{row.public_id} {row.title} {row.subtitle}" for row in digests),
        *(f"{anchor} {heading}" for anchor, heading in parts),
    )
