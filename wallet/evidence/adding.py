"""A file on its way in and out: looked at, cleaned, sealed, stored, and only then a row that names it.

Nothing slow runs inside a transaction, so these take the database. Whatever is interrupted leaves bytes
without a row at most, which nobody can open and the sweep removes.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from keys import sealing
from schemas.evidence import digest_multibase
from wallet.contents import FileDescription
from wallet.errors import EvidenceError, StorageError
from wallet.evidence import formats, shelf, storage
from wallet.evidence.chunks import open_chunks, seal_chunks
from wallet.evidence.films import blank_notes
from wallet.evidence.formats import FileKind, Format
from wallet.evidence.pixels import redraw
from wallet.evidence.recognising import recognise
from wallet.evidence.storage import Storage
from wallet.models import EvidenceFile, Wallet
from wallet.vault import Vault
from web.database import Database, new_row_id
from web.logs import get_logger
from web.text import display_text

MAX_NAME_CHARACTERS = 200
_log = get_logger("vakbewijs.wallet.evidence")
_BOXED = frozenset({formats.MP4, formats.QUICKTIME, formats.M4A})


@dataclass(frozen=True, slots=True)
class ReadFile:
    """An upload after it was looked at and cleaned; `original_digest` is of the bytes as they were given."""

    name: str
    format: Format
    content: bytes
    thumbnail: bytes | None
    original_digest: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """Where a file is, and whether it was put there just now."""

    file_id: str
    is_new: bool


def read_file(content: bytes, name: str) -> ReadFile:
    """Recognise an upload by its content and take out what tells where it was made. Pure.

    `name` is what the browser says: kept to show, and trusted for nothing. Raises `EvidenceError`.
    """
    found = recognise(content)
    digest = digest_multibase(content)
    shown = display_text(name.replace("\\", "/").rpartition("/")[2]).strip()[-MAX_NAME_CHARACTERS:]
    if found.kind is FileKind.PICTURE:
        redrawn = redraw(content, found)
        return ReadFile(shown, found, redrawn.content, redrawn.thumbnail, digest)
    kept = blank_notes(content) if found in _BOXED else content
    return ReadFile(shown, found, kept, None, digest)


def keep_file(
    database: Database,
    store: Storage,
    vault: Vault,
    read: ReadFile,
    *,
    title: str,
    item_id: str | None,
    room_bytes: int,
    at: datetime,
) -> KeptFile:
    """Seal and store a file, or find it when the wallet has it already for the same item: a second click.

    Raises `EvidenceError("file.no_room")`, `StorageError`; nothing is kept then.
    """
    fingerprint = vault.fingerprint("|".join(("file", item_id or "", read.original_digest)).encode())
    with database.reading() as session:
        if found := _with_fingerprint(session, vault, fingerprint):
            return KeptFile(found, is_new=False)
        _refuse_without_room(session, vault, len(read.content), room_bytes)
    file_id, storage_key, key = new_row_id(), storage.new_key(), sealing.new_key()
    description = FileDescription(
        title=title,
        name=read.name,
        media_type=read.format.media_type,
        original_digest=read.original_digest,
        kept_digest=digest_multibase(read.content),
        key=base64.b64encode(key).decode(),
    )
    small = vault.seal(read.thumbnail, shelf.place(file_id, "thumbnail")) if read.thumbnail else None
    row = EvidenceFile(
        wallet_id=vault.wallet_id,
        file_id=file_id,
        item_id=item_id,
        fingerprint=fingerprint,
        sealed_description=vault.seal_content(description, shelf.place(file_id, "description")),
        sealed_thumbnail=small,
        storage_key=storage_key,
        size=len(read.content),
        created_at=at,
    )
    store.put(storage_key, seal_chunks(read.content, key=key, place=shelf.content_place(vault, file_id)))
    kept = False
    try:
        with database.transaction() as session:
            found = _recorded(session, vault, row, room_bytes)
            kept = found is None
    finally:
        if not kept:
            delete_bytes(store, storage_key)
    return KeptFile(found or file_id, is_new=found is None)


def content_of(store: Storage, sealed: shelf.SealedFile) -> Iterator[bytes]:
    """Return the bytes of a file in pieces; the first is read at once, so that what is lost is told in time.

    Raises `StorageError`, `SealError`.
    """
    pieces = open_chunks(store.get(sealed.storage_key), key=sealed.key, place=sealed.place)
    return chain((next(pieces),), pieces)


def remove_file(database: Database, store: Storage, vault: Vault, file_id: str) -> None:
    """Delete a file for good: first the row with its key, then the bytes. Raises `NotInThisWalletError`."""
    with database.transaction() as session:
        storage_key = shelf.remove(session, vault, file_id)
    delete_bytes(store, storage_key)


def delete_bytes(store: Storage, storage_key: str) -> None:
    """Delete bytes that no row names; without an answer of the store the sweep does it later."""
    try:
        store.delete(storage_key)
    except StorageError as error:
        _log.warning("file_left_to_the_sweep", code=error.code)


def _recorded(session: Session, vault: Vault, row: EvidenceFile, room_bytes: int) -> str | None:
    """Add the row and return None, or return the file that a request at the same moment kept."""
    # One at a time per wallet, so that two uploads can't both take the last of the room.
    session.execute(select(Wallet.wallet_id).where(Wallet.wallet_id == vault.wallet_id).with_for_update())
    _refuse_without_room(session, vault, row.size, room_bytes)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        found = _with_fingerprint(session, vault, row.fingerprint)
        if found is None:
            raise
        return found
    return None


def _refuse_without_room(session: Session, vault: Vault, size: int, room_bytes: int) -> None:
    if shelf.used_bytes(session, vault) + size > room_bytes:
        raise EvidenceError("file.no_room")


def _with_fingerprint(session: Session, vault: Vault, fingerprint: bytes) -> str | None:
    return session.execute(
        select(EvidenceFile.file_id).where(
            EvidenceFile.wallet_id == vault.wallet_id, EvidenceFile.fingerprint == fingerprint
        )
    ).scalar_one_or_none()
