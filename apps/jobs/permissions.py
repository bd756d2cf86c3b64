"""Who may see and stop a job."""

from typing import Any, Protocol

from apps.jobs.models import Job


class Watcher(Protocol):
    pk: Any

    @property
    def may_edit(self) -> bool: ...


def may_watch(person: Watcher, job: Job) -> bool:
    """Whoever asked for the work, and the editors, whose site it changes."""
    return job.created_by_id == person.pk or person.may_edit
