"""The verifier's jobs beside requests: nothing stays longer than was promised, also when nobody visits."""

from collections.abc import Callable
from datetime import datetime

from schemas.frameworks import Frameworks
from verifier.bulk import keeping
from verifier.checked_documents import purge
from verifier.exempting import ending
from verifier.exempting.rechecking import check_next_case
from verifier.models import StaffSession
from verifier.requests.answers import remove_over
from verifier.requests.sealing import AnswerSeal
from verifier.services import Desk
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


def ending_cases(database: Database, *, now: Callable[[], datetime]) -> Job:
    """Return the job that removes cases about exemptions that are over."""

    def step() -> bool:
        with database.transaction() as session:
            return ending.remove_over(session, at=now()) > 0

    return Job("end cases", step)


def ending_sessions(
    database: Database, sessions: Sessions[StaffSession], *, now: Callable[[], datetime]
) -> Job:
    """Return the job that removes browser sessions that are over."""

    def step() -> bool:
        with database.transaction() as session:
            return sessions.remove_expired(session, at=now()) > 0

    return Job("end sessions", step)


def checking_batches(database: Database, desk: Desk, seal: AnswerSeal, *, now: Callable[[], datetime]) -> Job:
    """Return the job that checks what organisations handed in together, some rows at a time."""
    return Job("check batches", lambda: keeping.check_next_part(database, desk, seal, at=now()))


def checking_decisions(
    database: Database, desk: Desk, seal: AnswerSeal, frameworks: Frameworks, *, now: Callable[[], datetime]
) -> Job:
    """Return the job that checks each day what decisions on exemptions rest on."""
    return Job("check decisions", lambda: check_next_case(database, desk, seal, frameworks, at=now()))


def forgetting_batches(database: Database, *, now: Callable[[], datetime]) -> Job:
    """Return the job that removes batches whose hour is over."""

    def step() -> bool:
        with database.transaction() as session:
            return keeping.remove_over(session, at=now()) > 0

    return Job("forget batches", step)


def verifier_jobs(
    database: Database,
    sessions: Sessions[StaffSession],
    *,
    desk: Desk,
    seal: AnswerSeal,
    frameworks: Frameworks,
    now: Callable[[], datetime],
) -> list[Job]:
    """Return all that the worker does."""
    return [
        checking_batches(database, desk, seal, now=now),
        checking_decisions(database, desk, seal, frameworks, now=now),
        forgetting_batches(database, now=now),
        purging(database, now=now),
        forgetting_answers(database, now=now),
        ending_cases(database, now=now),
        ending_sessions(database, sessions, now=now),
    ]
