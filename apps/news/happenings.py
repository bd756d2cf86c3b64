"""How the things stand that notices tell of: only what readers can see at present."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from apps.accounts.models import Credit
from apps.answers.models import Answer
from apps.digest.documents import as_published
from apps.digest.models import Digest
from apps.lib.plain_text import text_of
from apps.lib.text import clip
from apps.news.lines import Happening
from apps.questions.models import Question

EXCERPT = 280


def happenings(subjects: Iterable[str]) -> dict[str, Happening]:
    """By subject, as "answer:k7m2qdxx23"; what is not shown is missing.

    A fixed number of queries for each kind of subject among them.
    """
    keys: dict[str, list[str]] = defaultdict(list)
    for subject in subjects:
        kind, _, key = subject.partition(":")
        keys[kind].append(key)
    found: dict[str, Happening] = {}
    for kind, look in LOOK.items():
        if keys[kind]:
            shown = look(keys[kind])
            found |= {f"{kind}:{key}": each for key, each in shown.items()}
    return found


def _answers(keys: list[str]) -> dict[str, Happening]:
    shown = (
        Answer.objects.shown()
        .in_context()
        .filter(public_id__in=keys, question__essay__published_at__isnull=False)
    )
    return {row.public_id: _answer(row) for row in shown}


def _answer(row: Answer) -> Happening:
    signed = row.credit == Credit.NAME
    may_quote = row.credit != Credit.NONE
    return Happening(
        who=row.author.shown_name if signed else "",
        topic=row.question.headline,
        place=row.question.headline,
        about=row.question.get_absolute_url(),
        url=row.get_absolute_url(),
        excerpt=clip(" ".join(text_of(row.body_html).split()), EXCERPT)
        if may_quote
        else "",
    )


def _questions(keys: list[str]) -> dict[str, Happening]:
    asked = Question.objects.published().live().filter(public_id__in=keys)
    return {
        row.public_id: Happening(
            who="",
            topic=row.headline,
            place=row.essay.title,
            about=row.essay.get_absolute_url(),
            url=row.get_absolute_url(),
        )
        for row in asked.select_related("essay")
    }


def _digests(keys: list[str]) -> dict[str, Happening]:
    published = Digest.objects.published().filter(public_id__in=keys)
    return {
        row.public_id: Happening(
            who="",
            topic=row.title,
            place=row.title,
            # Whoever opens the essay has not read its highlights.
            about=row.get_absolute_url(),
            url=row.get_absolute_url(),
            excerpt=row.subtitle,
        )
        for row in as_published(published.in_context())
    }


Look = Callable[[list[str]], dict[str, Happening]]
LOOK: dict[str, Look] = {
    "answer": _answers,
    "question": _questions,
    "digest": _digests,
}
