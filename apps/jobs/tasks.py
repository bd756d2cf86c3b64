"""The two messages workers receive; both may come twice without harm."""

import logging

from celery import shared_task
from django.utils import timezone

from apps.jobs import actions
from apps.jobs.registry import UnknownKind, work_for

logger = logging.getLogger(__name__)

UNEXPECTED = (
    "Something went wrong that nobody expected. Nothing was changed by half; "
    "the details are in the server's log."
)


@shared_task(name="jobs.run")
def run(public_id: str) -> None:
    """Do one job and record how it ended."""
    job = actions.claim(public_id, now=timezone.now())
    if job is None:
        return
    try:
        actions.finish(job, work_for(job.kind)(job))
    except actions.JobFailed as refusal:
        actions.fail(job, str(refusal))
    except UnknownKind:
        actions.fail(job, f"No worker here knows how to do “{job.kind}”.")
    except actions.NotOurs as stopped:
        logger.info("Job %s stopped: %s", public_id, type(stopped).__name__)
    except Exception:
        actions.fail(job, UNEXPECTED)
        raise


@shared_task(name="jobs.sweep")
def sweep() -> None:
    """Beat sends this; see `SWEEP_EVERY`."""
    sent = actions.sweep(now=timezone.now())
    if sent:
        logger.warning("Sent %s lost or waiting jobs again", sent)
