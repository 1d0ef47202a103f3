"""What the running application was made with: its settings, its database and its clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Flask, current_app

from web.database import Database
from web.settings import ActorSettings

_EXTENSION = "vakbewijs"


@dataclass(frozen=True, slots=True)
class ShellContext:
    """The parts that an application was put together from."""

    settings: ActorSettings
    database: Database
    clock: Callable[[], datetime]


def utc_now() -> datetime:
    """Return the time of the machine, with its zone: the default clock."""
    return datetime.now(UTC)


def init_context(app: Flask, context: ShellContext) -> None:
    """Give the application its parts."""
    app.extensions[_EXTENSION] = context


def _context() -> ShellContext:
    context: ShellContext = current_app.extensions[_EXTENSION]
    return context


def current_settings() -> ActorSettings:
    """Return the settings of the running application."""
    return _context().settings


def current_database() -> Database:
    """Return the database of the running application. For views and jobs; services get a session."""
    return _context().database


def now() -> datetime:
    """Return the time by the application's clock, aware and in UTC. For views; what is below gets `at`."""
    return _context().clock().astimezone(UTC)
