"""The documents in a wallet: kept once, listed, opened, checked again, removed; all under her own key."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from keys.canonicalization import canonicalize_json
from schemas import documents
from schemas.credential import Credential
from schemas.documents import JsonObject
from verifier.reading import is_jwt, read_submission
from verifier.securing import open_credential
from wallet.cards import Origin, card_of
from wallet.contents import Card, Verdict
from wallet.errors import NotInThisWalletError
from wallet.models import Document, ShareItem
from wallet.showing import as_shown
from wallet.vault import Place, Vault
from web.database import new_row_id

_TABLE = "document"


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """A document as the list shows it."""

    document_id: str
    card: Card
    verdict: Verdict
    received_at: datetime


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document with its bytes as they were received."""

    entry: ShelfEntry
    original: bytes

    @property
    def document(self) -> JsonObject:
        """The document, parsed anew, or the envelope of a JWT; the bytes stay what counts."""
        document = read_submission(self.original).document
        if document is None:
            raise ValueError("the shelf holds documents only")
        return document

    @property
    def opened(self) -> JsonObject:
        """What the document says: without an envelope around it."""
        return open_credential(self.document).document

    @property
    def shown(self) -> bytes:
        """The bytes that others may have: those that were received, but never a base proof."""
        document = self.document
        shown = as_shown(document)
        return self.original if shown is document else documents.serialize(shown)

    @property
    def is_jwt(self) -> bool:
        """Whether it was received as a JWT."""
        return is_jwt(self.original)


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a document is, and whether it was put there just now."""

    document_id: str
    is_new: bool


def keep(
    session: Session,
    vault: Vault,
    credential: Credential,
    *,
    original: bytes,
    verdict: Verdict,
    origin: Origin,
    at: datetime,
) -> Kept:
    """Store a document, or find it when the wallet has it already; a second click stores nothing.

    Does NOT verify: the caller decides what may be stored, by the verdict.
    """
    fingerprint = vault.fingerprint(_payload(credential.document))
    if found := _with_fingerprint(session, vault, fingerprint):
        return Kept(found, is_new=False)
    document_id = new_row_id()
    row = Document(
        wallet_id=vault.wallet_id,
        document_id=document_id,
        fingerprint=fingerprint,
        sealed_original=vault.seal(original, _place(document_id, "original")),
        sealed_card=vault.seal_content(card_of(credential, origin), _place(document_id, "card")),
        sealed_verdict=vault.seal_content(verdict, _place(document_id, "verdict")),
        received_at=at,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # the other click was first
        found = _with_fingerprint(session, vault, fingerprint)
        if found is None:
            raise
        return Kept(found, is_new=False)
    return Kept(document_id, is_new=True)


def entries(session: Session, vault: Vault) -> tuple[ShelfEntry, ...]:
    """Return all documents, the newest first."""
    rows = session.execute(
        select(Document.document_id, Document.sealed_card, Document.sealed_verdict, Document.received_at)
        .where(Document.wallet_id == vault.wallet_id)
        .order_by(Document.received_at.desc(), Document.document_id.desc())
    )
    return tuple(_entry(vault, *row) for row in rows)


def open_document(session: Session, vault: Vault, document_id: str) -> HeldDocument:
    """Return one document; raises `NotInThisWalletError`."""
    row = _row(session, vault, document_id)
    entry = _entry(vault, row.document_id, row.sealed_card, row.sealed_verdict, row.received_at)
    return HeldDocument(entry, vault.open(row.sealed_original, _place(document_id, "original")))


def open_all(session: Session, vault: Vault, chosen: Collection[ShelfEntry]) -> tuple[HeldDocument, ...]:
    """Return these entries with their bytes, by one statement whatever their number."""
    if not chosen:
        return ()
    by_id = {entry.document_id: entry for entry in chosen}
    rows = session.execute(
        select(Document.document_id, Document.sealed_original).where(
            Document.wallet_id == vault.wallet_id, Document.document_id.in_(by_id)
        )
    )
    return tuple(
        HeldDocument(by_id[row_id], vault.open(sealed, _place(row_id, "original"))) for row_id, sealed in rows
    )


def record_verdict(session: Session, vault: Vault, document_id: str, verdict: Verdict) -> None:
    """Replace what the last check found; raises `NotInThisWalletError`."""
    row = _row(session, vault, document_id)
    row.sealed_verdict = vault.seal_content(verdict, _place(document_id, "verdict"))
    _complete_card(vault, row)


def remove(session: Session, vault: Vault, document_id: str) -> None:
    """Delete a document for good. Does NOT stop the shares that show it: see `sharing.ending`.

    Raises `NotInThisWalletError`.
    """
    row = _row(session, vault, document_id)
    session.execute(
        delete(ShareItem).where(ShareItem.wallet_id == vault.wallet_id, ShareItem.document_id == document_id)
    )
    session.delete(row)
    session.flush()


def _complete_card(vault: Vault, row: Document) -> None:
    """Give a card from before coverage was kept what it lacks, now that the row is written anyway."""
    entry = _entry(vault, row.document_id, row.sealed_card, row.sealed_verdict, row.received_at)
    if entry.card.coverage is None:
        held = HeldDocument(entry, vault.open(row.sealed_original, _place(row.document_id, "original")))
        card = card_of(Credential.from_document(held.opened), Origin(entry.card.origin))
        row.sealed_card = vault.seal_content(card, _place(row.document_id, "card"))


def _row(session: Session, vault: Vault, document_id: str) -> Document:
    row = session.get(Document, (vault.wallet_id, document_id))
    if row is None:
        raise NotInThisWalletError("wallet.not_found", detail="document")
    return row


def _entry(
    vault: Vault, document_id: str, sealed_card: bytes, sealed_verdict: bytes, received_at: datetime
) -> ShelfEntry:
    return ShelfEntry(
        document_id,
        vault.open_content(Card, sealed_card, _place(document_id, "card")),
        vault.open_content(Verdict, sealed_verdict, _place(document_id, "verdict")),
        received_at,
    )


def _with_fingerprint(session: Session, vault: Vault, fingerprint: bytes) -> str | None:
    return session.execute(
        select(Document.document_id).where(
            Document.wallet_id == vault.wallet_id, Document.fingerprint == fingerprint
        )
    ).scalar_one_or_none()


def _payload(document: JsonObject) -> bytes:
    """What makes two documents the same one: everything but the proofs, which can differ in their bytes."""
    return canonicalize_json({name: value for name, value in document.items() if name != "proof"})


def _place(document_id: str, column: str) -> Place:
    return Place(_TABLE, document_id, column)
