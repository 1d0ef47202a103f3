"""What the wallet does beside requests: mail goes out, and what is over goes, also when nobody comes back.

A session's row holds the data key of a wallet, sealed under a key from the cookie: none of it stays longer
than the session may last.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete

from wallet import retention
from wallet.evidence.sweeping import sweeping
from wallet.models import OutboxMessage
from wallet.settings import WalletSettings
from web import outbox
from web.database import Database
from web.jobs import Job


def wallet_jobs(settings: WalletSettings, database: Database, *, now: Callable[[], datetime]) -> list[Job]:
    """Return what a worker does: mail, what is over, and bytes of files that nobody has."""
    return [
        mailing(settings, database, now=now),
        tidying(settings, database, now=now),
        sweeping(database, settings.file_storage(), now=now),
    ]


def tidying(settings: WalletSettings, database: Database, *, now: Callable[[], datetime]) -> Job:
    """Return the job that removes what `wallet.retention` says is over."""

    def step() -> bool:
        with database.transaction() as session:
            retention.remove(session, retention.rules(settings, at=now()))
        return False

    return Job("tidy", step)


def mailing(settings: WalletSettings, database: Database, *, now: Callable[[], datetime]) -> Job:
    """Return the job that delivers mail into the folder `outbox`, and forgets what was delivered.

    Whom a mail went to is known to nobody afterwards: the row goes with the delivery.
    """
    backend = outbox.MailFolder(settings.folder / "outbox")

    def step() -> bool:
        with database.transaction() as session:
            sent = outbox.deliver_next(session, OutboxMessage, backend, sender=settings.mail_sender, at=now())
            session.flush()
            session.execute(delete(OutboxMessage).where(OutboxMessage.due_at.is_(None)))
        return sent

    return Job("mail", step)
