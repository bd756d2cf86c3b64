"""Tags, by which questions of different sections are found together."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from apps.accounts.models import User
from apps.questions.actions.finding import index_question
from apps.questions.actions.outlining import lock_essay, new_essay_version
from apps.questions.actions.telling import tell_of_tags
from apps.questions.models import Question
from apps.questions.tag_names import known_as


@transaction.atomic
def set_tags(
    *,
    question: Question,
    tags: Sequence[str],
    by: User | None = None,
    at: datetime | None = None,
) -> None:
    """Give a question exactly these tags, in their one spelling. Repeating changes nothing.

    Those who follow a tag hear of what it is given to; not whoever gives it.
    """
    essay = lock_essay(question.essay_id)
    wanted = known_as(tags)
    given = dict(question.tags.values_list("name", "pk"))
    if wanted == set(given):
        return
    question.tags.set(sorted(wanted))
    Question.objects.filter(pk=question.pk).update(version=F("version") + 1)
    new_essay_version(essay)
    fresh = question.tags.exclude(pk__in=given.values()).values_list("pk", flat=True)
    tell_of_tags(question, fresh, not_to=[by.pk] if by else [], at=at or timezone.now())
    index_question(question)
