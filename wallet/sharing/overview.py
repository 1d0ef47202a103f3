"""What she sees of her links: for whom, what, until when, how often, and which show a thing of hers."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from wallet import shelf
from wallet.contents import ShareDescription
from wallet.errors import NotInThisWalletError
from wallet.models import Share, ShareItem, SharePart
from wallet.sharing.making import place
from wallet.sharing.parts import PartKind, shown_document
from wallet.sharing.states import ShareState
from wallet.shelf import HeldDocument
from wallet.showing import NOTHING
from wallet.vault import Vault

# Time enough to prolong a link, or to let it end.
REMIND_BEFORE = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """A share as its holder sees it."""

    share_id: str
    receiver: str
    reason: str
    titles: tuple[str, ...]
    state: ShareState
    created_at: datetime
    expires_at: datetime
    stopped_at: datetime | None
    looks: int
    looks_allowed: int | None
    last_look_at: datetime | None
    pin: str
    takes_suggestions: bool

    @property
    def is_open(self) -> bool:
        """Whether it shows something now."""
        return self.state is ShareState.OPEN

    @property
    def looks_left(self) -> int | None:
        """How many looks are left; None for as many as they like."""
        return None if self.looks_allowed is None else max(0, self.looks_allowed - self.looks)


def shares(session: Session, vault: Vault, *, at: datetime) -> tuple[ShareView, ...]:
    """Return all shares of the wallet, the newest first."""
    return _views(session, vault, select(Share), at)


def shares_with(session: Session, vault: Vault, document_id: str, *, at: datetime) -> tuple[ShareView, ...]:
    """Return the shares that show a document now, or would when she opens them again for a while.

    Those that she stopped are not among them, nor those whose time is over.
    """
    chosen = (
        select(Share)
        .join(ShareItem, (ShareItem.wallet_id == Share.wallet_id) & (ShareItem.share_id == Share.share_id))
        .where(ShareItem.document_id == document_id)
    )
    return _running(_views(session, vault, chosen, at))


def shares_with_part(
    session: Session, vault: Vault, kind: PartKind, part_id: str, *, at: datetime
) -> tuple[ShareView, ...]:
    """Return the same for an item, file or reference of hers."""
    chosen = (
        select(Share)
        .join(SharePart, (SharePart.wallet_id == Share.wallet_id) & (SharePart.share_id == Share.share_id))
        .where(SharePart.kind == kind.value, SharePart.part_id == part_id)
    )
    return _running(_views(session, vault, chosen, at))


def shown_now(session: Session, vault: Vault, kind: PartKind, *, at: datetime) -> Mapping[str, int]:
    """Return by how many open links each of her items, files or references is shown, by one statement."""
    rows = session.execute(
        select(SharePart.part_id, Share)
        .join(Share, (SharePart.wallet_id == Share.wallet_id) & (SharePart.share_id == Share.share_id))
        .where(SharePart.wallet_id == vault.wallet_id, SharePart.kind == kind.value, Share.expires_at > at)
    )
    found: defaultdict[str, int] = defaultdict(int)
    for part_id, row in rows:
        if ShareState.of(row, at=at) is ShareState.OPEN:
            found[part_id] += 1
    return found


def ending_soon(session: Session, vault: Vault, *, at: datetime) -> tuple[ShareView, ...]:
    """Return the open shares that end within `REMIND_BEFORE`, the first to end first.

    Not those that were made for a few days only: their end is no surprise.
    """
    chosen = select(Share).where(
        Share.stopped_at.is_(None), Share.expires_at > at, Share.expires_at <= at + REMIND_BEFORE
    )
    views = (
        view
        for view in _views(session, vault, chosen, at)
        if view.is_open and view.expires_at - view.created_at > 2 * REMIND_BEFORE
    )
    return tuple(sorted(views, key=lambda view: view.expires_at))


def share(session: Session, vault: Vault, share_id: str, *, at: datetime) -> ShareView:
    """Return one share; raises `NotInThisWalletError`."""
    return _view(vault, row_of(session, vault, share_id), at)


def documents_of(session: Session, vault: Vault, share_id: str) -> list[HeldDocument]:
    """Return the documents in a share that are still in the wallet, without what it leaves out."""
    description = description_of(vault, row_of(session, vault, share_id))
    shown = set(
        session.scalars(
            select(ShareItem.document_id).where(
                ShareItem.wallet_id == vault.wallet_id, ShareItem.share_id == share_id
            )
        )
    )
    return [
        shown_document(
            session, vault, entry.document_id, frozenset(description.hidden.get(entry.document_id, NOTHING))
        )
        for entry in shelf.entries(session, vault)
        if entry.document_id in shown
    ]


def token_of(session: Session, vault: Vault, share_id: str) -> str:
    """Return the token of a share, so that its holder can show the link again.

    Raises `NotInThisWalletError`.
    """
    return open_token(vault, row_of(session, vault, share_id))


def row_of(session: Session, vault: Vault, share_id: str) -> Share:
    """Return the row of a share of hers; raises `NotInThisWalletError`."""
    row = session.get(Share, (vault.wallet_id, share_id))
    if row is None:
        raise NotInThisWalletError("wallet.not_found", detail="share")
    return row


def open_token(vault: Vault, row: Share) -> str:
    """Return the token of a row."""
    return vault.open(row.sealed_token, place(row.share_id, "token")).decode()


def description_of(vault: Vault, row: Share) -> ShareDescription:
    """Return what was agreed in a row."""
    return vault.open_content(ShareDescription, row.sealed_description, place(row.share_id, "description"))


def _running(views: tuple[ShareView, ...]) -> tuple[ShareView, ...]:
    ended = (ShareState.STOPPED, ShareState.EXPIRED)
    return tuple(view for view in views if view.state not in ended)


def _views(session: Session, vault: Vault, chosen: Select[Share], at: datetime) -> tuple[ShareView, ...]:
    rows = session.scalars(
        chosen.where(Share.wallet_id == vault.wallet_id).order_by(
            Share.created_at.desc(), Share.share_id.desc()
        )
    )
    return tuple(_view(vault, row, at) for row in rows)


def _view(vault: Vault, row: Share, at: datetime) -> ShareView:
    description = description_of(vault, row)
    return ShareView(
        share_id=row.share_id,
        receiver=description.receiver,
        reason=description.reason,
        titles=description.titles,
        state=ShareState.of(row, at=at),
        created_at=row.created_at,
        expires_at=row.expires_at,
        stopped_at=row.stopped_at,
        looks=row.looks,
        looks_allowed=row.looks_allowed,
        last_look_at=row.last_look_at,
        pin=description.pin,
        takes_suggestions=row.takes_suggestions,
    )
