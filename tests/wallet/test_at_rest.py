"""What a stolen database tells (OP-01): how many and when, never who, what or for whom."""

import pytest
from flask import Flask
from sqlalchemy import select, update

from keys.errors import SealError
from keys.sealing import PassphraseCost
from tests.schemas import samples
from tests.wallet.browser import PASSPHRASE, Browser
from tests.wallet.conftest import NOW
from tests.wallet.ecosystem import MemoryChecker, MemoryIssuer, diploma, offer_link
from wallet import accounts, drafts, links, opening, services, shelf
from wallet.accounts import Way
from wallet.contents import ShareAnswers
from wallet.durations import Duration
from wallet.holder import holder_of
from wallet.models import Base, Document, HolderKey, Share, WrappedKey
from wallet.pending import PendingOffer
from wallet.portfolio import items
from wallet.portfolio.contents import ItemKind
from wallet.portfolio.items import answered, with_competences
from wallet.settings import WalletSettings
from wallet.sharing import ending, making, overview, pins
from wallet.sharing.contract import Contract, Selection
from wallet.vault import Vault
from web.database import Database

NAME = "samira@canarie-naam.nl"
RECEIVER = "Zorggroep Canarievogel"
REASON = "Omdat ik bij Kanarie & Co solliciteer."
PIN = "80218765"
SHARE = "0190aaaa-0000-7000-8000-000000000001"
FAST = PassphraseCost.for_tests()


def agreed(document_id: str, *, receiver: str, reason: str = "") -> Contract:
    selection = Selection(document_ids=(document_id,))
    return Contract(selection=selection, receiver=receiver, reason=reason, duration=Duration.MONTH)


def dump(database: Database) -> bytes:
    """Every value of every table, as bytes."""
    with database.reading() as session:
        rows = [row for table in Base.metadata.sorted_tables for row in session.execute(select(table))]
    return b"\n".join(
        value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row
    )


@pytest.fixture
def filled(
    migrated: Database, issuer: MemoryIssuer, checker: MemoryChecker
) -> tuple[Database, Vault, list[str]]:
    """A database with a wallet, a document, a share, a draft and a ticket; and the secrets in it."""
    database = migrated
    vault = services.create_account(
        database, name_key=b"k" * 32, name=NAME, passphrase=PASSPHRASE, at=NOW, cost=FAST
    )
    issuer.has_ready("C" * 43, {**diploma(), "name": "Diploma Canarie"})
    kept = services.claim_offer(
        database,
        vault,
        PendingOffer(offer_link("C" * 43), "http://localhost:8000/issuer"),
        issuers=issuer,
        checker=checker,
        at=NOW,
    )
    with database.transaction() as session:
        draft = drafts.start(session, vault, ShareAnswers(document_ids=(kept.document_id,)), at=NOW)
        answers = drafts.answers_of(session, vault, draft).model_copy(
            update={"receiver": RECEIVER, "reason": REASON, "pin": PIN}
        )
        drafts.record(session, vault, draft, answers)
        lock = pins.new_lock(PIN, cost=FAST)
        assert lock
        making.create_share(
            session,
            vault,
            agreed(kept.document_id, receiver=RECEIVER, reason=REASON),
            share_id=SHARE,
            domain="http://localhost:8000",
            pin=PIN,
            lock=lock,
            at=NOW,
        )
        token = overview.token_of(session, vault, SHARE)
        ticket = opening.look_by_ticket(session, token, links.presentation_key(token, lock.key), at=NOW)
        code = accounts.unconfirmed_recovery_code(session, vault)
        item_id = "0190aaaa-0000-7000-8000-000000000003"
        items.start(session, vault, item_id=item_id, kind=ItemKind.WORK, at=NOW)
        items.change(session, vault, item_id, answered(title="Werk bij Canariestal", did="Canarie"), at=NOW)
        link = with_competences("crebo", "25491", ["B1-K1-W1"], known=["B1-K1-W1"])
        items.change(session, vault, item_id, link, at=NOW)
    assert code
    return database, vault, [token, ticket, code, code.replace("-", "")]


def test_a_dump_holds_no_name_title_receiver_content_key_or_token(
    filled: tuple[Database, Vault, list[str]], issuer: MemoryIssuer
) -> None:
    database, vault, secrets = filled
    with database.reading() as session:
        holder = holder_of(session, vault)
    private_key = holder.signer.private_key.secret
    dumped = dump(database)
    texts = [
        NAME,
        "samira",
        PASSPHRASE,
        "Canarie",
        "Kanarie",
        PIN,
        "Voorbeeld",
        "Helpende",
        "25491",
        "B1-K1-W1",
        "Diploma",
        "1985-03-14",
        "VerifiableCredential",
        "ROC",
        issuer.did,
        holder.did,
        samples.DIPLOMA_ID,
        *secrets,
    ]
    for canary in (*(text.encode() for text in texts), private_key, vault.data_key):
        assert canary.lower() not in dumped.lower(), canary
        assert canary.hex().encode() not in dumped


def test_a_dump_of_the_running_app_holds_no_session_cookie(
    app: Flask, samira: Browser, database: Database, settings: WalletSettings
) -> None:
    cookie = samira.client.get_cookie("wallet_session", domain="localhost", path="/wallet")
    assert cookie
    database.close()
    raw = b"".join(path.read_bytes() for path in settings.folder.iterdir())
    assert cookie.value.encode() not in raw
    assert b"samira" not in raw.lower()


