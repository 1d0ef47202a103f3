"""Ending a link and letting it go on.

A share is closed by its own row, never by whoever opens it: stopping erases the presentation and the ways to
its files at once, so that there is nothing left to show.
"""

import base64
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from keys import sealing
from schemas import documents
from schemas.presentation import Presentation
from wallet import links
from wallet.durations import Duration, end_of
from wallet.errors import ShareError
from wallet.holder import holder_of
from wallet.models import Share, ShareItem, SharePart, Ticket
from wallet.presenting import present_selection
from wallet.sharing import log
from wallet.sharing.log import EventKind
from wallet.sharing.making import presentation_context, seal_presentation
from wallet.sharing.overview import description_of, open_token, row_of
from wallet.sharing.parts import PartKind
from wallet.sharing.pins import forget_attempts
from wallet.vault import Vault


def stop_share(session: Session, vault: Vault, share_id: str, *, at: datetime) -> None:
    """Close a share for good and erase what it showed; stopping twice changes nothing.

    Raises `NotInThisWalletError`.
    """
    _stop(session, row_of(session, vault, share_id), at)


def stop_all(session: Session, vault: Vault, *, at: datetime) -> int:
    """Stop every share, also those that ended by themselves and could be opened again; return how many."""
    rows = session.scalars(
        select(Share).where(Share.wallet_id == vault.wallet_id, Share.stopped_at.is_(None))
    ).all()
    for row in rows:
        _stop(session, row, at)
    return len(rows)


def stop_shares_with(session: Session, vault: Vault, document_id: str, *, at: datetime) -> None:
    """Stop every share that shows a document, also those that could be opened again."""
    for row in session.scalars(
        select(Share)
        .join(ShareItem, (ShareItem.wallet_id == Share.wallet_id) & (ShareItem.share_id == Share.share_id))
        .where(Share.wallet_id == vault.wallet_id, ShareItem.document_id == document_id)
    ).all():
        _stop(session, row, at)


def stop_shares_with_part(
    session: Session, vault: Vault, kind: PartKind, part_id: str, *, at: datetime
) -> None:
    """Stop every share that shows an item, file or reference, also those that could be opened again."""
    for row in session.scalars(
        select(Share)
        .join(SharePart, (SharePart.wallet_id == Share.wallet_id) & (SharePart.share_id == Share.share_id))
        .where(Share.wallet_id == vault.wallet_id, SharePart.kind == kind.value, SharePart.part_id == part_id)
    ).all():
        _stop(session, row, at)


def prolong_share(
    session: Session, vault: Vault, share_id: str, *, duration: Duration, domain: str, at: datetime
) -> None:
    """Give a share a new end, counted from now, under the same link; also after it ended by itself.

    It shows exactly what it showed: the same parts, signed again with the new end. As many looks as were
    agreed count from now, and so do attempts at its PIN. Raises `ShareError("share.stopped")` for a stopped
    one, whose content is gone; `NotInThisWalletError`.
    """
    row = row_of(session, vault, share_id)
    if row.sealed_presentation is None:
        raise ShareError("share.stopped")
    description = description_of(vault, row)
    pin_key = base64.b64decode(description.pin_key) if description.pin_key else None
    key = links.presentation_key(open_token(vault, row), pin_key)
    sealed = sealing.unseal(
        key, row.sealed_presentation, context=presentation_context(vault.wallet_id, share_id)
    )
    expires_at = end_of(duration, at=at)
    presentation = present_selection(
        Presentation.from_document(documents.parse_object(sealed)).credentials,
        holder=holder_of(session, vault),
        share_id=share_id,
        domain=domain,
        created=at,
        expires=expires_at,
        reason=description.reason,
    )
    row.sealed_presentation = seal_presentation(vault.wallet_id, share_id, key, presentation)
    row.expires_at = expires_at
    if description.looks is not None:
        row.looks_allowed = row.looks + description.looks
    forget_attempts(row)
    log.note(session, row, EventKind.PROLONGED, at=at)


def unlock_share(session: Session, vault: Vault, share_id: str, *, at: datetime) -> None:
    """Let a link go on after too many wrong PINs. Raises `NotInThisWalletError`."""
    row = row_of(session, vault, share_id)
    if row.pin_attempts:
        forget_attempts(row)
        log.note(session, row, EventKind.UNLOCKED, at=at)


def _stop(session: Session, row: Share, at: datetime) -> None:
    if row.stopped_at is None:
        row.stopped_at = at
        log.note(session, row, EventKind.STOPPED, at=at)
    row.sealed_presentation = None
    of_share = {"wallet_id": row.wallet_id, "share_id": row.share_id}
    session.execute(delete(Ticket).filter_by(**of_share))
    session.execute(update(SharePart).filter_by(**of_share).values(sealed_access=None))
    session.flush()
