"""The rows of her files: listed, opened, counted, matched with a certificate, removed. Knows no store.

Removing a row says which bytes are to go; the caller deletes those once the row is gone for good, and what
an interruption leaves is found by `wallet.evidence.sweeping`.
"""

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from schemas.digests import read_multihash
from schemas.errors import MalformedDocumentError
from schemas.evidence import EvidencePiece
from wallet.contents import FileDescription
from wallet.errors import NotInThisWalletError
from wallet.evidence.formats import FORMATS, FileKind, Format
from wallet.models import EvidenceFile
from wallet.vault import Place, Vault

_TABLE = "evidence_file"
_Listed = Select[str, str | None, bytes, bool, int, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """A file as lists and its page show it; `size` is in bytes."""

    file_id: str
    item_id: str | None
    title: str
    name: str
    format: Format
    has_thumbnail: bool
    size: int
    created_at: datetime
    original_digest: str
    kept_digest: str

    @property
    def digests(self) -> frozenset[str]:
        """The digests by which a certificate may name it: of the file as given and as kept."""
        return frozenset({self.original_digest, self.kept_digest})

    @property
    def kind(self) -> FileKind:
        """What the file is to her."""
        return self.format.kind


@dataclass(frozen=True, slots=True)
class SealedFile:
    """Where the bytes of a file are, and what opens them."""

    entry: FileEntry
    storage_key: str
    key: bytes
    place: str


@dataclass(frozen=True, slots=True)
class Match:
    """A file of hers that a certificate rests on, by the digest that was signed."""

    piece: EvidencePiece
    entry: FileEntry


def files(session: Session, vault: Vault) -> tuple[FileEntry, ...]:
    """Return all files of the wallet, the newest first."""
    return _entries(session, vault, _listed(vault))


def files_of(session: Session, vault: Vault, item_id: str) -> tuple[FileEntry, ...]:
    """Return the files of one item, the newest first; none for an item that the wallet does not have."""
    return _entries(session, vault, _listed(vault).where(EvidenceFile.item_id == item_id))


def file(session: Session, vault: Vault, file_id: str) -> FileEntry:
    """Return one file without its bytes. Raises `NotInThisWalletError`."""
    return sealed_file(session, vault, file_id).entry


def sealed_file(session: Session, vault: Vault, file_id: str) -> SealedFile:
    """Return what it takes to read a file's bytes. Raises `NotInThisWalletError`."""
    row = _row(session, vault, file_id)
    has_thumbnail = row.sealed_thumbnail is not None
    entry = _entry(
        vault, row.file_id, row.item_id, row.sealed_description, has_thumbnail, row.size, row.created_at
    )
    key = base64.b64decode(_description(vault, file_id, row.sealed_description).key)
    return SealedFile(entry, row.storage_key, key, content_place(vault, file_id))


def thumbnail(session: Session, vault: Vault, file_id: str) -> bytes:
    """Return the small picture (WEBP). Raises `NotInThisWalletError`, also for a file without one."""
    row = _row(session, vault, file_id)
    if row.sealed_thumbnail is None:
        raise NotInThisWalletError("wallet.not_found", detail="thumbnail")
    return vault.open(row.sealed_thumbnail, place(file_id, "thumbnail"))


def used_bytes(session: Session, vault: Vault) -> int:
    """Return how much room the wallet's files take."""
    return session.execute(
        select(func.coalesce(func.sum(EvidenceFile.size), 0)).where(EvidenceFile.wallet_id == vault.wallet_id)
    ).scalar_one()


def remove(session: Session, vault: Vault, file_id: str) -> str:
    """Delete a file's row and return the key of its bytes in the store. Raises `NotInThisWalletError`."""
    row = _row(session, vault, file_id)
    session.delete(row)
    session.flush()
    return row.storage_key


def remove_all(session: Session, vault: Vault, *, item_id: str | None = None) -> tuple[str, ...]:
    """Delete the rows of all files, or of those of one item; return the keys of their bytes in the store."""
    chosen = select(EvidenceFile).where(EvidenceFile.wallet_id == vault.wallet_id)
    if item_id is not None:
        chosen = chosen.where(EvidenceFile.item_id == item_id)
    rows = session.execute(chosen).scalars().all()
    for row in rows:
        session.delete(row)
    session.flush()
    return tuple(row.storage_key for row in rows)


def matching(entries: Sequence[FileEntry], pieces: Iterable[EvidencePiece]) -> tuple[Match, ...]:
    """Return which of the files are evidence of a certificate, by a digest of the file as given or as kept.

    Compares SHA-256 digests alone, which is what our issuers sign; the bytes are not read again.
    """
    by_value = {read_multihash(digest).value: entry for entry in entries for digest in entry.digests}
    found = []
    for piece in pieces:
        try:
            digest = read_multihash(piece.digest) if piece.digest else None
        except MalformedDocumentError:  # says nothing about any file
            continue
        if digest is not None and (entry := by_value.get(digest.value)):
            found.append(Match(piece, entry))
    return tuple(found)


def place(file_id: str, column: str) -> Place:
    """Return the place of a sealed column of a file."""
    return Place(_TABLE, file_id, column)


def content_place(vault: Vault, file_id: str) -> str:
    """Return the place to which the bytes of a file are sealed."""
    return "|".join((vault.wallet_id, _TABLE, file_id, "content"))


def _listed(vault: Vault) -> _Listed:
    return (
        select(
            EvidenceFile.file_id,
            EvidenceFile.item_id,
            EvidenceFile.sealed_description,
            EvidenceFile.sealed_thumbnail.is_not(None),
            EvidenceFile.size,
            EvidenceFile.created_at,
        )
        .where(EvidenceFile.wallet_id == vault.wallet_id)
        .order_by(EvidenceFile.created_at.desc(), EvidenceFile.file_id.desc())
    )


def _entries(session: Session, vault: Vault, chosen: _Listed) -> tuple[FileEntry, ...]:
    return tuple(_entry(vault, *row) for row in session.execute(chosen))


def _entry(
    vault: Vault,
    file_id: str,
    item_id: str | None,
    sealed_description: bytes,
    has_thumbnail: bool,
    size: int,
    created_at: datetime,
) -> FileEntry:
    description = _description(vault, file_id, sealed_description)
    return FileEntry(
        file_id=file_id,
        item_id=item_id,
        title=description.title,
        name=description.name,
        format=FORMATS[description.media_type],
        has_thumbnail=has_thumbnail,
        size=size,
        created_at=created_at,
        original_digest=description.original_digest,
        kept_digest=description.kept_digest,
    )


def _description(vault: Vault, file_id: str, sealed: bytes) -> FileDescription:
    return vault.open_content(FileDescription, sealed, place(file_id, "description"))


def _row(session: Session, vault: Vault, file_id: str) -> EvidenceFile:
    row = session.get(EvidenceFile, (vault.wallet_id, file_id))
    if row is None:
        raise NotInThisWalletError("wallet.not_found", detail="file")
    return row
