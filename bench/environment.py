"""The surroundings of a measurement: production's shape, and nobody else's data."""

import os

DATABASE_URL = os.environ.get(
    "BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/aiq_bench"
)
# What a developer's shell may hold and a measurement must not depend on.
_UNSET = (
    "AIQ_ENV",
    "ALLOWED_HOSTS",
    "CELERY_BROKER_URL",
    "DATABASE_POOL",
    "GUNICORN_CMD_ARGS",
    "POSTING_LIMITS",
    "REDIS_URL",
    "TRUSTED_PROXY_COUNT",
)


def prepare(database: str, folder: str) -> None:
    """Call before Django reads its settings; processes started later inherit it.

    `folder` takes what the site writes beside its database.
    """
    for name in _UNSET:
        os.environ.pop(name, None)
    os.environ.update(
        {
            "DJANGO_SETTINGS_MODULE": "aiq_site.settings",
            "DATABASE_URL": database,
            "AIQ_VAR": folder,
            "AIQ_DEMO": "0",
            "DEBUG": "0",
            "SECRET_KEY": "a-key-for-measurements-on-the-loopback-interface-only",
            "SECURE_SSL_REDIRECT": "0",
            "SITE_URL": "http://localhost:8000",
            "LOG_LEVEL": "WARNING",
        }
    )
