"""A thousand items and two hundred certificates: few statements and small pages."""

import pytest
from flask import Flask

from tests.wallet.browser import Browser
from tests.wallet.full_wallet import CERTIFICATES, ITEMS, VERDICT, fill, keep_certificate, statements
from wallet import accounts, shelf
from wallet.models import Document
from wallet.portfolio.collection import collect_documents
from wallet.vault import Place, Vault
from web.database import Database

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
