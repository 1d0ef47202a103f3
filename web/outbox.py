"""Mail to people: written to a table in the transaction that causes it, delivered afterwards by a job.

So no mail speaks of something that did not happen, and a mail server that is down delays mail and
nothing else. The backend that ships writes `.eml` files to a folder.
"""

import re
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol, TypeVar

from sqlalchemy import String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from web.database import UtcDateTime, new_row_id
from web.logs import get_logger

log = get_logger("vakbewijs.outbox")

MAX_ATTEMPTS = 8
FIRST_RETRY = timedelta(minutes=1)
_LINE_BREAK = re.compile(r"[\r\n\u0085\u2028\u2029]+")


class OutboxMixin:
    """The columns of an actor's table of mail to be sent."""

    tenant: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    recipient: Mapped[str] = mapped_column(String(320))
    subject: Mapped[str] = mapped_column(String(500))
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)


Row = TypeVar("Row", bound=OutboxMixin)


class MailBackend(Protocol):
    """Something that delivers a message, or raises `OSError` when it can't now."""

    def deliver(self, message: EmailMessage) -> None: ...


class MailFolder:
    """Delivers into a folder, one `.eml` file per message: for the demo, and for those who pick mail up."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def deliver(self, message: EmailMessage) -> None:
        """Write the message under a name that sorts by time. The file appears whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / f"{new_row_id()}.eml"
        draft = path.with_suffix(".part")
        draft.write_bytes(message.as_bytes(policy=SMTP))
        draft.replace(path)


def put(
    session: Session, model: type[Row], *, tenant: str, recipient: str, subject: str, body: str, at: datetime
) -> Row:
    """Put a plain-text message in the outbox, in the caller's transaction.

    Line breaks in the subject become spaces: a header is one line.
    """
    row = model()
    row.tenant, row.id = tenant, new_row_id()
    row.recipient = recipient
    row.subject = _LINE_BREAK.sub(" ", subject)[:500]
    row.body = body
    row.created_at = row.due_at = at
    row.sent_at = None
    row.attempts = 0
    session.add(row)
    return row


def deliver_next(
    session: Session,
    model: type[Row],
    backend: MailBackend,
    *,
    sender: str,
    at: datetime,
) -> bool:
    """Deliver the message that waits longest; return whether there was one.

    A failure is noted and tried again later, each time after twice as long, at most `MAX_ATTEMPTS`
    times. After a crash between delivery and commit a message may be delivered twice, never lost.
    """
    due = select(model).where(model.due_at <= at).order_by(model.due_at, model.id).limit(1)
    row = session.scalars(due.with_for_update(skip_locked=True)).first()
    if row is None:
        return False
    row.attempts += 1
    try:
        backend.deliver(_message(row, sender=sender))
    except OSError as error:
        final = row.attempts >= MAX_ATTEMPTS
        row.due_at = None if final else at + FIRST_RETRY * 2 ** (row.attempts - 1)
        log.warning("mail_not_delivered", id=row.id, attempts=row.attempts, final=final, exc_info=error)
    else:
        row.sent_at, row.due_at = at, None
    return True


def _message(row: OutboxMixin, *, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = row.recipient
    message["Subject"] = row.subject
    message["Date"] = format_datetime(row.created_at)
    message["Message-ID"] = f"<{row.id}@{sender.rpartition('@')[2] or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(row.body)
    return message
