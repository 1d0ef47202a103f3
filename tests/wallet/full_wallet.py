"""A wallet with as much in it as anybody will have: a thousand items and two hundred certificates."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import event

from schemas.credential import Credential
from schemas.documents import serialize
from tests.wallet.ecosystem import ervaringscertificaat
from wallet import shelf
from wallet.cards import Origin
from wallet.contents import Finding, Verdict
from wallet.portfolio.contents import CompetenceLink, ItemContent, ItemKind, Month
from wallet.portfolio.items import answered, change, start
from wallet.vault import Vault
from web.database import Database
from web.row_ids import new_row_id

ITEMS, CERTIFICATES = 1_000, 200
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
VERDICT = Verdict(
    outcome="passed",
    findings=tuple(
        Finding(name=name, outcome="passed", code="", parameters={})
        for name in ("proof", "issuer", "binding")
    ),
    issuer_name="ROC Voorbeeldstad",
    checked_at=NOW,
)


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Note every statement that the database is sent, but for those around a transaction."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN")):
            sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield sent
    event.remove(database.engine, "before_cursor_execute", note)


def keep_certificate(database: Database, vault: Vault, number: int) -> str:
    document = {**ervaringscertificaat(), "id": f"urn:uuid:99999999-9999-4999-8999-{number:012}"}
    with database.transaction() as session:
        return shelf.keep(
            session,
            vault,
            Credential.from_document(document),
            original=serialize(document),
            verdict=VERDICT,
            origin=Origin.ISSUER,
            at=NOW,
        ).document_id


def fill(database: Database, vault: Vault, *, items: int, certificates: int) -> None:
    with database.transaction() as session:
        for number in range(items):
            item_id = new_row_id()
            start(session, vault, item_id=item_id, kind=ItemKind.WORK, at=NOW)
            full = ItemContent(
                kind=ItemKind.WORK,
                title=f"Werk {number}",
                place="Zorggroep De Linde",
                since=Month(year=1990 + number % 30, month=1 + number % 12),
                is_ongoing=True,
                did="Ik hielp mensen met wassen en aankleden. " * 5,
                competences=(
                    CompetenceLink(
                        code_system="crebo", qualification="25491", part=f"B1-K1-W{1 + number % 3}"
                    ),
                ),
            )
            change(session, vault, item_id, answered(**dict(full)), at=NOW)
    for number in range(certificates):
        keep_certificate(database, vault, number)