def test_the_wrong_passphrase_opens_nothing_and_the_right_one_everything(
    filled: tuple[Database, Vault, list[str]],
) -> None:
    database, vault, secrets = filled
    for way, secret in ((Way.PASSPHRASE, PASSPHRASE), (Way.RECOVERY_CODE, secrets[2])):
        opened = services.open_account(
            database, name_key=b"k" * 32, name=NAME.upper(), way=way, secret=secret, at=NOW, cost=FAST
        )
        assert opened == vault
    with database.reading() as session:
        assert shelf.entries(session, vault)[0].card.title == "Diploma Canarie"
        assert overview.shares(session, vault, at=NOW)[0].receiver == RECEIVER


@pytest.fixture
def two_wallets(
    migrated: Database, issuer: MemoryIssuer, checker: MemoryChecker
) -> tuple[Database, Vault, Vault, dict[str, str]]:
    """Two wallets with a document each."""
    database = migrated
    vaults, documents = [], {}
    for name in ("samira", "johan"):
        vault = services.create_account(
            database, name_key=b"k" * 32, name=name, passphrase=PASSPHRASE, at=NOW, cost=FAST
        )
        token = name.ljust(43, "x")
        issuer.has_ready(token, diploma())
        kept = services.claim_offer(
            database,
            vault,
            PendingOffer(offer_link(token), "http://localhost:8000/issuer"),
            issuers=issuer,
            checker=checker,
            at=NOW,
        )
        vaults.append(vault)
        documents[name] = kept.document_id
    return database, vaults[0], vaults[1], documents


def test_a_document_moved_into_another_wallet_does_not_open_there(
    two_wallets: tuple[Database, Vault, Vault, dict[str, str]],
) -> None:
    database, samira, johan, documents = two_wallets
    with database.transaction() as session:
        session.execute(
            update(Document).where(Document.wallet_id == johan.wallet_id).values(wallet_id=samira.wallet_id)
        )
    with database.reading() as session, pytest.raises(SealError):
        shelf.open_document(session, samira, documents["johan"])


def test_two_columns_that_change_places_do_not_open(
    two_wallets: tuple[Database, Vault, Vault, dict[str, str]],
) -> None:
    database, samira, _, documents = two_wallets
    with database.transaction() as session:
        row = session.get_one(Document, (samira.wallet_id, documents["samira"]))
        row.sealed_card, row.sealed_verdict = row.sealed_verdict, row.sealed_card
    with database.reading() as session, pytest.raises(SealError):
        shelf.entries(session, samira)


@pytest.mark.parametrize("table", [HolderKey, WrappedKey])
def test_keys_of_two_wallets_that_change_places_do_not_open(
    two_wallets: tuple[Database, Vault, Vault, dict[str, str]], table: type[HolderKey] | type[WrappedKey]
) -> None:
    database, samira, johan, _ = two_wallets
    column = "sealed_private_key" if table is HolderKey else "wrapped"
    with database.transaction() as session:
        rows = {row.wallet_id: row for row in session.execute(select(table)).scalars()}
        mine, other = rows[samira.wallet_id], rows[johan.wallet_id]
        if isinstance(mine, WrappedKey) and isinstance(other, WrappedKey):
            mine.salt, other.salt = other.salt, mine.salt
        left, right = getattr(mine, column), getattr(other, column)
        setattr(mine, column, right)
        setattr(other, column, left)
    if table is HolderKey:
        with database.reading() as session, pytest.raises(SealError):
            holder_of(session, samira)
    else:
        door_key = {"name_key": b"k" * 32, "way": Way.RECOVERY_CODE, "at": NOW, "cost": FAST}
        with pytest.raises(Exception, match=r"sign_in\.wrong"):
            services.open_account(database, name="samira", secret="0" * 24, **door_key)  # type: ignore[arg-type]


def test_a_presentation_moved_to_another_share_does_not_open(
    filled: tuple[Database, Vault, list[str]],
) -> None:
    database, vault, secrets = filled
    with database.transaction() as session:
        (document,) = session.execute(select(Document.document_id)).scalars()
        making.create_share(
            session,
            vault,
            agreed(document, receiver="Iemand anders"),
            share_id="0190aaaa-0000-7000-8000-000000000002",
            domain="http://localhost:8000",
            at=NOW,
        )
        first, second = session.execute(select(Share).order_by(Share.share_id)).scalars()
        first.sealed_presentation = second.sealed_presentation
        with pytest.raises(SealError):
            opening.look(session, secrets[0], links.presentation_key(secrets[0]), at=NOW)


def test_stopping_leaves_nothing_of_the_presentation_in_the_database(
    filled: tuple[Database, Vault, list[str]],
) -> None:
    database, vault, _ = filled
    with database.transaction() as session:
        (share_id,) = session.execute(select(Share.share_id)).scalars()
        ending.stop_share(session, vault, share_id, at=NOW)
    with database.reading() as session:
        assert session.execute(select(Share.sealed_presentation)).scalars().all() == [None]


def test_the_key_of_account_names_lies_outside_the_database_and_is_made_once(
    settings: WalletSettings,
) -> None:
    key = settings.account_name_key()
    assert settings.account_name_key() == key
    path = settings.folder / "account-names.key"
    assert path.stat().st_mode & 0o077 == 0
    path.write_bytes(b"short")
    with pytest.raises(ValueError, match="damaged"):
        settings.account_name_key()
