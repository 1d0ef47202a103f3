"""Mail that goes out when, and only when, what it is about happened."""

import email
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase

from tests.web.sample import FIXED_NOW
from web import outbox
from web.database import Database


class Base(DeclarativeBase):
    pass


class Mail(outbox.OutboxMixin, Base):
    __tablename__ = "outbox"


class BrokenServer:
    def deliver(self, message: EmailMessage) -> None:
        raise OSError("no route to host")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    Base.metadata.create_all(opened.engine)
    yield opened
    opened.close()


def put(database: Database, subject: str = "Uw bewijs") -> None:
    with database.transaction() as session:
        outbox.put(
            session, Mail, tenant="t", recipient="s@example.nl", subject=subject, body="Hoi Zoë", at=FIXED_NOW
        )


def deliver(database: Database, backend: outbox.MailBackend, after: timedelta = timedelta(0)) -> bool:
    with database.transaction() as session:
        return outbox.deliver_next(session, Mail, backend, sender="noreply@vb.nl", at=FIXED_NOW + after)


def test_mail_of_a_transaction_that_failed_does_not_go_out(database: Database, tmp_path: Path) -> None:
    def fail_half_way() -> None:
        with database.transaction() as session:
            outbox.put(session, Mail, tenant="t", recipient="a@b.nl", subject="x", body="x", at=FIXED_NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert not deliver(database, outbox.MailFolder(tmp_path))


def test_mail_is_delivered_once_and_readable(database: Database, tmp_path: Path) -> None:
    put(database, "Uw bewijs van Zoë")
    folder = outbox.MailFolder(tmp_path / "mail")
    assert deliver(database, folder)
    assert not deliver(database, folder, timedelta(days=9))
    (path,) = (tmp_path / "mail").iterdir()
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    assert message["Subject"] == "Uw bewijs van Zoë"
    assert message["To"] == "s@example.nl"
    assert message["Date"].startswith("Tue, 01 Dec 2026 13:32:00")
    assert isinstance(message, EmailMessage)
    assert message.get_content().strip() == "Hoi Zoë"


def test_a_subject_can_not_smuggle_in_a_header(database: Database, tmp_path: Path) -> None:
    put(database, "Hoi\r\nBcc: evil@example.nl")
    assert deliver(database, outbox.MailFolder(tmp_path))
    (path,) = tmp_path.glob("*.eml")
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    assert message["Bcc"] is None
    assert message["Subject"] == "Hoi Bcc: evil@example.nl"


def test_a_server_that_is_down_delays_mail_longer_each_time_and_in_the_end_for_good(
    database: Database,
) -> None:
    put(database)
    waited = timedelta(0)
    for attempt in range(outbox.MAX_ATTEMPTS):
        assert deliver(database, BrokenServer(), waited)
        assert not deliver(database, BrokenServer(), waited + timedelta(seconds=59))
        waited += outbox.FIRST_RETRY * 2**attempt
    assert not deliver(database, BrokenServer(), timedelta(days=365))
    with database.reading() as session:
        row = session.scalars(select(Mail)).one()
        assert (row.sent_at, row.due_at, row.attempts) == (None, None, outbox.MAX_ATTEMPTS)


def test_mail_goes_out_in_the_order_of_waiting(database: Database, tmp_path: Path) -> None:
    for subject in ("een", "twee", "drie"):
        put(database, subject)
    for _ in range(3):
        assert deliver(database, outbox.MailFolder(tmp_path))
    paths = sorted(tmp_path.glob("*.eml"))
    subjects = [email.message_from_bytes(path.read_bytes())["Subject"] for path in paths]
    assert subjects == ["een", "twee", "drie"]
