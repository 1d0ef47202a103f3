"""Her items in an export, in plain JSON: what she wrote, with the names of the members of `ItemContent`."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from schemas import documents
from schemas.dates import format_instant
from schemas.documents import JsonValue
from wallet.export.bundle import Entry
from wallet.portfolio import items
from wallet.vault import Vault

FORMAT = "vakbewijs-items-1"
FILE = "portfolio/items.json"


def written_items(session: Session, vault: Vault, at: datetime) -> Iterator[Entry]:  # noqa: ARG001  (as all)
    """Yield one file with all items, the newest first; nothing when she wrote nothing."""
    found: list[JsonValue] = [
        {
            "id": held.item_id,
            "changedAt": format_instant(held.changed_at),
            **held.content.model_dump(mode="json"),
        }
        for held in items.items(session, vault)
    ]
    if found:
        yield Entry(FILE, documents.serialize({"format": FORMAT, "items": found}))
