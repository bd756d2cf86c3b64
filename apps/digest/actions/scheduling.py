"""Compiles that start by themselves, where an editor wants them to."""

from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.digest import gathering
from apps.digest.actions.starting import request_compile, start_digest
from apps.digest.models import Schedule
from apps.questions.models import Essay


@transaction.atomic
def set_schedule(
    *, essay: Essay, every: str, threshold: int, by: User, at: datetime
) -> Schedule:
    """The rhythm counts from now on; setting the same again changes nothing."""
    row, is_new = Schedule.objects.get_or_create(
        essay=essay,
        defaults={"every": every, "threshold": threshold, "set_by": by, "set_at": at},
    )
    if is_new or (row.every, row.threshold) == (every, threshold):
        return row
    row.every, row.threshold = every, threshold
    row.set_by, row.set_at, row.asked_at = by, at, None
    row.save(update_fields=["every", "threshold", "set_by", "set_at", "asked_at"])
    return row


def request_due_compiles(*, now: datetime) -> int:
    """Ask for a compile wherever one is due; how many were asked for.

    An essay with fewer new answers than its threshold is looked at again the next
    time. Running twice at the same moment asks once.
    """
    on = Schedule.objects.on().filter(essay__published_at__isnull=False)
    return sum(
        _request(pk, now) for pk in on.order_by("pk").values_list("pk", flat=True)
    )


class _TooFew(Exception):
    """Not worth a compile yet: whatever was prepared for one is taken back."""


def _request(pk: int, now: datetime) -> bool:
    try:
        with transaction.atomic():
            return _request_if_due(pk, now)
    except _TooFew:
        return False


def _request_if_due(pk: int, now: datetime) -> bool:
    rows = Schedule.objects.on().select_for_update(of=("self",))
    row = rows.select_related("essay__author", "set_by").filter(pk=pk).first()
    if row is None or not row.is_due(now):
        return False
    # Whoever set it may have another role by now: then it goes on as the author's.
    by = row.set_by if row.set_by.may_edit else row.essay.author
    if not by.may_edit:
        return False
    digest = start_digest(essay=row.essay, by=by, at=now)
    if gathering.fresh(digest).count() < row.threshold:
        raise _TooFew
    row.asked_at = now
    row.save(update_fields=["asked_at"])
    request_compile(digest=digest, by=by)
    return True
