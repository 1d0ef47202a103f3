"""What of her own can be shown to others: what is finished, and what she accepted."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from wallet.portfolio import items
from wallet.portfolio.items import HeldItem
from wallet.references import asking
from wallet.references.asking import ReferenceState, ReferenceView
from wallet.vault import Vault


def finished_items(session: Session, vault: Vault) -> Sequence[HeldItem]:
    """Return the items that she finished, the newest first."""
    return [held for held in items.items(session, vault) if held.is_finished]


def accepted_references(session: Session, vault: Vault, *, at: datetime) -> Sequence[ReferenceView]:
    """Return what others wrote and she accepted, the newest first."""
    return [
        view for view in asking.references(session, vault, at=at) if view.state is ReferenceState.ACCEPTED
    ]
