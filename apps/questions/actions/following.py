"""Following a question, whatever is merged in the same instant."""

from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.following.actions import follow
from apps.following.models import Kind, Target
from apps.questions.actions.holding import lock_surviving


@transaction.atomic
def follow_surviving(*, target: Target, by: User, at: datetime) -> bool:
    """Like `follow`; a question that was merged since it was read stands for the other.

    It is held meanwhile: a merge comes before this, or takes the follow along.
    """
    if target.kind == Kind.QUESTION:
        target = Target(Kind.QUESTION, lock_surviving(target.pk).pk)
    return follow(target=target, by=by, at=at)
