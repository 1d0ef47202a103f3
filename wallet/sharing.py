"""The holder's side of sharing: make a link, see her links, stop one, prolong one.

A share is closed by its own row, never by whoever opens it: stopping erases the presentation at once, so
that there is nothing left to show.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from keys import sealing
from schemas import documents
from schemas.documents import JsonObject
from schemas.presentation import Presentation
from wallet import links, shelf
from wallet.contents import ShareDescription
from wallet.durations import Duration, end_of
from wallet.errors import NotInThisWalletError, ShareError
from wallet.holder import holder_of
from wallet.models import Share, ShareItem, Ticket
from wallet.presenting import present_selection
from wallet.showing import as_shown
from wallet.vault import Place, Vault
from web.text import has_hidden_characters

# A receiver reads a few certificates, not a pile; ten large ones stay far below what verifiers accept.
MAX_ITEMS = 10
MAX_RECEIVER_CHARACTERS = 100


class ShareState(StrEnum):
    """Whether a link still shows something."""

    OPEN = "open"
    EXPIRED = "expired"
    STOPPED = "stopped"

    @classmethod
    def of(cls, share: Share, *, at: datetime) -> Self:
        """Return the state of a row at a moment."""
        if share.stopped_at is not None:
            return cls("stopped")
        return cls("open" if at < share.expires_at else "expired")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """A share as its holder sees it."""

    share_id: str
    receiver: str
    titles: tuple[str, ...]
    state: ShareState
    created_at: datetime
    expires_at: datetime
    stopped_at: datetime | None
    looks: int
    last_look_at: datetime | None


def receiver_problem(receiver: str) -> str | None:
    """Return the code of what is wrong with the name of a receiver, or None."""
    if not receiver.strip():
        return "share.receiver_missing"
    if len(receiver.strip()) > MAX_RECEIVER_CHARACTERS:
        return "share.receiver_long"
    return "share.receiver_characters" if has_hidden_characters(receiver) else None


def selection_problem(document_ids: Sequence[str]) -> str | None:
    """Return the code of what is wrong with the number of documents, or None."""
    if not document_ids:
        return "share.nothing_chosen"
    return "share.too_much" if len(document_ids) > MAX_ITEMS else None


def exists(session: Session, vault: Vault, share_id: str) -> bool:
    """Say whether the wallet has a share with this id."""
    return session.get(Share, (vault.wallet_id, share_id)) is not None


def create_share(
    session: Session,
    vault: Vault,
    *,
    share_id: str,
    document_ids: Sequence[str],
    receiver: str,
    duration: Duration,
    domain: str,
    at: datetime,
) -> None:
    """Sign the selection and make its link. A share that exists already is left as it is: a second click.

    `domain` is the origin of the wallet's public address. Raises `ShareError`: `share.nothing_chosen`,
    `share.too_much`, `share.receiver_*`; `NotInThisWalletError` for a document of somebody else.
    """
    if exists(session, vault, share_id):
        return
    chosen = tuple(dict.fromkeys(document_ids))
    if problem := selection_problem(chosen) or receiver_problem(receiver):
        raise ShareError(problem)
    held = [shelf.open_document(session, vault, document_id) for document_id in chosen]
    expires_at = end_of(duration, at=at)
    presentation = present_selection(
        [as_shown(item.document) for item in held],
        holder=holder_of(session, vault),
        share_id=share_id,
        domain=domain,
        created=at,
        expires=expires_at,
    )
    token = links.new_token()
    description = ShareDescription(
        receiver=receiver.strip(), titles=tuple(item.entry.card.title for item in held)
    )
    session.add(
        Share(
            wallet_id=vault.wallet_id,
            share_id=share_id,
            lookup=links.share_lookup(token),
            sealed_presentation=_seal_presentation(vault.wallet_id, share_id, token, presentation),
            sealed_token=vault.seal(token.encode(), _place(share_id, "token")),
            sealed_description=vault.seal_content(description, _place(share_id, "description")),
            created_at=at,
            expires_at=expires_at,
        )
    )
    session.flush()
    session.add_all(
        ShareItem(wallet_id=vault.wallet_id, share_id=share_id, document_id=document_id)
        for document_id in chosen
    )
    session.flush()


def shares(session: Session, vault: Vault, *, at: datetime) -> tuple[ShareView, ...]:
    """Return all shares of the wallet, the newest first."""
    rows = session.execute(
        select(Share).where(Share.wallet_id == vault.wallet_id).order_by(Share.created_at.desc())
    ).scalars()
    return tuple(_view(vault, row, at) for row in rows)


def shares_with(session: Session, vault: Vault, document_id: str, *, at: datetime) -> tuple[ShareView, ...]:
    """Return the open shares that show a document."""
    rows = session.execute(
        select(Share)
        .join(ShareItem, (ShareItem.wallet_id == Share.wallet_id) & (ShareItem.share_id == Share.share_id))
        .where(Share.wallet_id == vault.wallet_id, ShareItem.document_id == document_id)
        .order_by(Share.created_at.desc())
    ).scalars()
    views = (_view(vault, row, at) for row in rows)
    return tuple(view for view in views if view.state is ShareState.OPEN)


def share(session: Session, vault: Vault, share_id: str, *, at: datetime) -> ShareView:
    """Return one share; raises `NotInThisWalletError`."""
    return _view(vault, _row(session, vault, share_id), at)


def documents_of(session: Session, vault: Vault, share_id: str) -> list[shelf.HeldDocument]:
    """Return the documents that a share shows and that are still in the wallet, in the order of the shelf."""
    shown = set(
        session.execute(
            select(ShareItem.document_id).where(
                ShareItem.wallet_id == vault.wallet_id, ShareItem.share_id == share_id
            )
        ).scalars()
    )
    return [
        shelf.open_document(session, vault, entry.document_id)
        for entry in shelf.entries(session, vault)
        if entry.document_id in shown
    ]


def token_of(session: Session, vault: Vault, share_id: str) -> str:
    """Return the token of a share, so that its holder can show the link again.

    Raises `NotInThisWalletError`.
    """
    return _token(vault, _row(session, vault, share_id))


def stop_share(session: Session, vault: Vault, share_id: str, *, at: datetime) -> None:
    """Close a share for good and erase what it showed; stopping twice changes nothing.

    Raises `NotInThisWalletError`.
    """
    _stop(session, _row(session, vault, share_id), at)


def stop_shares_with(session: Session, vault: Vault, document_id: str, *, at: datetime) -> int:
    """Stop every open share that shows a document; return how many."""
    showing = shares_with(session, vault, document_id, at=at)
    for view in showing:
        _stop(session, _row(session, vault, view.share_id), at)
    return len(showing)


def prolong_share(
    session: Session, vault: Vault, share_id: str, *, duration: Duration, domain: str, at: datetime
) -> None:
    """Give a share a new end, counted from now, under the same link; also after it expired.

    It shows exactly what it showed: the same documents, signed again with the new end. Raises
    `ShareError("share.stopped")` for a stopped one, whose content is gone; `NotInThisWalletError`.
    """
    row = _row(session, vault, share_id)
    if row.sealed_presentation is None:
        raise ShareError("share.stopped")
    token = _token(vault, row)
    sealed = sealing.unseal(
        links.presentation_key(token),
        row.sealed_presentation,
        context=presentation_context(vault.wallet_id, share_id),
    )
    expires_at = end_of(duration, at=at)
    presentation = present_selection(
        Presentation.from_document(documents.parse_object(sealed)).credentials,
        holder=holder_of(session, vault),
        share_id=share_id,
        domain=domain,
        created=at,
        expires=expires_at,
    )
    row.sealed_presentation = _seal_presentation(vault.wallet_id, share_id, token, presentation)
    row.expires_at = expires_at


def presentation_context(wallet_id: str, share_id: str) -> str:
    """Return the place to which a presentation is sealed."""
    return "|".join((wallet_id, "share", share_id, "presentation"))


def _seal_presentation(wallet_id: str, share_id: str, token: str, presentation: JsonObject) -> bytes:
    return sealing.seal(
        links.presentation_key(token),
        documents.serialize(presentation),
        context=presentation_context(wallet_id, share_id),
    )


def _stop(session: Session, row: Share, at: datetime) -> None:
    if row.stopped_at is None:
        row.stopped_at = at
    row.sealed_presentation = None
    session.execute(delete(Ticket).where(Ticket.wallet_id == row.wallet_id, Ticket.share_id == row.share_id))
    session.flush()


def _row(session: Session, vault: Vault, share_id: str) -> Share:
    row = session.get(Share, (vault.wallet_id, share_id))
    if row is None:
        raise NotInThisWalletError("wallet.not_found", detail="share")
    return row


def _token(vault: Vault, row: Share) -> str:
    return vault.open(row.sealed_token, _place(row.share_id, "token")).decode()


def _view(vault: Vault, row: Share, at: datetime) -> ShareView:
    description = vault.open_content(
        ShareDescription, row.sealed_description, _place(row.share_id, "description")
    )
    return ShareView(
        share_id=row.share_id,
        receiver=description.receiver,
        titles=description.titles,
        state=ShareState.of(row, at=at),
        created_at=row.created_at,
        expires_at=row.expires_at,
        stopped_at=row.stopped_at,
        looks=row.looks,
        last_look_at=row.last_look_at,
    )


def _place(share_id: str, column: str) -> Place:
    return Place("share", share_id, column)
