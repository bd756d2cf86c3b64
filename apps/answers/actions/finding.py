"""What a change of answers means for the search. In the change's transaction."""

from collections.abc import Iterable

from django.db.models import Q

from apps.answers.indexing import answer_documents
from apps.answers.models import Answer
from apps.search.actions import replace

BATCH = 200


def index_answer(answer: Answer) -> None:
    """After a change of its text or credit. Five queries."""
    index_answers([answer])


def index_thread(answer: Answer) -> None:
    """After a change of who may read it: the replies below follow the first answer."""
    index_answers(Answer.objects.filter(Q(pk=answer.pk) | Q(root=answer.pk)))


def index_answers(answers: Iterable[Answer]) -> None:
    """What is shown of them now can be found, and the rest no longer.

    They are read again, so that deleted ones are forgotten. Five queries for each 200.
    """
    keys = [answer.public_id for answer in answers]
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        replace(
            Q(kind="answer", key__in=some),
            answer_documents(Answer.objects.filter(public_id__in=some)),
        )
