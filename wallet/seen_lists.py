"""The newest version seen of each trust list, kept so that an older one is never believed again."""

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from wallet.models import SeenTrustList
from web.database import Database


class DatabaseSeenVersions:
    """Remembers versions in the wallet's database, each time in a transaction of its own.

    It implements the engine's port `SeenVersions`, which is asked while no transaction is open.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def newest(self, url: str) -> int | None:
        """Return the newest version seen at an address, or None."""
        with self._database.reading() as session:
            return session.execute(
                select(SeenTrustList.version).where(SeenTrustList.list_url == url)
            ).scalar_one_or_none()

    def remember(self, url: str, version: int) -> None:
        """Note a version; one that is older than what was seen changes nothing."""
        with self._database.transaction() as session:
            try:
                with session.begin_nested():
                    session.add(SeenTrustList(list_url=url, version=version))
            except IntegrityError:
                session.execute(
                    update(SeenTrustList)
                    .where(SeenTrustList.list_url == url, SeenTrustList.version < version)
                    .values(version=version)
                )
