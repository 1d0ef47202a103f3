"""One actor's database: SQLite out of the box, PostgreSQL by address.

A unit of work is one `with database.transaction() as session:` at the edge (a view, a command, a
job); services get the session and never commit. Nothing here knows which tables exist.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, DateTime, Dialect, Enum, create_engine, event, make_url
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator

from web.row_ids import new_row_id

__all__ = ["NAMING_CONVENTION", "Database", "UtcDateTime", "closed_set", "new_row_id"]

# Constraints get the same names on both databases, so that a migration can drop what it made.
NAMING_CONVENTION = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# How long a writer waits for another one; a web request has given up by then anyway.
SQLITE_BUSY_TIMEOUT_SECONDS = 15

_READ_ONLY = "vakbewijs_read_only"

CLOSED_SET_LENGTH = 40


def closed_set(values: type[StrEnum], name: str) -> Enum:
    """Return the column type for a closed set: its values as text, guarded by a check constraint."""
    return Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=CLOSED_SET_LENGTH,
        values_callable=lambda members: [member.value for member in members],
    )


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Takes aware datetimes only, stores UTC, and gives back aware UTC on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC. Raises `ValueError` for a naive datetime: whose midnight would it be?"""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("an instant needs a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the stored instant its zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Database:
    """A database address with its pool of connections. Opening one neither connects nor migrates.

    SQLite runs in WAL mode with full synchronous writes and foreign keys on. A writing transaction
    begins with `BEGIN IMMEDIATE`: it waits for its turn at the start, where nothing is lost, instead
    of failing half-way when it first writes after another writer (SQLITE_BUSY_SNAPSHOT).
    """

    def __init__(self, url: str) -> None:
        address = make_url(url)
        self.is_sqlite = address.get_backend_name() == "sqlite"
        if self.is_sqlite:
            if address.database in (None, "", ":memory:"):
                raise ValueError("SQLite needs a file: every connection to :memory: is another database")
            Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.engine = create_engine(
            address,
            hide_parameters=True,  # rows hold personal data, error messages reach logs
            pool_pre_ping=not self.is_sqlite,
            connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS} if self.is_sqlite else {},
        )
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        self._reading = self.engine.execution_options(**{_READ_ONLY: True, "postgresql_readonly": True})

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Open a session for one unit of work; commit at the end, roll back on any exception.

        Rows stay readable after the commit. Does NOT retry.
        """
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that sees one consistent state and refuses every write.

        Readers never wait for a writer, so pages that only show something use this.
        """
        with Session(self._reading, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Close the pooled connections."""
        self.engine.dispose()


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transaction handling begins late and never IMMEDIATE; `_begin_sqlite` replaces it.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    read_only: Any = connection.get_execution_options().get(_READ_ONLY, False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if read_only else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
