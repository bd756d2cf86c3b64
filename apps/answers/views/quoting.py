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
from apps.questions.essay_text import EssayText, Node, essay_text
from apps.questions.models import Essay, Question
from apps.questions.permissions import readable_essays

PAGE_SIZE = 25
# How many questions before and after selected words are offered for an answer.
BEFORE, AFTER = 3, 9

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
    near = _questions_near(essay, text, said.partition(".")[0]) if selected else []
    etag = page_etag("choose", essay.pk, essay.version, said, *map(str, near))
    context = {"essay": essay, "selected": selected, "said": said, "near": near}
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


def _questions_near(essay: Essay, text: EssayText, name: str) -> list[Question]:
    """Open questions around a node, in the order of the essay. One query."""
    place = next(n for n, node in enumerate(text.nodes) if node.name == name)
    before = _asked(text.nodes[:place])[-BEFORE:]
    ids = [*before, *_asked(text.nodes[place:])[:AFTER]]
    return list(essay.questions.live().filter(public_id__in=ids).order_by("position"))


def _asked(nodes: list[Node]) -> list[str]:
    return [node.question for node in nodes if node.name == f"q-{node.question}"]


def _readable(request: HttpRequest, slug: str) -> Essay:
    return get_object_or_404(
        Essay.objects.filter(readable_essays(request.user)), slug=slug
    )
