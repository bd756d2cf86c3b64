"""Celery, whose only part is to wake a worker: the truth about jobs is the database.

Every setting that is not Celery's default says why.
"""

import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_init, worker_ready
from kombu.transport import TRANSPORT_ALIASES

from apps.jobs.timing import SWEEP_EVERY

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aiq_site.settings")
TRANSPORT_ALIASES["fsatomic"] = "aiq_site.fsqueue:Transport"

app = Celery("aiq_site")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# A week or a month is kept to the hour.
SCHEDULE_SECONDS = 3600.0
SWEEP_SECONDS = SWEEP_EVERY.total_seconds()
DELIVER_SECONDS = 60.0
FORGET_SECONDS = 86400.0

app.conf.update(
    # Nobody reads results: the Job row holds what a page shows.
    task_ignore_result=True,
    # Messages carry ids only, and pickle would let whoever reaches Redis run code.
    accept_content=["json"],
    task_serializer="json",
    # A killed worker's message goes back to Redis instead of dying with it. Running
    # twice is harmless, because a job is claimed in the database first.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    # With late acknowledgement a worker would hoard messages that others could run.
    worker_prefetch_multiplier=1,
    # Redis may come up after the worker; without this Celery 6 would give up.
    broker_connection_retry_on_startup=True,
    # Settings' LOGGING stays in charge.
    worker_hijack_root_logger=False,
    timezone="UTC",
    beat_schedule={
        "sweep": {
            "task": "jobs.sweep",
            "schedule": SWEEP_SECONDS,
            # Sweeps that piled up while no worker ran would only repeat each other.
            "options": {"expires": SWEEP_SECONDS},
        },
        "deliver": {
            "task": "news.deliver",
            # What a reader who wants mail at once may wait; what comes within it is
            # one mail.
            "schedule": DELIVER_SECONDS,
            "options": {"expires": DELIVER_SECONDS},
        },
        # Compiles that editors have put on a schedule; none is unless they did.
        "schedule": {
            "task": "digest.schedule",
            "schedule": SCHEDULE_SECONDS,
            "options": {"expires": SCHEDULE_SECONDS},
        },
        # Django leaves them in the table, with all that they hold.
        "forget_sessions": {
            "task": "accounts.forget_sessions",
            "schedule": FORGET_SECONDS,
            "options": {"expires": FORGET_SECONDS},
        },
    },
)


@worker_ready.connect
def sweep_at_once(**kwargs: Any) -> None:
    """A worker that has just come up takes up what was left lying."""
    app.send_task("jobs.sweep", expires=SWEEP_SECONDS)


@worker_init.connect
@beat_init.connect
def refuse_to_start(**kwargs: Any) -> None:
    # Imported here: this module is loaded before Django's settings are.
    from django.core.exceptions import ImproperlyConfigured

    from aiq_site.checks import refuse_unsafe_settings

    try:
        refuse_unsafe_settings()
    except ImproperlyConfigured as refusal:
        # Celery would log any other exception here and go on.
        raise SystemExit(str(refusal)) from None
