"""What beat sends once a day: sessions that are over are deleted."""

from importlib import import_module

from celery import shared_task
from django.conf import settings


@shared_task(name="accounts.forget_sessions")
def forget_sessions() -> None:
    """With what a stranger had typed and never came back for."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
