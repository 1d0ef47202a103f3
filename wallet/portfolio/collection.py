"""Everything that a portfolio page looks at, each thing with its level, by a fixed number of statements."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from schemas import documents
from schemas.credential import Credential
from wallet import shelf
from wallet.cards import readable_view
from wallet.contents import Coverage
from wallet.portfolio import items
from wallet.portfolio.coverage import coverage_of
from wallet.portfolio.items import HeldItem
from wallet.portfolio.references import confirmed_references
from wallet.portfolio.trust import TrustLevel, level_of_document, level_of_item
from wallet.shelf import ShelfEntry
from wallet.states import DocumentState, state_of
from wallet.vault import Vault


@dataclass(frozen=True, slots=True)
class RatedItem:
    """An item of her own and who stands behind it."""

    held: HeldItem
    level: TrustLevel


@dataclass(frozen=True, slots=True)
class RatedDocument:
    """A certificate, who stands behind it (None: it counts for nothing) and what it covers."""

    entry: ShelfEntry
    level: TrustLevel | None
    state: DocumentState
    coverage: tuple[Coverage, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """All that a holder has to show, the newest first."""

    items: tuple[RatedItem, ...]
    documents: tuple[RatedDocument, ...]

    @property
    def finished_items(self) -> tuple[RatedItem, ...]:
        """The items that are complete; only these are part of what she shows."""
        return tuple(each for each in self.items if each.held.is_finished)


def collect(session: Session, vault: Vault) -> Collection:
    """Open everything once."""
    references = confirmed_references(session, vault)
    rated = tuple(
        RatedItem(held, level_of_item(confirmed_references=references.get(held.item_id, 0)))
        for held in items.items(session, vault)
    )
    return Collection(rated, collect_documents(session, vault))


def collect_documents(session: Session, vault: Vault) -> tuple[RatedDocument, ...]:
    """Open the cards of all certificates, and the documents themselves where a card lacks its coverage."""
    entries = shelf.entries(session, vault)
    missing = {entry.document_id for entry in entries if entry.card.coverage is None}
    read = {
        document_id: _coverage(original) for document_id, original in shelf.originals(session, vault, missing)
    }
    return tuple(rate(entry, read.get(entry.document_id, ())) for entry in entries)


def rate(entry: ShelfEntry, coverage: tuple[Coverage, ...] = ()) -> RatedDocument:
    """Return a certificate with its level; `coverage` counts where the card has none."""
    return RatedDocument(
        entry,
        level_of_document(entry.card, entry.verdict),
        state_of(entry.verdict),
        coverage if entry.card.coverage is None else entry.card.coverage,
    )


def rate_item(session: Session, vault: Vault, held: HeldItem) -> RatedItem:
    """Return one item with its level."""
    references = confirmed_references(session, vault)
    return RatedItem(held, level_of_item(confirmed_references=references.get(held.item_id, 0)))


def _coverage(original: bytes) -> tuple[Coverage, ...]:
    credential = Credential.from_document(documents.parse_object(original))
    return coverage_of(readable_view(credential))
