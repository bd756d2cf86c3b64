"""Somebody is called otherwise from now on: what copied the name is made anew."""

from datetime import datetime

from apps.accounts.models import Notice, User
from apps.jobs.actions import enqueue

RENEW_NAMES = "renew_names"


def renew_name(person: User, *, at: datetime) -> None:
    """Ask a worker to, where highlights may name them: as quoted, or as who proposed a
    question. One query where none does.

    Each change is asked for by itself: work under way may have read the old name.
    """
    heard_of = [Notice.Kind.FEATURED, Notice.Kind.PROPOSAL]
    if not person.notices.filter(kind__in=heard_of).exists():
        return
    enqueue(
        kind=RENEW_NAMES,
        subject=f"person:{person.pk}:{at.timestamp():.6f}",
        params={"person": person.pk},
        by=None,
    )
