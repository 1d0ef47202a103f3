"""Instants, transactions and their isolation, on SQLite and on PostgreSQL."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import ForeignKey, String, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from web.database import Database, UtcDateTime
from web.logs import Redaction


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "item"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    parent: Mapped[str | None] = mapped_column(ForeignKey("item.id"))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    Base.metadata.create_all(opened.engine)
    yield opened
    opened.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'made' / 'on' / 'the' / 'way' / 'x.sqlite3'}")
    Base.metadata.create_all(opened.engine)
    yield opened
    opened.close()


def test_a_naive_datetime_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="needs a time zone"), database.transaction() as session:
        session.add(Item(id="a", at=datetime(2026, 12, 1, 14)))  # noqa: DTZ001


def test_an_instant_comes_back_as_the_same_instant_in_utc(database: Database) -> None:
    amsterdam_summer = timezone(timedelta(hours=2))
    written = datetime(2026, 7, 1, 0, 30, 15, 123456, tzinfo=amsterdam_summer)
    with database.transaction() as session:
        session.add(Item(id="a", at=written))
    with database.reading() as session:
        read = session.scalars(select(Item.at)).one()
    assert read == written
    assert read.tzinfo is UTC


def test_instants_of_different_zones_compare_as_instants(database: Database) -> None:
    earlier = datetime(2026, 7, 1, 1, tzinfo=timezone(timedelta(hours=2)))
    later = datetime(2026, 7, 1, 0, tzinfo=UTC)
    with database.transaction() as session:
        session.add_all([Item(id="early", at=earlier), Item(id="late", at=later)])
    with database.reading() as session:
        found = session.scalars(select(Item.id).where(Item.at < later)).all()
    assert found == ["early"]


def test_an_exception_rolls_everything_back(database: Database) -> None:
    def fail_half_way() -> None:
        with database.transaction() as session:
            session.add(Item(id="a"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    with database.reading() as session:
        assert session.scalars(select(Item)).all() == []


def test_rows_stay_readable_after_the_commit(database: Database) -> None:
    with database.transaction() as session:
        item = Item(id="a")
        session.add(item)
    assert item.id == "a"


def test_a_reading_session_refuses_to_write_and_the_next_transaction_may(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"), database.reading() as session:
        session.add(Item(id="a"))
    with database.transaction() as session:
        session.add(Item(id="b"))
    with database.reading() as session:
        assert session.scalars(select(Item.id)).all() == ["b"]


def test_a_broken_reference_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        session.add(Item(id="a", parent="nobody"))


def test_sqlite_keeps_a_log_and_writes_it_through(sqlite: Database) -> None:
    with sqlite.reading() as session:
        pragmas = [session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous")]
    assert pragmas == ["wal", 2]


def test_a_writer_does_not_block_readers(database: Database) -> None:
    with database.transaction() as writing, database.reading() as reading:
        writing.add(Item(id="a"))
        writing.flush()
        assert reading.scalars(select(Item)).all() == []


def test_two_transactions_on_sqlite_that_read_before_they_write_lose_no_update(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        session.add(Item(id="counter", at=datetime(2026, 1, 1, tzinfo=UTC)))

    def add_a_day() -> None:
        with sqlite.transaction() as session:
            item = session.get_one(Item, "counter")
            assert item.at is not None
            item.at += timedelta(days=1)

    threads = [threading.Thread(target=add_a_day) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sqlite.reading() as session:
        assert session.scalars(select(Item.at)).one() == datetime(2026, 1, 9, tzinfo=UTC)


def test_a_logged_error_does_not_hold_the_values_of_the_row(database: Database) -> None:
    with database.transaction() as session:
        session.add(Item(id="Samira"))
    with pytest.raises(IntegrityError) as caught, database.transaction() as session:
        session.add(Item(id="Samira"))
    # PostgreSQL itself quotes the key; the log leaves that line out.
    assert "Samira" not in str(Redaction().redact(str(caught.value)))


def test_a_database_in_memory_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a file"):
        Database("sqlite://")
