"""Her items in an export, in plain JSON: what she wrote, with the names of the members of `ItemContent`."""

from collections.abc import Iterator

from schemas import documents
from schemas.dates import format_instant
from schemas.documents import JsonValue
from wallet.export.bundle import Entry, Source
from wallet.portfolio import items

FORMAT = "vakbewijs-items-1"
FILE = "portfolio/items.json"
# Which file holds which certificate, by the ids in `document_ids` of the items.
DOCUMENTS_FILE = "portfolio/documents.json"


def written_items(source: Source) -> Iterator[Entry]:
    """Yield one file with all items, the newest first; nothing when she wrote nothing."""
    found: list[JsonValue] = [
        {
            "id": held.item_id,
            "changedAt": format_instant(held.changed_at),
            **held.content.model_dump(mode="json"),
        }
        for held in items.items(source.session, source.vault)
    ]
    if found:
        yield Entry(FILE, documents.serialize({"format": FORMAT, "items": found}))
