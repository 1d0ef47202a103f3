"""The verifier's one job beside requests: nothing stays longer than was promised, also when nobody visits."""

from collections.abc import Callable
from datetime import datetime

from verifier.checked_documents import purge
from web.database import Database
from web.jobs import Job


def purging(database: Database, *, now: Callable[[], datetime]) -> Job:
    """Return the job that removes the documents whose time is over."""

    def step() -> bool:
        with database.transaction() as session:
            return purge(session, now=now()) > 0

    return Job("purge checked documents", step)
