"""What an operator is told at the start about searching."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register
from django.db import connection

from apps.search.engines import full_text


@register
def check_full_text(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if connection.vendor != "sqlite" or full_text.is_available():
        return []
    return [
        Warning(
            "This Python's SQLite has no FTS5: searching reads every text, which is "
            "slow on a large site. Use a Python whose SQLite has it, or PostgreSQL, "
            "and run `manage.py reindex`.",
            id="search.W001",
        )
    ]
