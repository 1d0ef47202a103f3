"""The files of a share, for whoever looked at it a moment ago: by the ticket of that look.

A verifier judges what is signed, and a file is signed by its digest; the bytes come from the wallet, so that
they end with the share. Opening one is noted in the share's log.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session

from keys import sealing
from wallet import opening
from wallet.contents import FileAccess
from wallet.errors import UnknownLinkError
from wallet.evidence.chunks import open_chunks
from wallet.evidence.storage import Storage
from wallet.models import Share, SharePart
from wallet.sharing import log
from wallet.sharing.log import EventKind
from wallet.sharing.making import access_context
from wallet.sharing.parts import PartKind


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A file in a share, and what opens its bytes."""

    file_id: str
    access: FileAccess


def shared_files(session: Session, ticket: str, *, at: datetime) -> tuple[SharedFile, ...]:
    """Return the files of the share that a ticket was made for. Changes nothing.

    Raises `UnknownLinkError` for a ticket that is wrong or too old, `ShareEndedError` when the share ended.
    """
    share, key = _look(session, ticket, at)
    rows = session.scalars(
        select(SharePart)
        .where(
            SharePart.wallet_id == share.wallet_id,
            SharePart.share_id == share.share_id,
            SharePart.kind == PartKind.FILE.value,
        )
        .order_by(SharePart.part_id)
    )
    return tuple(_file(share, key, row) for row in rows if row.sealed_access is not None)


def open_file(session: Session, ticket: str, file_id: str, *, at: datetime) -> SharedFile:
    """Return one file, and note that it was opened. Raises as `shared_files`, also for another file."""
    share, _ = _look(session, ticket, at)
    found = {file.file_id: file for file in shared_files(session, ticket, at=at)}
    if file_id not in found:
        raise UnknownLinkError("share.unknown", detail="file")
    log.note(session, share, EventKind.FILE_OPENED, at=at)
    return found[file_id]


def content_of(store: Storage, file: SharedFile) -> Iterator[bytes]:
    """Return the bytes of a file in pieces; the first is read at once, so that what is lost is told in time.

    Raises `StorageError`, `SealError`.
    """
    key = base64.b64decode(file.access.key)
    pieces = open_chunks(store.get(file.access.storage_key), key=key, place=file.access.place)
    return chain((next(pieces),), pieces)


def _look(session: Session, ticket: str, at: datetime) -> tuple[Share, bytes]:
    row = opening.find_ticket(session, ticket)
    if row is None or at >= row.files_until:
        raise UnknownLinkError("share.unknown", detail="ticket")
    return opening.look_in_progress(session, row, ticket, at=at)


def _file(share: Share, key: bytes, row: SharePart) -> SharedFile:
    sealed = row.sealed_access or b""
    context = access_context(share.wallet_id, share.share_id, row.part_id)
    return SharedFile(
        row.part_id, FileAccess.model_validate_json(sealing.unseal(key, sealed, context=context))
    )
