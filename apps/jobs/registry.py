"""Which function does which kind of job.

An app registers its kinds in its `tasks.py`, which Celery imports in every worker:

    @runs("compile_digest")
    def compile_digest(job: Job) -> dict[str, object]: ...

The function may run twice for one job (a worker died), reports as it goes, and returns
the job's result; `{"url": ...}` in it becomes the link on the progress page.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apps.jobs.models import Job

Work = Callable[["Job"], dict[str, object]]

_works: dict[str, Work] = {}


class UnknownKind(Exception):
    """No app registered this kind of job."""


def runs(kind: str) -> Callable[[Work], Work]:
    def register(work: Work) -> Work:
        _works[kind] = work
        return work

    return register


def work_for(kind: str) -> Work:
    """The function registered for `kind`; raises `UnknownKind`."""
    try:
        return _works[kind]
    except KeyError:
        raise UnknownKind(kind) from None
