"""Who quotes a passage of the essay, and where words that were selected lead."""

import re

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from apps.answers import threads
from apps.answers.models import Answer, Passage
from apps.answers.quoting import chosen_on_page
from apps.lib.http import page_etag, versioned_page
from apps.questions.essay_text import EssayText, essay_text, node_name
from apps.questions.models import Essay, Question
from apps.questions.permissions import readable_essays

PAGE_SIZE = 25
# How many questions stand at the top for selected words, before all the others.
NEAREST = 6

_CONSIDERATION = re.compile(r"c-\d{1,12}")


@require_safe
def quoted(request: HttpRequest, slug: str, node: str) -> HttpResponseBase:
    """The answers that quote a node of the essay. Eight queries for a stranger.

    A node that went with an earlier version leads to the essay.
    """
    essay = _readable(request, slug)
    text = essay_text(essay)
    found = text.named(node)
    if found is None:
        if _CONSIDERATION.fullmatch(node):
            return redirect(essay)
        raise Http404
    answers, following = _quoting(essay, node, request.GET.get("after", ""))
    seen = [
        f"{row.pk}.{row.changed_at}.{row.author.shown_name}.{row.author.bio}"
        for row in answers
    ]
    etag = page_etag("quoted", essay.pk, essay.version, node, following, *seen)
    context = {
        "essay": essay,
        "question": Question.objects.filter(public_id=found.question).first(),
        "words": text.of(found),
        "node": found,
        "answers": answers,
        "next_url": f"?after={following}" if following else "",
    }
    return versioned_page(
        request, etag, lambda: render(request, "answers/quoted.html", context)
    )


@require_safe
def choose_question(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Words were selected that stand under no question: which do they bear on?"""
    essay = _readable(request, slug)
    said = request.GET.get("quote", "")
    text = essay_text(essay)
    selected = chosen_on_page(said, text)
    near: list[Question] = []
    others: list[Question] = []
    if selected:
        near, others = _by_distance(essay, text, said.partition(".")[0])
    rows = [*near, *others]
    etag = page_etag("choose", essay.pk, essay.version, said, *map(str, rows))
    context = {
        "essay": essay,
        "selected": selected,
        "said": said,
        "near": near,
        "others": others,
    }
    return versioned_page(
        request, etag, lambda: render(request, "answers/choose_question.html", context)
    )


def _quoting(essay: Essay, node: str, after: str) -> tuple[list[Answer], str]:
    """The page after the answer `after`, and what the next one goes on from."""
    standing = Passage.objects.of_essay(essay).readable().filter(node=node)
    rows = Answer.objects.in_context().filter(pk__in=standing.values("answer"))
    if after:
        last = get_object_or_404(Answer, public_id=after)
        rows = rows.after_in_newest(last)
    found = list(rows.newest_first()[: PAGE_SIZE + 1])
    answers = found[:PAGE_SIZE]
    threads.with_passages(answers)
    return answers, answers[-1].public_id if len(found) > PAGE_SIZE else ""


def _by_distance(
    essay: Essay, text: EssayText, name: str
) -> tuple[list[Question], list[Question]]:
    """The open questions nearest to a node, the nearest first, and all others in the
    order of the essay. One query."""
    here = text.named(name)
    places = {node.name: node for node in text.nodes}
    rows = list(essay.questions.live().order_by("position"))

    def distance(row: Question) -> tuple[int, bool]:
        there = places.get(node_name(row))
        if here is None or there is None:
            return len(text.text), True
        # Of two as near, words more often lead to the question that follows.
        is_before = there.start < here.start
        between = here.start - there.end if is_before else there.start - here.end
        return between, is_before

    near = sorted(rows, key=distance)[:NEAREST]
    return near, [row for row in rows if row not in near]


def _readable(request: HttpRequest, slug: str) -> Essay:
    return get_object_or_404(
        Essay.objects.filter(readable_essays(request.user)), slug=slug
    )
