"""How much one person may write in a short time."""

from datetime import datetime, timedelta

from django.conf import settings

from apps.accounts.models import User
from apps.answers.models import Revision
from apps.answers.permissions import needs_review

WINDOW = timedelta(minutes=10)
NEWCOMERS_LIMIT = 5
LIMIT = 30


class TooMany(Exception):
    """Too many texts in too short a time; the message says how to go on."""


def must_not_flood(*, by: User, at: datetime) -> None:
    """Raises TooMany. Posts, replies and edits count alike. At most two queries.

    They are counted from the stored texts, so that the limit holds over any number
    of processes and with no cache.
    """
    if not settings.POSTING_LIMITS:
        return
    recent = Revision.objects.filter(
        answer__author=by, created_at__gt=at - WINDOW
    ).count()
    # Most people are far below either limit: then nobody asks how trusted they are.
    if recent >= NEWCOMERS_LIMIT and (recent >= LIMIT or needs_review(by)):
        raise TooMany(
            "You have posted a lot in a few minutes. Your text is kept below: "
            "please wait ten minutes, then send it again."
        )
