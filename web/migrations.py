"""Alembic without its command line: each actor has a folder of migrations, and this runs them.

An actor's `env.py` is two lines: `from web.migrations import run_env` and `run_env(Base.metadata)`.
Nothing migrates at import or when an application starts; the command `migrate` does.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from alembic import command, context
from alembic.autogenerate import compare_metadata
from alembic.autogenerate.api import AutogenContext
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData

from web.database import Database, UtcDateTime


def upgrade(database: Database, script_location: str | Path, revision: str = "head") -> None:
    """Bring the database to a revision. Safe to repeat; each revision is one transaction."""
    with _migrating(database) as connection:
        command.upgrade(_config(script_location, connection), revision)


def downgrade(database: Database, script_location: str | Path, revision: str = "base") -> None:
    """Take the database back to a revision."""
    with _migrating(database) as connection:
        command.downgrade(_config(script_location, connection), revision)


def current(database: Database) -> str | None:
    """Return the revision that the database is at, or None when it was never migrated."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head(script_location: str | Path) -> str | None:
    """Return the newest revision in a folder of migrations."""
    return ScriptDirectory.from_config(_config(script_location, None)).get_current_head()


def differences(database: Database, metadata: MetaData) -> list[Any]:
    """Return what the models have and the migrated database lacks, or the other way round.

    For tests: an empty list means that the migrations lead to the models.
    """
    with database.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))


def draft(database: Database, script_location: str | Path, message: str) -> None:
    """Write a new revision file with the differences between models and database, to be read and edited.

    A tool for developers: the folder needs a `script.py.mako`, and the database must be at head.
    """
    with _migrating(database) as connection:
        command.revision(_config(script_location, connection), message=message, autogenerate=True)


def run_env(metadata: MetaData) -> None:
    """Run the migrations that the command asked for; the whole of an actor's `env.py`.

    Changes are rendered in batches, since SQLite can alter little in place.
    """
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        transaction_per_migration=True,
        render_item=_render_item,
    )
    with context.begin_transaction():
        context.run_migrations()


def _render_item(kind: str, item: Any, _autogen: AutogenContext) -> str | Literal[False]:
    # A migration describes columns as they were on its day, so it does not import our own types.
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def _config(script_location: str | Path, connection: Connection | None) -> Config:
    config = Config(stdout=io.StringIO(), attributes={"connection": connection})
    config.set_main_option("script_location", str(script_location).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


@contextmanager
def _migrating(database: Database) -> Iterator[Connection]:
    """Open a connection on which a table may be rebuilt.

    SQLite alters a table by copying it; with foreign keys on, dropping the old one would delete the
    rows that refer to it. They are off meanwhile (the pragma is without effect inside a transaction)
    and every reference is checked afterwards.
    """
    with database.engine.connect() as connection:
        if not database.is_sqlite:
            yield connection
            return
        driver = connection.connection.driver_connection
        if driver is None:
            raise RuntimeError("the connection was closed")
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            yield connection
            broken = driver.execute("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"the migration broke references of {sorted({row[0] for row in broken})}")
        finally:
            driver.execute("PRAGMA foreign_keys = ON")
