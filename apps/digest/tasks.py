"""The work behind the compile's progress bar."""

from functools import partial

from django.utils import timezone

from apps.digest.actions import compile_draft
from apps.digest.models import Digest
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

    return compile_draft(
        digest=digest,
        at=timezone.now(),
        progress=progress,
        before_write=partial(must_be_ours, job),
    )
