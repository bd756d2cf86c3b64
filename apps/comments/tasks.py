"""The work behind the progress bar of an import of comments."""

from functools import partial

from django.urls import reverse
from django.utils import timezone

from apps.comments.actions import bring_upload, suggest
from apps.comments.actions.uploading import KIND
from apps.comments.models import CommentImport
from apps.jobs.actions import JobFailed, must_be_ours, report
from apps.jobs.models import Job
from apps.jobs.registry import runs


@runs(KIND)
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
    report(job, stage="Suggesting questions", done=new, total=new)
    suggest(essay=upload.essay)
    url = reverse("comments:waiting", args=[upload.essay.slug])
    return {"url": url, "new": new}
