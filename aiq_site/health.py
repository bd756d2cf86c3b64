"""Is the site well? One address that tells database, broker and worker apart."""

from celery import current_app
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from kombu.exceptions import KombuError

from apps.jobs.models import WorkerSeen
from apps.jobs.timing import SILENT_AFTER


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while pages can be served and jobs be asked for, 503 otherwise.

    A silent worker is told but is no 503: pages work, and restarting the web server
    would not help. Two queries.
    """
    report = {"database": "ok", "broker": broker_state(), "worker": "unknown"}
    try:
        report["worker"] = worker_state()
    except DatabaseError:
        report["database"] = "down"
    is_well = report["database"] == report["broker"] == "ok"
    response = JsonResponse(report, status=200 if is_well else 503)
    response["Cache-Control"] = "no-store"
    return response


def broker_state() -> str:
    """Opens one connection of its own: a pooled one may be a broken one."""
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, interval_step=0)
    except (KombuError, OSError):
        return "down"
    return "ok"


def worker_state() -> str:
    """`silent` without a worker, and without a beat to send it the sweeps."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    oldest = timezone.now() - SILENT_AFTER
    return "ok" if WorkerSeen.objects.filter(seen_at__gte=oldest).exists() else "silent"
