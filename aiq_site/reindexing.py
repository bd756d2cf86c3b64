"""The search index made anew from what it was copied from."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q

from apps.answers.indexing import answer_documents
from apps.answers.models import Answer
from apps.digest.indexing import digest_document
from apps.digest.models import Digest
from apps.questions.actions.finding import index_essay
from apps.questions.indexing import proposal_document
from apps.questions.models import Essay, Proposal, Question
from apps.search.actions import replace
from apps.search.documents import Document
from apps.search.models import SearchDocument

# Questions whose answers are taken together: memory is bounded by this.
BATCH = 50


def reindex() -> int:
    """Bring every text up to date; how many can be found then.

    Batch by batch: people search and write meanwhile, and what they write stays true,
    for each batch is read and stored in one transaction.
    """
    essays = list(Essay.objects.all())
    for essay in essays:
        with transaction.atomic():
            index_essay(Essay.objects.select_for_update().get(pk=essay.pk))
            replace(Q(kind="proposal", essay=essay.slug), _proposals(essay))
            replace(Q(kind="digest", essay=essay.slug), _digests(essay))
    for keys in _batches():
        with transaction.atomic():
            # Held, so that no answer to them changes between reading and storing.
            list(Question.objects.select_for_update().filter(public_id__in=keys))
            replace(
                Q(kind="answer", question__in=keys),
                answer_documents(Answer.objects.filter(question__public_id__in=keys)),
            )
    gone = SearchDocument.objects.exclude(essay__in=[essay.slug for essay in essays])
    gone.delete()
    return SearchDocument.objects.public().count()


def _batches() -> Iterator[list[str]]:
    keys = list(Question.objects.order_by("pk").values_list("public_id", flat=True))
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def _proposals(essay: Essay) -> Iterator[Document]:
    for proposal in Proposal.objects.filter(essay=essay).select_related("essay"):
        if document := proposal_document(proposal):
            yield document


def _digests(essay: Essay) -> Iterator[Document]:
    for digest in Digest.objects.published().filter(essay=essay).in_context():
        if document := digest_document(digest):
            yield document
