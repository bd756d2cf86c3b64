"""The work behind the progress bars of an import and of suggesting."""

from functools import partial

from django.urls import reverse
from django.utils import timezone

from apps.comments.actions import bring_upload, suggest
from apps.comments.actions.suggesting import KIND as SUGGEST
from apps.comments.actions.uploading import KIND as IMPORT
from apps.comments.models import CommentImport
from apps.comments.outcome import outcome
from apps.jobs.actions import JobFailed, must_be_ours, report
from apps.jobs.models import Job
from apps.jobs.registry import runs
from apps.questions.models import Essay


@runs(IMPORT)
def import_comments(job: Job) -> dict[str, object]:
    uploads = CommentImport.objects.select_related("essay", "created_by")
    upload = uploads.filter(public_id=job.params["upload"]).first()
    if upload is None:
        raise JobFailed("These comments are no longer kept. Upload the file again.")

    def progress(done: int, total: int) -> None:
        report(job, stage="Bringing in comments", done=done, total=total)

    new = bring_upload(
        upload=upload,
        at=timezone.now(),
        progress=progress,
        before_end=partial(must_be_ours, job),
    )
    suggest(essay=upload.essay, progress=partial(_suggesting, job))
    became = outcome(upload)
    said = {"url": became.waiting_url, "said": str(became)} if became else {}
    return {"new": new, **said}


@runs(SUGGEST)
def suggest_questions(job: Job) -> dict[str, object]:
    essay = Essay.objects.filter(pk=job.params["essay"]).first()
    if essay is None:
        raise JobFailed("This essay is no longer here.")
    count = suggest(essay=essay, progress=partial(_suggesting, job))
    return {"url": _waiting(essay), "suggested": count}


def _suggesting(job: Job, done: int, total: int) -> None:
    report(job, stage="Suggesting questions", done=done, total=total)


def _waiting(essay: Essay) -> str:
    return reverse("comments:waiting", args=[essay.slug])
