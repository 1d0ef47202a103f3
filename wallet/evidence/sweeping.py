"""Bytes in the store of files that no row names: left by an interruption, or by a wallet that was deleted."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import select

from wallet.evidence.storage import Storage, Stored
from wallet.models import EvidenceFile
from web.database import Database
from web.jobs import Job

# An upload writes its bytes first and its row seconds later.
UNNAMED_FOR = timedelta(hours=1)
EVERY = timedelta(hours=1)
# Parameters of one statement; SQLite takes 999 on old systems.
_AT_ONCE = 500


def sweep(database: Database, store: Storage, *, at: datetime) -> int:
    """Delete what no row names for an hour; return how much that was. Raises `StorageError`."""
    old = (each for each in store.list() if each.written_at < at - UNNAMED_FOR)
    removed = 0
    while batch := _next(old):
        keys = {each.key for each in batch}
        with database.reading() as session:
            named = set(
                session.execute(
                    select(EvidenceFile.storage_key).where(EvidenceFile.storage_key.in_(keys))
                ).scalars()
            )
        for key in keys - named:
            store.delete(key)
            removed += 1
    return removed


def sweeping(database: Database, store: Storage, *, now: Callable[[], datetime]) -> Job:
    """Return the job that sweeps once an hour."""
    swept_at: datetime | None = None

    def step() -> bool:
        nonlocal swept_at
        at = now()
        if swept_at is not None and at < swept_at + EVERY:
            return False
        sweep(database, store, at=at)
        swept_at = at
        return False

    return Job("sweep_files", step)


def _next(found: Iterator[Stored]) -> list[Stored]:
    return list(islice(found, _AT_ONCE))
