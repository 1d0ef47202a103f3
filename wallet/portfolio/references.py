"""What others have confirmed about items of hers: how many per item is all that a level needs."""

from collections.abc import Mapping

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from wallet.models import Reference, ReferenceRequest
from wallet.vault import Vault


def confirmed_references(session: Session, vault: Vault) -> Mapping[str, int]:
    """Return how many confirmed references each item has, by item id; an item without any is left out.

    Confirmed: whoever wrote it opened the mail that was sent to the address in it, and she accepted it.
    """
    rows = session.execute(
        select(ReferenceRequest.item_id, func.count())
        .join(
            Reference,
            and_(
                Reference.wallet_id == ReferenceRequest.wallet_id,
                Reference.request_id == ReferenceRequest.request_id,
            ),
        )
        .where(
            ReferenceRequest.wallet_id == vault.wallet_id,
            ReferenceRequest.item_id.is_not(None),
            Reference.confirmed_at.is_not(None),
            Reference.accepted_at.is_not(None),
        )
        .group_by(ReferenceRequest.item_id)
    )
    return {item_id: number for item_id, number in rows if item_id is not None}
