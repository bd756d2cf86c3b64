"""SQLite's test database as the migrations left it the last time, not made anew."""

import hashlib
import os
import shutil
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created

from apps.search import engines


def copy_on_connecting() -> None:
    """The first connection to the empty test database finds every table there."""
    if connection.vendor == "sqlite" and _kept().is_file():
        connection_created.connect(_copy)


def keep() -> None:
    """For the next run, as long as no migration and no library changes."""
    if connection.vendor != "sqlite" or _kept().is_file():
        return
    for old in _kept().parent.glob("migrated-*.sqlite3"):
        old.unlink(missing_ok=True)
    # Another worker may be doing the same: the last one's copy stays, whole.
    mine = _kept().with_suffix(f".{os.getpid()}")
    target = sqlite3.connect(mine)
    connection.ensure_connection()
    connection.connection.backup(target)
    target.close()
    mine.replace(_kept())


def put_copy(target: Path) -> None:
    """A migrated SQLite database at `target`, if one was kept."""
    if _kept().is_file():
        shutil.copyfile(_kept(), target)


def _copy(*, connection: Any, **_: object) -> None:
    connection_created.disconnect(_copy)
    source = sqlite3.connect(_kept())
    source.backup(connection.connection)
    source.close()


@cache
def _kept() -> Path:
    seen = hashlib.sha256(sqlite3.sqlite_version.encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            seen.update(str(file.relative_to(app.path)).encode() + file.read_bytes())
    # What the last migration calls to build the index.
    for file in sorted(Path(engines.__file__).parent.rglob("*.py")):
        seen.update(file.read_bytes())
    return settings.VAR / f"migrated-{seen.hexdigest()[:16]}.sqlite3"
