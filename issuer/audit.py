"""The audit trail: a chain of hashes per institution, in which every change of state is one row.

Appending takes the chain's head under a lock, so that two writers can't fork it. A row that was changed,
moved or removed breaks the chain at that row; a tail that was cut off no longer reaches the head.
Whoever can rewrite rows AND head can rewrite history: only a head kept elsewhere shows that.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from issuer.models import AuditEntry, AuditHead
from web.staff.trail import OPERATOR as OPERATOR

CHAIN_START = "0" * 64

# Who acted, when it was not a member of staff.
HOLDER = "holder"
WORKER = "worker"
OPEN_DOOR = "open_door"


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first place where a chain is not what it was."""

    sequence: int
    reason: str
    """`missing`, `changed` or `cut_off`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What `append_all` adds a row for; the fields are those of `append`."""

    action: str
    actor: str
    object_id: str
    subject: str = ""
    detail: str = ""


def start(session: Session, institution_id: str) -> None:
    """Begin an institution's chain."""
    session.add(AuditHead(institution_id=institution_id, sequence=0, hash=CHAIN_START))


def lock(session: Session, institution_id: str) -> AuditHead:
    """Take the head of the institution's chain: other writers of this institution wait until the end."""
    return session.execute(
        select(AuditHead).where(AuditHead.institution_id == institution_id).with_for_update()
    ).scalar_one()


def append(
    session: Session,
    institution_id: str,
    action: str,
    *,
    at: datetime,
    actor: str,
    object_id: str,
    subject: str = "",
    detail: str = "",
) -> AuditEntry:
    """Add a row to the institution's chain, in the caller's transaction.

    `detail` is a code or an identifier. No names: the trail outlives the right to be forgotten.
    """
    head = lock(session, institution_id)
    entry = AuditEntry(
        institution_id=institution_id,
        sequence=head.sequence + 1,
        at=at.astimezone(UTC),
        actor=actor,
        action=action,
        object_id=object_id,
        subject=subject,
        detail=detail,
        previous_hash=head.hash,
    )
    entry.hash = row_hash(entry)
    head.sequence, head.hash = entry.sequence, entry.hash
    session.add(entry)
    session.flush()
    return entry


def append_all(session: Session, institution_id: str, events: Iterable[Event], *, at: datetime) -> None:
    """Add a row for each event, in their order and in the caller's transaction, with one statement."""
    head = session.execute(
        select(AuditHead).where(AuditHead.institution_id == institution_id).with_for_update()
    ).scalar_one()
    rows: list[dict[str, object]] = []
    for event in events:
        row: dict[str, object] = {
            "institution_id": institution_id,
            "sequence": head.sequence + 1,
            "at": at.astimezone(UTC),
            "actor": event.actor,
            "action": event.action,
            "object_id": event.object_id,
            "subject": event.subject,
            "detail": event.detail,
            "previous_hash": head.hash,
        }
        row["hash"] = _hash(row)
        head.sequence, head.hash = head.sequence + 1, str(row["hash"])
        rows.append(row)
    if rows:
        session.execute(insert(cast(Table, AuditEntry.__table__)), rows)


def row_hash(entry: AuditEntry) -> str:
    """Return the hash over every field of a row and the hash of the row before it."""
    return _hash({field: getattr(entry, field) for field in _HASHED})


# The fields of a row in the order in which they are hashed.
_HASHED = (
    *("institution_id", "sequence", "at", "actor", "action", "object_id", "subject", "detail"),
    "previous_hash",
)


def _hash(row: Mapping[str, Any]) -> str:
    fields = [row[field] for field in _HASHED]
    fields[2] = row["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def first_broken_link(session: Session, institution_id: str) -> BrokenLink | None:
    """Follow the chain from its start; return the first bad row, or None when it holds to the head."""
    sequence, previous = 0, CHAIN_START
    rows = session.scalars(
        select(AuditEntry)
        .where(AuditEntry.institution_id == institution_id)
        .order_by(AuditEntry.sequence)
        .execution_options(yield_per=1000)
    )
    for entry in rows:
        sequence += 1
        if entry.sequence != sequence:
            return BrokenLink(sequence, "missing")
        if entry.previous_hash != previous or entry.hash != row_hash(entry):
            return BrokenLink(sequence, "changed")
        previous = entry.hash
    head = session.get(AuditHead, institution_id)
    if head is None or (head.sequence, head.hash) != (sequence, previous):
        return BrokenLink(sequence + 1, "cut_off")
    return None


def pseudonym(salt: bytes, subject: str) -> str:
    """Return the name under which a person stands in the trail; without the salt it leads nowhere."""
    return hmac.new(salt, subject.encode(), hashlib.sha256).hexdigest()
