"""Whom a new question is news for."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from apps.accounts.models import Notice
from apps.following.actions import announce, announce_new
from apps.following.models import Kind, Target
from apps.questions.models import Question


def tell_followers(
    questions: Iterable[Question], *, not_to: Iterable[int], at: datetime
) -> None:
    """Tell those who follow the essay or a section that holds it, at any level.

    One query, where the sections and their parents are loaded.
    """
    announce_new(
        kind=Notice.Kind.QUESTION,
        subjects={subject_of(row): list(_holding(row)) for row in questions},
        not_to=not_to,
        at=at,
    )


def tell_of_tags(
    question: Question, tags: Iterable[int], *, not_to: Iterable[int], at: datetime
) -> None:
    """Tell those who follow one of the tags, by key, that the question has it now."""
    to = [Target(Kind.TAG, pk) for pk in sorted(tags)]
    if to and question.is_open:
        key = f"{subject_of(question)}:tags:{'.'.join(str(pk) for _, pk in to)}"
        announce(
            kind=Notice.Kind.QUESTION,
            subject=subject_of(question),
            to=to,
            not_to=not_to,
            at=at,
            key=key[:80],
        )


def subject_of(question: Question) -> str:
    return f"question:{question.public_id}"


def _holding(question: Question) -> Iterator[Target]:
    yield Target(Kind.ESSAY, question.essay_id)
    section = question.section
    while section:
        yield Target(Kind.SECTION, section.pk)
        section = section.parent
