"""A PostgreSQL database that exists for one measurement."""

import sys
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

# The database is dropped: a URL pasted from elsewhere must not cost anybody theirs.
PREFIX = "aiq_bench"


def recreate(url: str) -> None:
    """Drop and create the database; exits with a sentence where that cannot be."""
    parts = urlsplit(url)
    name = parts.path.lstrip("/")
    if not name.startswith(PREFIX):
        sys.exit(
            f"“{name}” would be dropped and created anew: choose a name that begins "
            f"with {PREFIX} in BENCH_DATABASE_URL."
        )
    server = urlunsplit(parts._replace(path="/postgres"))
    try:
        with psycopg.connect(server, autocommit=True, connect_timeout=5) as connection:
            for command in ("DROP DATABASE IF EXISTS {} WITH (FORCE)", _CREATE):
                connection.execute(sql.SQL(command).format(sql.Identifier(name)))
    except psycopg.OperationalError as error:
        sys.exit(
            f"No PostgreSQL for the measurement: {str(error).strip()}\n"
            "Start one, or say where it is: BENCH_DATABASE_URL="
            "postgres://user:password@127.0.0.1:5432/aiq_bench"
        )


_CREATE = "CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0"
