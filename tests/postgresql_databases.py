"""PostgreSQL databases for tests that start processes of their own: empty, and gone afterwards."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest


@contextmanager
def new_database(template: str = "template0") -> Iterator[str]:
    """The address of a new database on the server of ``TEST_DATABASE_URL``."""
    server = os.environ.get("TEST_DATABASE_URL", "")
    if not server.startswith("postgres"):
        pytest.skip("no TEST_DATABASE_URL names a PostgreSQL server: see make test-postgresql")
    name = f"test_{secrets.token_hex(6)}"
    _at(server, f'CREATE DATABASE "{name}" TEMPLATE "{urlsplit(template).path.lstrip("/")}"')
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        _at(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _at(url: str, statement: str) -> None:
    with closing(psycopg.connect(url, autocommit=True)) as opened:
        opened.execute(statement.encode())
