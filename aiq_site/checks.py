"""What production refuses to start with, each with the sentence that says why.

`manage.py` commands learn of it as system checks. gunicorn and Celery run no checks,
so `wsgi.py` and `celery.py` call `refuse_unsafe_settings` themselves.
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 32
LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}


def unsafe_settings() -> list[str]:
    """One sentence for each unsafe value; none outside production."""
    if not settings.PRODUCTION:
        return []
    site = urlsplit(settings.SITE_URL)
    refusals = {
        "SECRET_KEY is not set: put 50 random characters there.": (
            settings.SECRET_KEY == settings.DEVELOPMENT_KEY
        ),
        f"SECRET_KEY has fewer than {SHORTEST_KEY} characters.": (
            len(settings.SECRET_KEY) < SHORTEST_KEY
        ),
        "DEBUG is on: it shows strangers the inside of every error.": settings.DEBUG,
        "ALLOWED_HOSTS is not set: list the names readers type, such as aiq.example.": (
            not settings.ALLOWED_HOSTS
        ),
        "ALLOWED_HOSTS contains *: anybody could choose the address in our mails.": (
            "*" in settings.ALLOWED_HOSTS
        ),
        "SITE_URL must begin with https:// (only localhost may do without).": (
            site.scheme != "https" and site.hostname not in LOCAL_HOSTS
        ),
        "AIQ_DEMO is on: anybody could sign in as an editor with one click.": (
            settings.DEMO
        ),
        "EMAIL_URL is not set: nobody would receive the code that signing up needs.": (
            settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")
        ),
    }
    return [sentence for sentence, is_unsafe in refusals.items() if is_unsafe]


def refuse_unsafe_settings() -> None:
    """Raise `ImproperlyConfigured` with all the sentences at once."""
    if refusals := unsafe_settings():
        raise ImproperlyConfigured("AIQ does not start. " + " ".join(refusals))


@register(Tags.security)
def check_production(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = [
        Error(sentence, id=f"aiq.E{number:03}")
        for number, sentence in enumerate(unsafe_settings(), start=1)
    ]
    if settings.PRODUCTION and not settings.REDIS_URL:
        found.append(
            Warning(
                "REDIS_URL is not set: rate limits count per process, and jobs run "
                "only where the worker shares AIQ_VAR with the web server.",
                id="aiq.W001",
            )
        )
    return found
