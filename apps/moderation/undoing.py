"""What a moderator may want to take back."""

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.decisions.models import Decision


def last_hidden(person: User) -> Answer | None:
    """The answer they hid with their last decision, if it still is. Two queries."""
    last = Decision.objects.filter(actor_id=person.pk).first()
    if last is None or last.verb != Decision.Verb.HIDE:
        return None
    hidden = Answer.objects.filter(status=Answer.Status.HIDDEN)
    return hidden.with_author().filter(public_id=last.subject_id).first()
