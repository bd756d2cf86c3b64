"""Which answers to a question say nearly the same as what somebody is about to post."""

from dataclasses import dataclass
from heapq import nlargest

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.lib import markup
from apps.lib.fingerprints import fingerprint
from apps.lib.plain_text import text_of
from apps.lib.polarity import contradicts
from apps.lib.repeats import alike
from apps.questions.models import Question
from apps.search.models import SearchDocument
from apps.search.terms import COMMON_TERMS, terms

SHOWN = 3
# Of the answers that share the most words so many are compared exactly, which costs a
# few milliseconds each; and only the newest of a question are looked at.
COMPARED = 8
LOOKED_AT = 1000
# With fewer of its words in common a text is not compared.
ENOUGH = 0.4


@dataclass(frozen=True, slots=True)
class SaidBefore:
    answer: Answer
    is_own: bool


def said_before(
    question: Question, body: str, *, by: User, form_key: str
) -> list[SaidBefore]:
    """The most alike first. Two queries, one where nothing shares enough words.

    What this very form has posted already is not among them: it may be sent twice.
    """
    text = markup.plain(body)
    typed = fingerprint(text)
    keys = _sharing_most(question, text) if typed else []
    if not (typed and keys):
        return []
    found = []
    for answer in Answer.objects.shown().with_author().filter(public_id__in=keys):
        if (answer.author_id, answer.form_key) == (by.pk, form_key):
            continue
        other = text_of(answer.body_html)
        held = fingerprint(other)
        likeness = alike(typed, held) if held else 0.0
        if likeness and not contradicts(text, other):
            found.append((likeness, answer))
    found.sort(key=lambda pair: (-pair[0], pair[1].created_at, pair[1].public_id))
    return [
        SaidBefore(answer, is_own=answer.author_id == by.pk)
        for _, answer in found[:SHOWN]
    ]


def _sharing_most(question: Question, text: str) -> list[str]:
    """Keys of the top-level answers with the most words in common. One query."""
    mine = {*terms(text)} - COMMON_TERMS
    documents = SearchDocument.objects.public().filter(
        kind="answer", question=question.public_id, state="answer"
    )
    rows = documents.order_by("-date", "-pk").values_list("key", "body_terms")
    scored = ((_shared(mine, held), key) for key, held in rows[:LOOKED_AT])
    return [key for share, key in nlargest(COMPARED, scored) if share >= ENOUGH]


def _shared(mine: set[str], held: str) -> float:
    theirs = {*held.split()} - COMMON_TERMS
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))
