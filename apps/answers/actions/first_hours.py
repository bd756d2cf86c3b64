"""How long the answers to an essay's questions are new."""

from django.db import transaction
from django.db.models import F

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.questions.models import Essay


@transaction.atomic
def set_first_hours(*, essay: Essay, by: User, votes: int, hours: int) -> Essay:
    """Hold for answers first shown from now on; nought of either turns it off.

    Turned off, all scores are told at once. Setting what is set changes nothing.
    """
    essay = Essay.objects.select_for_update().get(pk=essay.pk)
    if (essay.fresh_votes, essay.fresh_hours) == (votes, hours):
        return essay
    essay.fresh_votes, essay.fresh_hours = votes, hours
    essay.save(update_fields=["fresh_votes", "fresh_hours"])
    Essay.objects.filter(pk=essay.pk).update(version=F("version") + 1)
    if not essay.has_first_hours:
        new = Answer.objects.filter(question__essay=essay, fresh_until__isnull=False)
        new.update(fresh_until=None)
    return essay
