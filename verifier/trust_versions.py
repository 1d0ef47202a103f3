"""The memory of trust list versions, in the database: a list that goes back in time is not taken (SL-02).

Whoever could serve an old list again would bring back a recognition that was withdrawn.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from verifier.models import SeenTrustList
from web.database import Database


class StoredSeenVersions:
    """A `SeenVersions` that outlives the process and is shared between workers."""

    def __init__(self, database: Database, *, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def newest(self, url: str) -> int | None:
        """Return the highest version that was ever accepted from an address."""
        with self._database.reading() as session:
            seen = session.get(SeenTrustList, url)
            return seen.version if seen else None

    def remember(self, url: str, version: int) -> None:
        """Keep a version that was accepted now; a lower one than before changes nothing."""
        try:
            with self._database.transaction() as session:
                if session.get(SeenTrustList, url) is None:
                    session.add(SeenTrustList(list_url=url, version=version, seen_at=self._now()))
                    return
        except IntegrityError:  # another worker saw the list for the first time at this moment too
            pass
        with self._database.transaction() as session:
            session.execute(
                update(SeenTrustList)
                .where(SeenTrustList.list_url == url, SeenTrustList.version < version)
                .values(version=version, seen_at=self._now())
            )
