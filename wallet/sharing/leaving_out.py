"""What she may leave out of what she chose, worked out once when she chooses."""

from typing import TypeVar

from sqlalchemy.orm import Session

from wallet import shelf
from wallet.contents import Chosen
from wallet.showing import NOTHING, hideable
from wallet.vault import Vault

ChosenT = TypeVar("ChosenT", bound=Chosen)


def with_hideable(
    session: Session, vault: Vault, chosen: ChosenT, *, must_show: frozenset[str] = NOTHING
) -> ChosenT:
    """Note what may be left out of the chosen certificates, and forget what was left out of others.

    `must_show`: JSON pointers of what the receiver needs to see. Raises `NotInThisWalletError`.
    """
    found = {
        document_id: hideable(shelf.open_document(session, vault, document_id).document) - must_show
        for document_id in chosen.document_ids
    }
    allowed = {document_id: tuple(sorted(pointers)) for document_id, pointers in found.items() if pointers}
    hidden = chosen.hidden and {key: value for key, value in chosen.hidden.items() if key in allowed}
    return chosen.model_copy(update={"hideable": allowed, "hidden": hidden})
