"""A site with the starter essay, made once and copied to each who wants one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests import migrated

ROOT = Path(__file__).resolve().parents[1]
Environment = dict[str, str]


@dataclass(frozen=True)
class StarterSite:
    """`folder` holds SQLite's file; on PostgreSQL the rows are in `database`.

    Addresses that the starter's posts carry were written for `SITE_URL`: a copy must
    be served there.
    """

    folder: Path
    database: str

    def copied(self, folder: Path, database: str) -> Environment:
        """The environment of a site in `folder`, on PostgreSQL in a new `database`."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        if not self.database:
            return environment(folder, "")
        create_database(database, template=self.database)
        return environment(folder, database)


def made(folder: Path, database: str, site_url: str) -> StarterSite:
    """Makes the site as `manage.py up` would, apart from starting it."""
    if on_postgres():
        create_database(database)
    else:
        database = ""
        migrated.put_copy(folder / "aiq.sqlite3")
    env = environment(folder, database) | {"SITE_URL": site_url}
    for command in ("migrate", "load_starter"):
        subprocess.run(
            [sys.executable, "manage.py", command, "--verbosity=0"],
            cwd=ROOT,
            env=env,
            check=True,
        )
    return StarterSite(folder, database)


def environment(folder: Path, database: str) -> Environment:
    env = {**os.environ, "AIQ_VAR": str(folder)}
    url = env.pop("DATABASE_URL", "")
    if database:
        env["DATABASE_URL"] = urlsplit(url)._replace(path=f"/{database}").geturl()
    return env


def on_postgres(env: Mapping[str, str] = os.environ) -> bool:
    return env.get("DATABASE_URL", "").startswith("postgres")


def create_database(name: str, template: str = "template0") -> None:
    _ask_postgres(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def drop_database(name: str) -> None:
    _ask_postgres(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _ask_postgres(statement: str) -> None:
    server = urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres").geturl()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]
