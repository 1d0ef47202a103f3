"""The wallet's one job beside requests: what is over goes, also when its owner never comes back.

A session's row holds the data key of a wallet, sealed under a key from the cookie: none of it stays longer
than the session may last.
"""

from collections.abc import Callable
from datetime import datetime

from wallet import retention
from wallet.settings import WalletSettings
from web.database import Database
from web.jobs import Job


def tidying(settings: WalletSettings, database: Database, *, now: Callable[[], datetime]) -> Job:
    """Return the job that removes what `wallet.retention` says is over."""

    def step() -> bool:
        with database.transaction() as session:
            retention.remove(session, retention.rules(settings, at=now()))
        return False

    return Job("tidy", step)
