"""The items of a holder: begun, answered question by question, linked, removed; all under her own key."""

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wallet.errors import ItemError, NotInThisWalletError
from wallet.models import Item, Wallet
from wallet.portfolio.contents import CompetenceLink, ItemContent, ItemKind
from wallet.portfolio.questions import first_unanswered
from wallet.vault import Place, Vault

# Twice what anybody has been seen to keep; a page opens them all.
MAX_ITEMS = 2_000
# More than the parts of the two largest qualifications together.
MAX_COMPETENCES = 100
MAX_LINKED_DOCUMENTS = 50

Change = Callable[[ItemContent], ItemContent]


@dataclass(frozen=True, slots=True)
class HeldItem:
    """An item as it stands in the wallet."""

    item_id: str
    content: ItemContent
    changed_at: datetime

    @property
    def is_finished(self) -> bool:
        """Whether every question has an answer."""
        return first_unanswered(self.content) is None


def start(session: Session, vault: Vault, *, item_id: str, kind: ItemKind, at: datetime) -> None:
    """Begin an item under an id that the page chose, so that a second click begins nothing.

    Raises `NotInThisWalletError` for an id that no page of ours gives, and `ItemError`
    (`item.too_many`) when the wallet is full.
    """
    if not _is_row_id(item_id):
        raise NotInThisWalletError("wallet.not_found", detail="item")
    key = (vault.wallet_id, item_id)
    if session.get(Item, key) is not None:
        return
    if _count(session, vault) >= MAX_ITEMS:
        raise ItemError("item.too_many")
    content = ItemContent(kind=kind)
    row = Item(
        wallet_id=vault.wallet_id,
        item_id=item_id,
        sealed_content=vault.seal_content(content, _place(item_id)),
        created_at=at,
        changed_at=at,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # the other click was first
        if session.get(Item, key) is None:
            raise


def change(session: Session, vault: Vault, item_id: str, how: Change, *, at: datetime) -> HeldItem:
    """Replace the content by what `how` makes of it; two changes at once follow one another.

    Raises `NotInThisWalletError`.
    """
    row = session.get(Item, (vault.wallet_id, item_id), with_for_update=True)
    if row is None:
        raise NotInThisWalletError("wallet.not_found", detail="item")
    content = how(vault.open_content(ItemContent, row.sealed_content, _place(item_id)))
    row.sealed_content = vault.seal_content(content, _place(item_id))
    row.changed_at = at
    return HeldItem(item_id, content, at)


def answered(**answers: object) -> Change:
    """Return the change that records answers by the names of members of `ItemContent`."""
    return lambda item: item.model_copy(update=answers)


def with_competences(
    code_system: str, qualification: str, parts: Collection[str | None], *, known: Collection[str | None]
) -> Change:
    """Return the change that links exactly these parts of one qualification.

    Links to other qualifications stay, and so do links to parts that the page did not offer (not in
    `known`). Raises `ItemError` (`item.too_many_competences`) when it is applied.
    """

    def linked(item: ItemContent) -> ItemContent:
        kept = tuple(
            link
            for link in item.competences
            if (link.code_system, link.qualification) != (code_system, qualification)
            or link.part not in known
        )
        chosen = tuple(
            CompetenceLink(code_system=code_system, qualification=qualification, part=part) for part in parts
        )
        if len(kept) + len(chosen) > MAX_COMPETENCES:
            raise ItemError("item.too_many_competences")
        return item.model_copy(update={"competences": (*kept, *chosen)})

    return linked


def put_back(session: Session, vault: Vault, brought: Mapping[str, ItemContent], *, at: datetime) -> int:
    """Keep items that were written elsewhere, under the ids that they had; return how many are new here.

    An item that stands here already stays as it is here. Does NOT judge the contents: see
    `wallet.portfolio.checking`. Items beyond `MAX_ITEMS` are not kept.
    """
    # One at a time per wallet, so that the same ZIP twice at once meets its first self.
    session.execute(select(Wallet.wallet_id).where(Wallet.wallet_id == vault.wallet_id).with_for_update())
    present = set(session.scalars(select(Item.item_id).where(Item.wallet_id == vault.wallet_id)))
    new = [item_id for item_id in brought if item_id not in present][: max(0, MAX_ITEMS - len(present))]
    session.add_all(
        Item(
            wallet_id=vault.wallet_id,
            item_id=item_id,
            sealed_content=vault.seal_content(brought[item_id], _place(item_id)),
            created_at=at,
            changed_at=at,
        )
        for item_id in new
    )
    session.flush()
    return len(new)


def open_item(session: Session, vault: Vault, item_id: str) -> HeldItem:
    """Return one item. Raises `NotInThisWalletError`."""
    row = session.get(Item, (vault.wallet_id, item_id))
    if row is None:
        raise NotInThisWalletError("wallet.not_found", detail="item")
    return _held(vault, row.item_id, row.sealed_content, row.changed_at)


def items(session: Session, vault: Vault) -> tuple[HeldItem, ...]:
    """Return all items, the newest made first, by one statement."""
    rows = session.execute(
        select(Item.item_id, Item.sealed_content, Item.changed_at)
        .where(Item.wallet_id == vault.wallet_id)
        .order_by(Item.created_at.desc(), Item.item_id.desc())
    )
    return tuple(_held(vault, *row) for row in rows)


def remove(session: Session, vault: Vault, item_id: str) -> None:
    """Delete an item for good. Raises `NotInThisWalletError`."""
    row = session.get(Item, (vault.wallet_id, item_id))
    if row is None:
        raise NotInThisWalletError("wallet.not_found", detail="item")
    session.delete(row)
    session.flush()


def _count(session: Session, vault: Vault) -> int:
    return session.execute(
        select(func.count()).select_from(Item).where(Item.wallet_id == vault.wallet_id)
    ).scalar_one()


def _held(vault: Vault, item_id: str, sealed_content: bytes, changed_at: datetime) -> HeldItem:
    return HeldItem(item_id, vault.open_content(ItemContent, sealed_content, _place(item_id)), changed_at)


def _place(item_id: str) -> Place:
    return Place("item", item_id, "content")


def _is_row_id(text: str) -> bool:
    """Whether a page of ours may have given this id: a UUID in its usual spelling."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
