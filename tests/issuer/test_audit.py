"""The audit trail: whatever is changed in it, moved or cut off shows, and where (OP-07)."""

import pytest
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from click.testing import CliRunner
from sqlalchemy import select, text

from issuer import audit
from issuer.audit import BrokenLink
from issuer.cli import MIGRATIONS, issuer
from issuer.installation import Installation
from issuer.models import AuditEntry
from issuer.settings import IssuerSettings
from tests.issuer import samples
from tests.issuer.conftest import BASE_URL, NOW, Tenant
from web.database import Database


def broken(database: Database, tenant: Tenant) -> BrokenLink | None:
    with database.reading() as session:
        return audit.first_broken_link(session, tenant.id)


def change(database: Database, statement: str, tenant: Tenant) -> None:
    with database.transaction() as session:
        session.execute(text(f"{statement} AND institution_id = :tenant"), {"tenant": tenant.id})


@pytest.fixture
def filled(database: Database, installation: Installation, school: Tenant) -> Tenant:
    samples.issued(database, installation, school)
    assert broken(database, school) is None
    return school


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (
            "UPDATE audit_entry SET detail = 'x' WHERE sequence = 3",
            (3, "changed"),
        ),
        (
            "UPDATE audit_entry SET actor = 'x' WHERE sequence = 4",
            (4, "changed"),
        ),
        (
            "UPDATE audit_entry SET at = '2020-01-01 00:00:00' WHERE sequence = 5",
            (5, "changed"),
        ),
        ("DELETE FROM audit_entry WHERE sequence = 6", (6, "missing")),
        ("DELETE FROM audit_entry WHERE sequence = 1", (1, "missing")),
        ("DELETE FROM audit_entry WHERE sequence > 7", (8, "cut_off")),
        (
            "UPDATE audit_entry SET sequence = 99 WHERE sequence = 7",
            (7, "missing"),
        ),
        ("DELETE FROM audit_head WHERE 1 = 1", None),
    ],
)
def test_tampering_is_found_at_the_first_bad_row(
    database: Database, filled: Tenant, statement: str, found: tuple[int, str] | None
) -> None:
    change(database, statement, filled)
    link = broken(database, filled)
    assert link is not None
    if found is not None:
        assert (link.sequence, link.reason) == found


def test_two_rows_that_change_places_are_found(database: Database, filled: Tenant) -> None:
    for before, after in ((3, -1), (4, 3), (-1, 4)):
        change(
            database,
            f"UPDATE audit_entry SET sequence = {after} WHERE sequence = {before}",  # noqa: S608
            filled,
        )
    assert broken(database, filled) == BrokenLink(3, "changed")


def test_a_row_moved_to_another_institution_is_found(
    database: Database, filled: Tenant, other_school: Tenant
) -> None:
    change(
        database,
        "UPDATE audit_entry SET sequence = 100 WHERE sequence = 2",
        filled,
    )
    assert broken(database, filled) == BrokenLink(2, "missing")
    assert broken(database, other_school) is None


def test_the_command_names_the_first_bad_row_and_fails(
    settings: IssuerSettings, database: Database, filled: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VAKBEWIJS_HOME", str(settings.home))
    monkeypatch.setenv("VAKBEWIJS_ISSUER_PUBLIC_BASE_URL", BASE_URL)
    monkeypatch.setenv("VAKBEWIJS_ISSUER_ALLOW_INSECURE_LOOPBACK", "true")
    with database.engine.begin() as connection:  # the tables were made without migrations
        MigrationContext.configure(connection).stamp(ScriptDirectory(str(MIGRATIONS)), "head")
    intact = CliRunner().invoke(issuer, ["audit", "verify"])
    assert (intact.exit_code, intact.output) == (0, "roc: intact\n")
    change(
        database,
        "UPDATE audit_entry SET detail = 'x' WHERE sequence = 5",
        filled,
    )
    found = CliRunner().invoke(issuer, ["audit", "verify"])
    assert (found.exit_code, found.output) == (1, "roc: row 5 is changed\n")


def test_a_pseudonym_says_nothing_without_its_salt(database: Database, filled: Tenant) -> None:
    assert audit.pseudonym(b"a" * 16, "Samira Voorbeeld") != audit.pseudonym(b"b" * 16, "Samira Voorbeeld")


def test_rows_that_are_added_together_are_chained_like_rows_that_are_added_one_by_one(
    database: Database, school: Tenant
) -> None:
    told = [("award.drafted", "a", ""), ("award.submitted", "b", "batch-1"), ("award.issued", "c", "")]
    with database.transaction() as session:
        audit.append(session, school.id, "first", at=NOW, actor="x", object_id="y")
        events = [
            audit.Event(action=action, actor="x", object_id=object_id, subject="p", detail=detail)
            for action, object_id, detail in told
        ]
        audit.append_all(session, school.id, events, at=NOW)
        audit.append(session, school.id, "last", at=NOW, actor="x", object_id="y")
        audit.append_all(session, school.id, [], at=NOW)
    assert broken(database, school) is None
    with database.reading() as session:
        rows = session.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc()).limit(5)).all()
    assert [row.action for row in reversed(rows)] == ["first", *(action for action, _, _ in told), "last"]
    assert rows[2].detail == "batch-1"
    change(database, "UPDATE audit_entry SET detail = 'x' WHERE object_id = 'b'", school)
    assert broken(database, school) == BrokenLink(rows[2].sequence, "changed")
