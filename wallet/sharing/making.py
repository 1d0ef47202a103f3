"""From what was agreed to a link: her own words and the whole are signed, and sealed under its token."""

import base64
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from keys import sealing
from schemas import documents
from schemas.documents import JsonObject
from wallet import links
from wallet.contents import ShareDescription
from wallet.holder import holder_of
from wallet.models import Share, ShareItem, SharePart
from wallet.presenting import present_selection
from wallet.references.letterbox import ensure_letterbox
from wallet.sharing import log
from wallet.sharing.contract import Contract
from wallet.sharing.log import EventKind
from wallet.sharing.parts import OwnPart, Parts, gather
from wallet.sharing.pins import PinLock
from wallet.sharing.signed_words import as_credential
from wallet.vault import Place, Vault


def exists(session: Session, vault: Vault, share_id: str) -> bool:
    """Say whether the wallet has a share with this id."""
    return session.get(Share, (vault.wallet_id, share_id)) is not None


def create_share(
    session: Session,
    vault: Vault,
    contract: Contract,
    *,
    share_id: str,
    domain: str,
    at: datetime,
    pin: str = "",
    lock: PinLock | None = None,
) -> None:
    """Sign the selection and make its link. A share that exists already is left as it is: a second click.

    `domain` is the origin of the wallet's public address; `lock` is what `pin` was hashed into (`new_lock`).
    Raises `ShareError`: `share.nothing_chosen`, `share.too_much`, `share.too_much_own`, `share.receiver_*`,
    `share.reason_long`, `share.looks`, `share.cannot_hide`; `NotInThisWalletError` for what is not hers.
    """
    if exists(session, vault, share_id):
        return
    contract.check()
    parts = gather(session, vault, contract.selection, at=at)
    holder = holder_of(session, vault)
    expires_at = contract.expires_at(at)
    presentation = present_selection(
        [
            *(held.document for held in parts.documents),
            *(as_credential(part.words, holder=holder, at=at) for part in parts.own),
        ],
        holder=holder,
        share_id=share_id,
        domain=domain,
        created=at,
        expires=expires_at,
        reason=contract.reason.strip(),
    )
    token = links.new_token()
    key = links.presentation_key(token, lock.key if lock else None)
    share = Share(
        wallet_id=vault.wallet_id,
        share_id=share_id,
        lookup=links.share_lookup(token),
        sealed_presentation=seal_presentation(vault.wallet_id, share_id, key, presentation),
        sealed_token=vault.seal(token.encode(), place(share_id, "token")),
        sealed_description=vault.seal_content(
            _description(contract, parts, pin, lock), place(share_id, "description")
        ),
        created_at=at,
        expires_at=expires_at,
        looks_allowed=contract.looks,
        pin_salt=lock.salt if lock else None,
        pin_cost=lock.cost if lock else None,
        takes_suggestions=contract.takes_suggestions,
    )
    session.add(share)
    session.flush()
    session.add_all(
        ShareItem(wallet_id=vault.wallet_id, share_id=share_id, document_id=held.entry.document_id)
        for held in parts.documents
    )
    session.add_all(_row(share, part, key) for part in parts.own)
    log.note(session, share, EventKind.MADE, at=at)
    if contract.takes_suggestions:
        ensure_letterbox(session, vault, at=at)
    session.flush()


def presentation_context(wallet_id: str, share_id: str) -> str:
    """Return the place to which a presentation is sealed."""
    return "|".join((wallet_id, "share", share_id, "presentation"))


def access_context(wallet_id: str, share_id: str, file_id: str) -> str:
    """Return the place to which the way to a file is sealed."""
    return "|".join((wallet_id, "share_part", share_id, file_id, "access"))


def seal_presentation(wallet_id: str, share_id: str, key: bytes, presentation: JsonObject) -> bytes:
    """Seal a presentation under the key that its link gives."""
    return sealing.seal(
        key, documents.serialize(presentation), context=presentation_context(wallet_id, share_id)
    )


def place(share_id: str, column: str) -> Place:
    """Return the place of a sealed column of a share."""
    return Place("share", share_id, column)


def _description(contract: Contract, parts: Parts, pin: str, lock: PinLock | None) -> ShareDescription:
    titles: Sequence[str] = [
        *(held.entry.card.title for held in parts.documents),
        *(part.words.title for part in parts.own),
    ]
    return ShareDescription(
        receiver=contract.receiver.strip(),
        reason=contract.reason.strip(),
        titles=tuple(titles),
        hidden={key: tuple(sorted(hidden)) for key, hidden in contract.selection.hidden.items() if hidden},
        looks=contract.looks,
        pin=pin if lock else "",
        pin_key=base64.b64encode(lock.key).decode() if lock else "",
    )


def _row(share: Share, part: OwnPart, key: bytes) -> SharePart:
    access = None
    if part.access is not None:
        access = sealing.seal(
            key,
            part.access.model_dump_json().encode(),
            context=access_context(share.wallet_id, share.share_id, part.part_id),
        )
    return SharePart(
        wallet_id=share.wallet_id,
        share_id=share.share_id,
        kind=part.kind.value,
        part_id=part.part_id,
        sealed_access=access,
    )
