"""Services with something slow in the middle, and the few that programs such as the demo use.

A slow hash, the network or the engine never runs inside a transaction, so these take the database and
open short transactions of their own. Everything else takes a `Session` and lives with its subject:
`accounts`, `shelf`, `sharing`, `drafts`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from keys.sealing import PassphraseCost
from wallet import accounts, receiving, shelf, uploading
from wallet.accounts import Way
from wallet.cards import Origin
from wallet.checking import Checker
from wallet.durations import Duration
from wallet.holder import Holder, holder_of
from wallet.issuers import IssuerApi
from wallet.pending import PendingOffer
from wallet.settings import WalletSettings
from wallet.sharing import making, pins
from wallet.sharing.contract import Contract, Selection
from wallet.sharing.overview import token_of
from wallet.shelf import Kept
from wallet.vault import Vault
from web.database import Database, new_row_id


def create_account(
    database: Database,
    *,
    name_key: bytes,
    name: str,
    passphrase: str,
    at: datetime,
    cost: PassphraseCost | None = None,
) -> Vault:
    """Make a wallet and return it open; `name_key` is `settings.account_name_key()`.

    Raises `AccountError`: `account.name_*`, `passphrase.*`.
    """
    with database.transaction() as session:
        return accounts.create(
            session,
            name=name,
            passphrase=passphrase,
            name_key=name_key,
            cost=cost or PassphraseCost.interactive(),
            at=at,
        )


def open_account(
    database: Database,
    *,
    name_key: bytes,
    name: str,
    way: Way,
    secret: str,
    at: datetime,
    cost: PassphraseCost | None = None,
) -> Vault:
    """Open a wallet with a passphrase or a recovery code; the attempt counts before it is judged.

    Raises `SignInError`, `TooManyAttemptsError`.
    """
    with database.transaction() as session:
        door = accounts.approach(
            session, name, way, name_key=name_key, cost=cost or PassphraseCost.interactive(), at=at
        )
    vault = door.open(secret)
    with database.transaction() as session:
        accounts.enter(session, door)
    return vault


def claim_offer(
    database: Database,
    vault: Vault,
    pending: PendingOffer,
    *,
    issuers: IssuerApi,
    checker: Checker,
    at: datetime,
) -> Kept:
    """Get the offered certificate, judge it and keep it; doing so again finds it kept already.

    Raises `OfferError`, `IssuerUnavailableError`, `RefusedDocumentError`; nothing is kept then, and the
    offer stays open.
    """
    received = receiving.receive(issuers, checker, pending, holder=_holder(database, vault), at=at)
    return _keep(database, vault, received, Origin.ISSUER, at)


@dataclass(frozen=True, slots=True)
class Added:
    """Where the certificates of an upload are now, how many were refused, and are bound to another wallet."""

    kept: tuple[Kept, ...]
    refused: int
    bound_elsewhere: int


def add_upload(database: Database, vault: Vault, content: bytes, *, checker: Checker, at: datetime) -> Added:
    """Judge and keep what is in a file. Raises `RefusedDocumentError` when nothing may be kept."""
    uploaded = uploading.read_upload(checker, content, holder=_holder(database, vault), at=at)
    kept = tuple(_keep(database, vault, received, Origin.UPLOAD, at) for received in uploaded.received)
    return Added(kept, len(uploaded.refused), sum(map(_is_bound_elsewhere, uploaded.received)))


def _is_bound_elsewhere(received: receiving.Received) -> bool:
    return any(finding.code == "binding.other_presenter" for finding in received.verdict.findings)


def check_again(
    database: Database, vault: Vault, document_id: str, *, checker: Checker, at: datetime
) -> None:
    """Judge a kept certificate anew and remember the verdict. Raises `NotInThisWalletError`."""
    with database.reading() as session:
        held = shelf.open_document(session, vault, document_id)
        holder = holder_of(session, vault)
    checker.forget()
    verdict = checker.check(held.document, presented_by=holder.did, at=at)
    with database.transaction() as session:
        shelf.record_verdict(session, vault, document_id, verdict)


def make_share(
    database: Database,
    vault: Vault,
    contract: Contract,
    *,
    share_id: str,
    settings: WalletSettings,
    at: datetime,
    pin: str = "",
    cost: PassphraseCost | None = None,
) -> str:
    """Make a link that shows what was agreed, and return it; one that exists already is left as it is.

    Raises `ShareError`, `NotInThisWalletError`.
    """
    with database.reading() as session:
        made = making.exists(session, vault, share_id)
    lock = None if made else pins.new_lock(pin, cost=cost or PassphraseCost.interactive())
    try:
        with database.transaction() as session:
            making.create_share(
                session, vault, contract, share_id=share_id, domain=settings.origin, at=at, pin=pin, lock=lock
            )
    except IntegrityError:  # the other click was first
        with database.reading() as session:
            if not making.exists(session, vault, share_id):
                raise
    with database.reading() as session:
        return f"{settings.public_base_url}/s/{token_of(session, vault, share_id)}"


def share_documents(
    database: Database,
    vault: Vault,
    document_ids: Sequence[str],
    *,
    settings: WalletSettings,
    receiver: str,
    duration: Duration,
    at: datetime,
) -> str:
    """Make a link that shows these documents, and return it. Raises `ShareError`, `NotInThisWalletError`."""
    contract = Contract(
        selection=Selection(document_ids=tuple(dict.fromkeys(document_ids))),
        receiver=receiver,
        duration=duration,
    )
    return make_share(database, vault, contract, share_id=new_row_id(), settings=settings, at=at)


def _holder(database: Database, vault: Vault) -> Holder:
    with database.reading() as session:
        return holder_of(session, vault)


def _keep(
    database: Database, vault: Vault, received: receiving.Received, origin: Origin, at: datetime
) -> Kept:
    with database.transaction() as session:
        return shelf.keep(
            session,
            vault,
            received.credential,
            original=received.original,
            verdict=received.verdict,
            origin=origin,
            at=at,
        )
