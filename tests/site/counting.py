"""A kind of job for `test_real_worker.py`: `celery -A tests.site.counting worker`.

Run as a program it does what the web server does: asks for the job, looks at its row
until the job has ended, and prints what it saw. `lose` instead stops looking once the
job runs; `expire` ends the lease of whoever runs it, and sweeps.
"""

import json
import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from aiq_site.celery import app
from apps.jobs.registry import runs

if TYPE_CHECKING:
    from apps.jobs.models import Job

__all__ = ["app"]

STEPS = 20


@runs("count")
def count(job: "Job") -> dict[str, object]:
    from apps.jobs.actions import report

    for step in range(STEPS):
        report(job, stage="Counting", done=step, total=STEPS)
        time.sleep(0.1)
    return {"url": "/counted/", "attempt": job.attempts}


def main(wish: str) -> None:
    import django

    django.setup()
    from django.utils import timezone

    from apps.jobs.actions import enqueue, sweep
    from apps.jobs.models import Job

    if wish == "expire":
        Job.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=5))
        # What beat would send: the worker here runs without it.
        sweep(now=timezone.now())
    job = enqueue(kind="count", subject="sheep", params={}, by=None)
    seen = [job.done]
    until = Job.State.RUNNING if wish == "lose" else Job.State.DONE
    deadline = time.monotonic() + 180
    while job.state != until and time.monotonic() < deadline:
        time.sleep(0.1)
        job.refresh_from_db()
        seen.append(job.done)
    json.dump({"state": job.state, "result": job.result, "seen": seen}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
