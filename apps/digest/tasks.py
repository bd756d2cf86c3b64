"""The work behind the compile's progress bar, and the clock that may start it."""

from functools import partial

from celery import shared_task
from django.utils import timezone

from apps.accounts.actions import RENEW_NAMES
from apps.digest.actions import compile_draft, renew_names, request_due_compiles
from apps.digest.models import Digest
from apps.digest.parameters import BadParameters
from apps.jobs.actions import JobFailed, must_be_ours, report
from apps.jobs.models import Job
from apps.jobs.registry import runs


@runs("compile_digest")
def compile_digest(job: Job) -> dict[str, object]:
    digest = Digest.objects.in_context().filter(public_id=job.params["digest"]).first()
    if digest is None:
        raise JobFailed("This digest no longer exists.")

    def progress(stage: str, done: int, total: int) -> None:
        report(job, stage=stage, done=done, total=total)

    try:
        return compile_draft(
            digest=digest,
            at=timezone.now(),
            progress=progress,
            before_write=partial(must_be_ours, job),
        )
    except BadParameters as fault:
        raise JobFailed(str(fault)) from fault


@runs(RENEW_NAMES)
def renew(job: Job) -> dict[str, object]:
    return {"renewed": renew_names(person=int(job.params["person"]))}


@shared_task(name="digest.schedule")
def schedule() -> None:
    """Beat sends this once an hour."""
    request_due_compiles(now=timezone.now())
