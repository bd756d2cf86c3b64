"""What a change of the outline means for the search. In the change's transaction."""

from django.db.models import Q

from apps.questions.indexing import (
    OUTLINE,
    essay_documents,
    proposal_document,
    question_documents,
    tags_of,
)
from apps.questions.models import Essay, Proposal, Question
from apps.search.actions import forget, index, place, replace
from apps.search.models import SearchDocument, about


def index_essay(essay: Essay) -> None:
    """After a change of many rows. Queries grow by one in 200 rows, and by one for
    each question that has moved."""
    if essay.published_at is None:
        forget(Q(essay=essay.slug))
        return
    placed = SearchDocument.objects.filter(kind="question", essay=essay.slug)
    before = {row[0]: row for row in placed.values_list("key", "section", "tags")}
    replace(about(essay=essay.slug, kinds=OUTLINE), essay_documents(essay))
    for row in placed.values_list("key", "section", "tags"):
        key, section, tags = row
        if before.get(key, row) != row:
            place(question=key, essay=essay.slug, section=section, tags=tags.split())


def index_question(question: Question) -> None:
    """After a change of one question; what readers said of it stands where it does."""
    # Read again: the caller's row may be older than what others have changed.
    fresh = Question.objects.select_related("essay", "section").get(pk=question.pk)
    scope = Q(question=fresh.public_id, kind__in=OUTLINE)
    replace(scope, question_documents(fresh))
    place(
        question=fresh.public_id,
        essay=fresh.essay.slug,
        section=fresh.section.public_id if fresh.section else "",
        tags=[tag.slug for tag in tags_of(fresh)],
    )


def index_proposal(proposal: Proposal) -> None:
    """After one came in or was decided. Two queries at most."""
    document = proposal_document(proposal)
    if document:
        index([document])
    else:
        forget(Q(kind="proposal", key=proposal.public_id))
