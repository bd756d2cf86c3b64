"""The progress page, which tells the same after a reload as it did before."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from apps.jobs import actions
from apps.jobs.models import Job
from apps.jobs.permissions import may_watch


@never_cache
@require_GET
@login_required
def progress(request: HttpRequest, public_id: str) -> HttpResponse:
    """The whole page, or only its moving part for htmx and `?fragment=1`.

    Who has watched the work to its end is sent on with `?go=1`, after a moment.
    """
    job = _watched_job(request, public_id)
    is_fragment = "HX-Request" in request.headers or "fragment" in request.GET
    template = "jobs/_progress.html" if is_fragment else "jobs/progress.html"
    response = render(request, template, {"job": job, "is_fragment": is_fragment})
    if is_fragment and "go" in request.GET and job.state == Job.State.DONE:
        response["HX-Redirect"] = job.result_url or request.path
    return response


@require_POST
@login_required
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    job = _watched_job(request, public_id)
    if request.user.is_authenticated and not actions.cancel(
        job=job, by=request.user, now=timezone.now()
    ):
        messages.info(request, "This job had already ended.")
    return redirect("jobs:progress", public_id=job.public_id)


def _watched_job(request: HttpRequest, public_id: str) -> Job:
    """One query. Raises 404, or `PermissionDenied` with a sentence for the reader."""
    job = get_object_or_404(Job, public_id=public_id)
    if not (request.user.is_authenticated and may_watch(request.user, job)):
        raise PermissionDenied("This job was started by somebody else.")
    return job
