"""What the wallet keeps of its owner, counted: the answer to "what do you have of me?" (GDPR article 15)."""

from collections.abc import Mapping

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from wallet.models import Base
from wallet.vault import Vault

# What each table is to her, by its name; the words stand in `account/data.html`.
SUBJECTS: Mapping[str, str] = {
    "document": "documents",
    "item": "items",
    "evidence_file": "files",
    "reference_request": "references",
    "share": "shares",
    "share_draft": "drafts",
    "suggestion": "suggestions",
    "request_reply": "replies",
    "holder_key": "keys",
    "encryption_key": "keys",
    "wrapped_key": "ways_in",
    "passkey": "ways_in",
    "browser_session": "browsers",
}
# Rows that are a part of another row on that page, or the wallet itself, whose name stands there.
PARTS = frozenset({"wallet", "share_item", "share_part", "share_event", "ticket", "reference", "outbox"})


def counts(session: Session, vault: Vault) -> dict[str, int]:
    """Return how many of each subject this wallet has, in one statement."""
    counted = []
    for name, subject in SUBJECTS.items():
        table = Base.metadata.tables[name]
        owner = table.columns["wallet_id" if "wallet_id" in table.columns else "tenant"]
        counted.append(
            select(literal(subject), func.count()).select_from(table).where(owner == vault.wallet_id)
        )
    found = dict.fromkeys(SUBJECTS.values(), 0)
    for subject, number in session.execute(union_all(*counted)):
        found[subject] += number
    return found
