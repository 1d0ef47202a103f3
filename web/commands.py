"""What the actors' commands share: bounded options, settings that are explained, a database that is ready.

A command that can't go on says in one line what is wrong and what to do, and ends with 1: a traceback is
for our own faults. Nothing heavy is imported before a command runs, so that `--help` answers at once.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, Unpack

import click

from schemas.errors import DomainError

if TYPE_CHECKING:
    from flask import Flask

    from web.database import Database
    from web.settings import ActorSettings

Settings = TypeVar("Settings")
OfActor = TypeVar("OfActor", bound="ActorSettings")
Command = TypeVar("Command", bound=Callable[..., Any])

_WORKERS = click.IntRange(1, 64)
_THREADS = click.IntRange(1, 256)


class ServeOptions(TypedDict):
    """What the options of `serve_options` come to."""

    host: str
    port: int
    workers: int
    threads: int
    tls: bool


def serve_options(*, port: int) -> Callable[[Command], Command]:
    """Add the options of a `serve` command; `port` is its default."""
    options = (
        click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on."),
        click.option("--port", default=port, show_default=True, type=click.IntRange(1, 65535)),
        click.option("--workers", default=1, show_default=True, type=_WORKERS, help="Processes."),
        click.option("--threads", default=8, show_default=True, type=_THREADS, help="Threads per process."),
        click.option("--tls", is_flag=True, help="Speak https, by a certificate of our own: for local runs."),
    )

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def serve(
    settings: OfActor,
    migrations: Path,
    create_app: Callable[[OfActor], "Flask"],
    **options: Unpack[ServeOptions],
) -> None:
    """Serve an actor under gunicorn until it is told to stop."""
    from web.logs import configure_logging
    from web.serving import serve as serve_application
    from web.tls import with_local_certificate

    certificate = None
    if options["tls"]:
        settings, certificate = with_local_certificate(settings, at=datetime.now(UTC))
    ready_database(settings, migrations).close()  # its workers open it again, each for itself
    configure_logging()
    serve_application(
        lambda: create_app(settings),
        host=options["host"],
        port=options["port"],
        workers=options["workers"],
        threads=options["threads"],
        certificate=certificate,
    )


@contextmanager
def refusals(sentences: Mapping[str, str] | None = None) -> Iterator[None]:
    """Turn a refusal into one line on the terminal; `sentences` has English ones by code."""
    try:
        yield
    except DomainError as error:
        template = (sentences or {}).get(error.code)
        # A code without a sentence is shown with its detail: the operator is the one who reads the log too.
        line = template.format_map(error.parameters) if template else str(error)
        raise click.ClickException(line) from error


def read_settings(kind: Callable[[], Settings]) -> Settings:
    """Read an actor's settings from the environment, or say which one is wrong and why."""
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    try:
        return kind()
    except ValidationError as error:
        prefix = str(getattr(kind, "model_config", {}).get("env_prefix", ""))
        lines = [_setting_line(prefix, found["loc"], found["msg"]) for found in error.errors()]
        raise click.ClickException("\n".join(["these settings are wrong:", *lines])) from error
    except SettingsError as error:
        raise click.ClickException(f"a list among the settings is not written as JSON: {error}") from error


def migrate(settings: "ActorSettings", migrations: Path) -> None:
    """Bring the actor's database to its newest form, and say so; safe to repeat."""
    from alembic.util import CommandError
    from sqlalchemy.exc import SQLAlchemyError

    from web.migrations import upgrade

    try:
        upgrade(_database(settings), migrations)
    except CommandError as error:
        raise click.ClickException(f"this software is older than the database: {error}") from error
    except SQLAlchemyError as error:
        raise click.ClickException(f"the database can't be used: {_reason(error)}") from error
    click.echo(f"The {settings.actor}'s database is up to date.")


def ready_database(settings: "ActorSettings", migrations: Path) -> "Database":
    """Open the actor's database until the command ends.

    It must be in its newest form, and belong to this public address.

    The address stands inside signed documents, links and proofs, so it is kept at the first start and
    another one is refused (`web.instance`).
    """
    from sqlalchemy.exc import SQLAlchemyError

    from web.instance import Instance
    from web.migrations import current, head

    database = _database(settings)
    try:
        revision = current(database)
    except SQLAlchemyError as error:
        raise click.ClickException(f"the database can't be used: {_reason(error)}") from error
    if revision != head(migrations):
        raise click.ClickException(
            "the database is not in the form that this version needs; "
            f"run `vakbewijs {settings.actor} migrate`"
        )
    with refusals(_ADDRESS_SENTENCES):
        Instance.open(settings.folder, base_url=settings.public_base_url)
    return database


_ADDRESS_SENTENCES = {
    "instance.other_address": (
        "this was started as {stored}, and that address stands inside what was signed and shared; "
        "{asked} needs an instance folder of its own"
    ),
}


def _database(settings: "ActorSettings") -> "Database":
    from sqlalchemy.exc import ArgumentError

    from web.database import Database

    try:
        database = Database(settings.database_url)
    except (ArgumentError, ImportError, ValueError) as error:
        # Not the address itself: it may hold a password.
        name = f"{settings.model_config.get('env_prefix', '')}DATABASE_URL"
        raise click.ClickException(
            f"{name} is no address of a database; write sqlite:////path/to/file "
            "or postgresql+psycopg://user@host/name"
        ) from error
    click.get_current_context().call_on_close(database.close)
    return database


def _setting_line(prefix: str, place: tuple[int | str, ...], message: str) -> str:
    first, *rest = place or ("",)
    name = str(first) if str(first).isupper() else f"{prefix}{str(first).upper()}"
    return f"  {'.'.join([name, *map(str, rest)])}: {message.removeprefix('Value error, ')}"


def _reason(error: Exception) -> str:
    """Return the first line of what the driver said."""
    return str(getattr(error, "orig", None) or error).strip().split("\n", 1)[0]
