"""What a share shows, put together from the wallet: certificates as others may have them, and her own words.

The page before sharing shows these very parts, and making the share signs them.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from schemas import documents
from schemas.dates import legal_date
from schemas.disclosure import NAME_POINTERS
from schemas.own_words import Experience, KeptFile, OwnWords, PassedOn
from wallet import shelf
from wallet.contents import FileAccess
from wallet.errors import NotInThisWalletError
from wallet.evidence import shelf as evidence
from wallet.evidence.shelf import SealedFile
from wallet.portfolio import items
from wallet.portfolio.contents import ItemContent, Month
from wallet.portfolio.trust import TrustLevel
from wallet.references import asking
from wallet.references.asking import ReferenceState, ReferenceView
from wallet.sharing.contract import Selection
from wallet.sharing.signed_words import SignedWords, signed_words
from wallet.shelf import HeldDocument
from wallet.showing import NOTHING, as_shown
from wallet.vault import Vault


class PartKind(StrEnum):
    """What a part of her own is."""

    ITEM = "item"
    FILE = "file"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class OwnPart:
    """Something that is no certificate in a share, hers or what somebody signed; `access` is for a file."""

    kind: PartKind
    part_id: str
    words: OwnWords | SignedWords
    access: FileAccess | None = None

    @property
    def level(self) -> TrustLevel:
        """What it is worth to a receiver, who sees only what is shown: no reference, no other's word."""
        if isinstance(self.words, SignedWords):
            return TrustLevel.SOMEONE_ELSE
        confirmed = isinstance(self.words, PassedOn) and self.words.mail_confirmed
        return TrustLevel.SOMEONE_ELSE if confirmed else TrustLevel.OWN_WORD


@dataclass(frozen=True, slots=True)
class Parts:
    """What a share shows, in this order. The documents are as others get them, without what is left out."""

    documents: tuple[HeldDocument, ...]
    own: tuple[OwnPart, ...]


def gather(session: Session, vault: Vault, selection: Selection, *, at: datetime) -> Parts:
    """Put together what a selection shows.

    Raises `NotInThisWalletError` for what is not in this wallet, is not finished or was not accepted;
    `ShareError("share.cannot_hide")` for what can't be left out.
    """
    return Parts(
        tuple(
            shown_document(session, vault, document_id, selection.hidden.get(document_id, NOTHING))
            for document_id in selection.document_ids
        ),
        (
            *_items(session, vault, selection),
            *_files(session, vault, selection),
            *_references(session, vault, selection, at),
        ),
    )


def shown_document(session: Session, vault: Vault, document_id: str, hidden: frozenset[str]) -> HeldDocument:
    """Return a document as others get it. Raises as `gather`."""
    held = shelf.open_document(session, vault, document_id)
    document = held.document
    shown = as_shown(document, hidden)
    if shown is document:
        return held
    card = held.entry.card
    if hidden >= NAME_POINTERS:
        card = card.model_copy(update={"subject_name": None})
    return HeldDocument(replace(held.entry, card=card), documents.serialize(shown))


def _items(session: Session, vault: Vault, selection: Selection) -> Iterator[OwnPart]:
    for item_id in selection.item_ids:
        held = items.open_item(session, vault, item_id)
        if not held.is_finished:
            raise NotInThisWalletError("wallet.not_found", detail="a finished item")
        yield OwnPart(PartKind.ITEM, item_id, _experience(held.content))


def _files(session: Session, vault: Vault, selection: Selection) -> Iterator[OwnPart]:
    for file_id in selection.file_ids:
        sealed = evidence.sealed_file(session, vault, file_id)
        access = _access(sealed)
        words = KeptFile(access.title, access.media_type, sealed.entry.kept_digest, access.size)
        yield OwnPart(PartKind.FILE, file_id, words, access)


def _references(session: Session, vault: Vault, selection: Selection, at: datetime) -> Iterator[OwnPart]:
    for request_id in selection.reference_ids:
        view = asking.reference(session, vault, request_id, at=at)
        if view.state is not ReferenceState.ACCEPTED or view.words is None or view.written_at is None:
            raise NotInThisWalletError("wallet.not_found", detail="an accepted reference")
        yield OwnPart(PartKind.REFERENCE, request_id, signed_words(view) or _passed_on(view))


def _experience(content: ItemContent) -> Experience:
    return Experience(
        content.title or "",
        content.kind.value,
        content.is_ongoing,
        {
            name: text
            for name, text in (
                ("plaats", content.place),
                ("begonnen", _month(content.since)),
                ("gestopt", None if content.is_ongoing else _month(content.until)),
                ("watGedaan", content.did),
                ("situatie", content.situation),
                ("taak", content.task),
                ("actie", content.action),
                ("resultaat", content.result),
                ("reflectie", content.reflection),
            )
            if text
        },
    )


def _month(month: Month | None) -> str | None:
    if month is None:
        return None
    return f"{month.year:04}-{month.month:02}" if month.month else f"{month.year:04}"


def _access(sealed: SealedFile) -> FileAccess:
    entry = sealed.entry
    return FileAccess(
        title=entry.title.strip() or entry.name.strip() or entry.format.ending,
        name=entry.name,
        media_type=entry.format.media_type,
        size=entry.size,
        storage_key=sealed.storage_key,
        key=base64.b64encode(sealed.key).decode(),
        place=sealed.place,
    )


def _passed_on(view: ReferenceView) -> PassedOn:
    words, written_at = view.words, view.written_at
    if words is None or written_at is None:
        raise ValueError("nothing was written")
    return PassedOn(
        text=words.text,
        question=view.description.question,
        writer=words.name,
        role=words.role,
        organisation=words.organisation,
        mail_domain=view.email_domain,
        mail_confirmed=view.email_confirmed,
        written_on=legal_date(written_at),
    )
