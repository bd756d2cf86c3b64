"""An editor's mark on an answer: worth quoting. Readers see it as an Editor's pick."""

from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.answers.actions import show_pick
from apps.answers.models import Answer
from apps.digest.actions.history import changing
from apps.digest.models import Digest, Star


@transaction.atomic
def star(*, digest: Digest, answer: Answer, by: User, at: datetime) -> Star:
    """Mark it for the compiles to come; marking it twice keeps the newer moment.

    A later star says more than an earlier one: it may bring back what was featured
    in between. It is the answer's; `digest` is the one on whose desk it was set.
    """
    with changing(digest.pk, by=by, words="Starred", answer=answer):
        show_pick(answer=answer, is_pick=True)
        row, _ = Star.objects.update_or_create(
            answer=answer, defaults={"starred_by": by, "starred_at": at}
        )
        return row


@transaction.atomic
def unstar(*, digest: Digest, answer: Answer, by: User) -> None:
    """Take the mark away; doing it twice changes nothing."""
    with changing(digest.pk, by=by, words="Took the star away", answer=answer):
        show_pick(answer=answer, is_pick=False)
        Star.objects.filter(answer=answer).delete()
