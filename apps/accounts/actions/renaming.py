"""Somebody is called otherwise from now on: what copied the name is made anew."""

from datetime import datetime

from apps.accounts.models import Notice, User
from apps.jobs.actions import enqueue

RENEW_NAMES = "renew_names"


def renew_name(person: User, *, at: datetime) -> None:
    """Ask a worker to, where highlights name them; one query where none does.

    Each change is asked for by itself: work under way may have read the old name.
    """
    if not person.notices.filter(kind=Notice.Kind.FEATURED).exists():
        return
    enqueue(
        kind=RENEW_NAMES,
        subject=f"person:{person.pk}:{at.timestamp():.6f}",
        params={"person": person.pk},
        by=None,
    )
