"""The times of a podcast of the digest."""

from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.digest.actions.history import changing
from apps.digest.document import Document
from apps.digest.exports.recording import Kind, estimated, retimed, to_json
from apps.digest.exports.rundown import plan
from apps.digest.models import Digest, Recording


@transaction.atomic
def time_recording(
    *,
    digest: Digest,
    document: Document,
    by: User,
    minutes: int,
    pace: int,
    times: str,
    kind: Kind,
    at: datetime,
) -> Recording:
    """Store when each part of the rundown of `document` began, or how long it took.

    Raises BadTimes, and TooShort where there is no such rundown.
    """
    planned = estimated(plan(document, minutes=minutes, pace=pace))
    told = {
        "minutes": minutes,
        "pace": pace,
        "chapters": to_json(retimed(planned, times, kind)),
        "timed_by": by,
        "timed_at": at,
    }
    words = "Stored the times of the recording"
    with changing(digest.pk, by=by, words=words) as digest:
        recording, _ = Recording.objects.update_or_create(digest=digest, defaults=told)
        return recording


@transaction.atomic
def forget_recording(*, digest: Digest, by: User) -> None:
    """Back to estimates. Doing it twice changes nothing."""
    words = "Threw the times of the recording away"
    with changing(digest.pk, by=by, words=words) as digest:
        Recording.objects.filter(digest=digest).delete()
