"""The answers to a question as a feed, replies included."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.answers import question_page, threads
from apps.answers.models import Answer
from apps.lib.feeds import Channel, Entry, respond
from apps.lib.http import page_etag
from apps.questions.models import Question

LENGTH = 50


@require_safe
def answers(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """Newest first, in full. Five queries; three when the reader has this state."""
    question = get_object_or_404(
        Question.objects.published().in_context(), public_id=public_id
    )
    if question.merged_into:
        return redirect(
            f"answers_{kind}", question.merged_into.public_id, permanent=True
        )
    # Of every answer: when the last one is withdrawn, the feed has changed too.
    changed = question.answers.aggregate(at=Max("changed_at"))["at"]
    channel = Channel(
        key=f"question/{question.public_id}/answers",
        title=f"Answers: {question.headline}",
        subtitle=question.essay.title,
        url=settings.SITE_URL + question.get_absolute_url(),
        self_url=settings.SITE_URL + reverse(f"answers_{kind}", args=[public_id]),
        updated=changed or question.created_at,
    )
    people = question_page.people(question)
    etag = page_etag("answers", kind, question.pk, question.version, *people)
    return respond(request, kind, channel, _entries(question), etag)


def _entries(question: Question) -> Iterator[Entry]:
    """Two queries, made when the first entry is wanted."""
    newest = (
        Answer.objects.shown()
        .filter(question=question)
        .select_related("author", "parent__author")
        .newest_first()[:LENGTH]
    )
    answers = list(newest)
    threads.with_passages(answers)
    for answer in answers:
        yield _entry(answer, question)


def _entry(answer: Answer, question: Question) -> Entry:
    return Entry(
        key=f"answer/{answer.public_id}",
        title=f"{answer.author.shown_name} on {question.headline}",
        url=settings.SITE_URL + answer.get_absolute_url(),
        html=render_to_string(
            "answers/feed_entry.html", {"answer": answer, "question": question}
        ),
        author=answer.author.shown_name,
        published=answer.created_at,
        updated=answer.edited_at or answer.created_at,
    )
