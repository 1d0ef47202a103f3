"""The verifier's jobs beside requests: nothing stays longer than was promised, also when nobody visits."""

from collections.abc import Callable
from datetime import datetime

from verifier.checked_documents import purge
from verifier.models import StaffSession
from verifier.requests.answers import remove_over
from web.database import Database
from web.jobs import Job
from web.sessions import Sessions


def purging(database: Database, *, now: Callable[[], datetime]) -> Job:
    """Return the job that removes the documents whose time is over."""

    def step() -> bool:
        with database.transaction() as session:
            return purge(session, now=now()) > 0

    return Job("purge checked documents", step)


def forgetting_answers(database: Database, *, now: Callable[[], datetime]) -> Job:
    """Return the job that removes answers to requests on the day that was promised."""

    def step() -> bool:
        with database.transaction() as session:
            return remove_over(session, at=now()) > 0

    return Job("forget answers", step)


def ending_sessions(
    database: Database, sessions: Sessions[StaffSession], *, now: Callable[[], datetime]
) -> Job:
    """Return the job that removes browser sessions that are over."""

    def step() -> bool:
        with database.transaction() as session:
            return sessions.remove_expired(session, at=now()) > 0

    return Job("end sessions", step)


def verifier_jobs(
    database: Database, sessions: Sessions[StaffSession], *, now: Callable[[], datetime]
) -> list[Job]:
    """Return all that the worker does."""
    return [
        purging(database, now=now),
        forgetting_answers(database, now=now),
        ending_sessions(database, sessions, now=now),
    ]
