"""Published highlights that readers are not to find any more, and their way back."""

from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.decisions.actions import record
from apps.decisions.models import Decision
from apps.digest.actions.locking import lock_digest, new_version
from apps.digest.actions.renewing import copy_out
from apps.digest.actions.telling import subject_of, tell_followers, tell_the_quoted
from apps.digest.documents import covered
from apps.digest.models import Digest
from apps.following.actions import take_back


class CannotTakeDown(Exception):
    """There is nothing to take down; the message is fit to show."""


@transaction.atomic
def take_down(*, digest: Digest, by: User, at: datetime, reason: str) -> None:
    """Readers find a line in its place, and nothing of it anywhere else.

    Whoever has not heard of it will not. Its address, draft and revisions stay. Doing
    it twice changes nothing. Raises CannotTakeDown.
    """
    digest = lock_digest(digest.pk)
    if not digest.went_out:
        raise CannotTakeDown("These highlights were never published.")
    if digest.is_taken_down:
        return
    digest.taken_down_at, digest.taken_down_because = at, reason
    _settle(digest, verb=Decision.Verb.TAKE_DOWN, by=by, at=at, reason=reason)
    take_back(subject=subject_of(digest), at=at)


@transaction.atomic
def put_back(*, digest: Digest, by: User, at: datetime) -> None:
    """Readers find it again, as it may be shown today, at the same address.

    Only who has not heard of it is told: the quoted, and followers where it is news
    still. Doing it twice changes nothing.
    """
    digest = lock_digest(digest.pk)
    if not digest.is_taken_down:
        return
    digest.taken_down_at, digest.taken_down_because = None, ""
    _settle(digest, verb=Decision.Verb.RESTORE, by=by, at=at)
    document = covered(digest)
    if document:
        heard = tell_the_quoted(digest, document, at)
        tell_followers(digest, by=by, heard=heard, at=at)


def _settle(
    digest: Digest, *, verb: Decision.Verb, by: User, at: datetime, reason: str = ""
) -> None:
    digest.save(update_fields=["taken_down_at", "taken_down_because"])
    new_version(digest)
    record(
        verb=verb,
        subject_kind="digest",
        subject_id=digest.public_id,
        by=by,
        at=at,
        reason=reason,
        snapshot={"title": digest.title},
    )
    copy_out(digest)
