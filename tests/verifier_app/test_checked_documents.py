"""What is kept: sealed, findable by its handle alone, for a quarter of an hour. On both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from keys.errors import SealError
from verifier import checked_documents
from verifier.checked_documents import LIFETIME, CheckGoneError, CheckHandle
from verifier.cli import MIGRATIONS
from verifier.jobs import purging
from verifier.models import Base, CheckedDocument
from verifier.services import HandedIn
from web.database import Database
from web.jobs import run_until_idle
from web.migrations import current, differences, downgrade, head, upgrade

NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
CANARY = b'{"name": "Kanarie\n"}'


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    upgrade(opened, MIGRATIONS)
    yield opened
    opened.close()


def kept(database: Database, document: bytes = CANARY, *, now: datetime = NOW) -> CheckHandle:
    handed_in = HandedIn(
        document=document, fetched_from="canary.example", expected_domain="https://canary.example"
    )
    with database.transaction() as session:
        return checked_documents.keep(session, handed_in, now=now)


def found(database: Database, handle: CheckHandle, *, now: datetime = NOW) -> checked_documents.KeptDocument:
    with database.reading() as session:
        return checked_documents.find(session, handle, now=now)


def rows(database: Database) -> list[CheckedDocument]:
    with database.reading() as session:
        return list(session.scalars(select(CheckedDocument)))


def test_the_migrations_lead_to_the_models_and_back(database_url: str) -> None:
    database = Database(database_url)
    upgrade(database, MIGRATIONS)
    assert current(database) == head(MIGRATIONS)
    assert differences(database, Base.metadata) == []
    kept(database)
    downgrade(database, MIGRATIONS)
    assert current(database) is None
    upgrade(database, MIGRATIONS)
    assert rows(database) == []
    database.close()


def test_what_was_kept_comes_back_byte_for_byte(database: Database) -> None:
    copy = found(database, kept(database))
    assert copy.handed_in.document == CANARY
    assert copy.handed_in.fetched_from == "canary.example"
    assert copy.handed_in.expected_domain == "https://canary.example"
    assert copy.expires_at == NOW + LIFETIME


def test_the_table_alone_says_nothing_about_what_was_checked(database: Database) -> None:
    handle = kept(database)
    (row,) = rows(database)
    stored = row.lookup + row.sealed
    for secret in (b"Kanarie", b"canary", handle.encode()):
        assert secret not in stored
    assert kept(database) != handle  # the same document twice: nothing in the table shows that it is


def test_after_its_quarter_of_an_hour_nothing_is_shown_though_the_row_is_still_there(
    database: Database,
) -> None:
    handle = kept(database)
    found(database, handle, now=NOW + LIFETIME - timedelta(seconds=1))
    with pytest.raises(CheckGoneError):
        found(database, handle, now=NOW + LIFETIME)
    assert len(rows(database)) == 1


def test_rows_that_are_over_go_with_the_next_visit_and_by_the_job_when_nobody_comes(
    database: Database,
) -> None:
    kept(database)
    newer = kept(database, now=NOW + LIFETIME)
    assert len(rows(database)) == 1
    found(database, newer, now=NOW + LIFETIME)
    assert run_until_idle([purging(database, now=lambda: NOW + 2 * LIFETIME)]) == 1
    assert rows(database) == []


@pytest.mark.parametrize("handle", ["", "x", "é" * 43, "a" * 43, "a" * 44, "../" * 14 + "a"])
def test_a_handle_that_was_never_given_opens_nothing(database: Database, handle: str) -> None:
    kept(database)
    with pytest.raises(CheckGoneError):
        found(database, CheckHandle(handle))


def test_rows_that_changed_places_do_not_open(database: Database) -> None:
    one, other = kept(database, b'{"a": 1}'), kept(database, b'{"b": 2}')
    sealed = {row.lookup: row.sealed for row in rows(database)}
    first, second = sealed
    with database.transaction() as session:
        session.execute(
            update(CheckedDocument).where(CheckedDocument.lookup == first).values(sealed=sealed[second])
        )
    outcomes = []
    for handle in (one, other):
        try:
            outcomes.append(found(database, handle).handed_in.document[:1])
        except SealError:
            outcomes.append(b"sealed")
    assert sorted(outcomes) == [b"sealed", b"{"]
