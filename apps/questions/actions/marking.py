"""Whether an essay's page says in its margin what answers quote."""

from django.db import transaction

from apps.questions.actions.outlining import lock_essay
from apps.questions.models import Essay


@transaction.atomic
def set_marks(*, essay: Essay, are_shown: bool) -> Essay:
    """Setting what is set already changes nothing."""
    essay = lock_essay(essay.pk)
    if essay.has_marks != are_shown:
        essay.has_marks = are_shown
        essay.version += 1
        essay.save(update_fields=["has_marks", "version"])
    return essay
