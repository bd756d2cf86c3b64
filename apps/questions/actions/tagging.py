"""Tags, by which questions of different sections are found together."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from apps.questions.actions.outlining import lock_essay, new_essay_version
from apps.questions.models import Question


@transaction.atomic
def set_tags(*, question: Question, tags: Sequence[str]) -> None:
    """Give a question exactly these tags, in lower case. Repeating changes nothing."""
    essay = lock_essay(question.essay_id)
    wanted = {" ".join(tag.split()).lower() for tag in tags if tag.strip()}
    if wanted == set(question.tags.names()):
        return
    question.tags.set(sorted(wanted))
    Question.objects.filter(pk=question.pk).update(version=F("version") + 1)
    new_essay_version(essay)
