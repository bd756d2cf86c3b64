"""What of an essay can be found: the essay, its questions and what it says of them.

Proposals are in the index as well, to be compared with; the search page shows none.
"""

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch, prefetch_related_objects
from taggit.models import Tag

from apps.lib.plain_text import text_of
from apps.questions.models import Consideration, Essay, Proposal, Question
from apps.search.documents import Document

OUTLINE = ("essay", "question", "consideration")


def essay_documents(essay: Essay) -> Iterator[Document]:
    """All of a published essay's outline; nothing of another. Four queries."""
    if essay.published_at is None:
        return
    yield Document(
        kind="essay",
        key=essay.slug,
        url=essay.get_absolute_url(),
        date=essay.published_at,
        title=essay.title,
        body="\n".join(
            (essay.subtitle, text_of(essay.intro_html), text_of(essay.outro_html))
        ),
        essay=essay.slug,
    )
    yield from _asked(essay.questions.all(), essay)
    loose = essay.considerations.filter(question=None).select_related("section")
    for said in loose:
        yield _said(said, essay, None)


def question_documents(question: Question) -> list[Document]:
    """One question of a published essay, with what the essay says. Four queries."""
    essay = question.essay
    if essay.published_at is None:
        return []
    return list(_asked(Question.objects.filter(pk=question.pk), essay))


def proposal_document(proposal: Proposal) -> Document | None:
    """One that waits or was declined: the others live on as questions."""
    if proposal.status not in (Proposal.Status.PENDING, Proposal.Status.DECLINED):
        return None
    return Document(
        kind="proposal",
        key=proposal.public_id,
        url=proposal.get_absolute_url(),
        date=proposal.created_at,
        title=proposal.text,
        essay=proposal.essay.slug,
        state=proposal.status,
        is_public=False,
    )


def tags_of(question: Question) -> list[Tag]:
    """Of the tags that were prefetched, if they were."""
    return list(question.tags.all())


def _asked(rows: Iterable[Question], essay: Essay) -> Iterator[Document]:
    questions = list(rows)
    prefetch_related_objects(
        questions,
        "section",
        "tags",
        Prefetch("considerations", Consideration.objects.order_by("position")),
    )
    for question in questions:
        yield _question(question, essay)
        for said in question.considerations.all():
            yield _said(said, essay, question)


def _question(question: Question, essay: Essay) -> Document:
    return Document(
        kind="question",
        key=question.public_id,
        url=question.get_absolute_url(),
        date=question.created_at,
        title=text_of(question.html),
        essay=essay.slug,
        section=question.section.public_id if question.section else "",
        question=question.public_id,
        tags=[tag.slug for tag in tags_of(question)],
        state=question.status,
        # A merged one leads to another; but whoever asks it again should get there.
        is_public=question.status != Question.Status.MERGED,
    )


def _said(said: Consideration, essay: Essay, question: Question | None) -> Document:
    section = question.section if question else said.section
    return Document(
        kind="consideration",
        key=str(said.pk),
        url=_where(essay, question, said),
        date=question.created_at
        if question
        else essay.published_at or essay.created_at,
        title=text_of(said.html),
        essay=essay.slug,
        section=section.public_id if section else "",
        question=question.public_id if question else "",
        tags=[tag.slug for tag in tags_of(question)] if question else (),
        state=said.stance or said.kind,
    )


def _where(essay: Essay, question: Question | None, said: Consideration) -> str:
    if question:
        return question.get_absolute_url()
    place = f"#{said.section.anchor}" if said.section else ""
    return essay.get_absolute_url() + place
