"""Who has a page here, and may be told of by name."""

from django.db.models import Exists, OuterRef, QuerySet

from apps.accounts.models import Credit, User
from apps.answers.models import Answer
from apps.questions.models import Essay, Question


def with_pages() -> QuerySet[User]:
    """Those whose name something public carries: an answer, a question, an essay."""
    person = OuterRef("pk")
    signed = Answer.objects.signed().filter(author=person)
    asked = Question.objects.published().filter(proposed_by=person, credit=Credit.NAME)
    written = Essay.objects.published().filter(author=person)
    return User.objects.filter(Exists(signed) | Exists(asked) | Exists(written))
