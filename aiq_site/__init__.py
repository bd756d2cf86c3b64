"""The project. Importing it makes the Celery app the default one."""

from aiq_site.celery import app as celery_app

__all__ = ["celery_app"]
