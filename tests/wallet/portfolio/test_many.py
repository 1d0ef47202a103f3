"""A thousand items and two hundred certificates: few statements and small pages."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from schemas.credential import Credential
from schemas.documents import serialize
from tests.wallet.browser import Browser
from tests.wallet.conftest import NOW
from tests.wallet.ecosystem import ervaringscertificaat
from wallet import accounts, shelf
from wallet.cards import Origin
from wallet.contents import Finding, Verdict
from wallet.models import Document
from wallet.portfolio.collection import collect_documents
from wallet.portfolio.contents import CompetenceLink, ItemContent, ItemKind, Month
from wallet.portfolio.items import answered, change, start
from wallet.vault import Place, Vault
from web.database import Database
from web.row_ids import new_row_id

ITEMS, CERTIFICATES = 1_000, 200
PAGES = (
    "",
    "/qualifications",
    "/qualifications/crebo/25491",
    "/timeline",
    "/timeline?view=table",
    "/profile",
)
# Session, items, references, documents: whatever the number of things.
MOST_STATEMENTS = 5
MOST_BYTES = 150_000
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


@pytest.fixture
def vault(samira: Browser, app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch) -> Vault:
    """Samira's open vault, caught while she looks at a page."""
    caught: list[Vault] = []
    real = accounts.unconfirmed_recovery_code
    monkeypatch.setattr(
        accounts,
        "unconfirmed_recovery_code",
        lambda session, vault: caught.append(vault) or real(session, vault),
    )
    samira.open("/documents")
    monkeypatch.undo()
    return caught[0]


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


def test_every_page_of_a_full_wallet_is_small_and_asks_as_little_as_an_empty_one(
    samira: Browser, database: Database, vault: Vault
) -> None:
    with statements(database) as empty:
        for page in PAGES:
            samira.open(f"/portfolio{page}")
    fill(database, vault, items=ITEMS, certificates=CERTIFICATES)
    for page in PAGES:
        with statements(database) as sent:
            answer = samira.open(f"/portfolio{page}")
        assert answer.status_code == 200
        assert len(answer.data) < MOST_BYTES, (page, len(answer.data))
        assert len(sent) <= MOST_STATEMENTS, (page, sent)
    assert len(empty) <= MOST_STATEMENTS * len(PAGES)


def test_a_card_from_before_coverage_was_kept_is_read_and_completed_at_the_next_check(
    database: Database, vault: Vault
) -> None:
    document_id = keep_certificate(database, vault, 1)
    with database.reading() as session:
        (known,) = collect_documents(session, vault)
    old = known.entry.card.model_copy(update={"coverage": None})
    with database.transaction() as session:
        row = session.get_one(Document, (vault.wallet_id, document_id))
        row.sealed_card = vault.seal_content(old, Place("document", document_id, "card"))
    with database.reading() as session:
        assert collect_documents(session, vault)[0].coverage == known.coverage != ()
        assert shelf.entries(session, vault)[0].card.coverage is None
    with database.transaction() as session:
        shelf.record_verdict(session, vault, document_id, VERDICT)
    with database.reading() as session:
        assert shelf.entries(session, vault)[0].card == known.entry.card
