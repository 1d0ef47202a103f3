"""What a visitor handed in, kept sealed for a quarter of an hour, so that the page can be shown again.

A random handle of 256 bits stands in the address of the page and nowhere else. From it come, under two
HKDF labels, the key by which the row is found and the key that opens it: whoever has the table but not
the handle learns only that something of some length was checked. A row is never read after its end, and
`purge` removes it.

The verdict is not kept: each look judges again and says when it did.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType

from sqlalchemy import delete
from sqlalchemy.orm import Session

from keys.sealing import derive, seal, unseal
from schemas.documents import parse_object, serialize
from schemas.errors import DomainError
from verifier.models import CheckedDocument
from verifier.services import HandedIn

LIFETIME = timedelta(minutes=15)

CheckHandle = NewType("CheckHandle", str)

_HANDLE_BYTES = 32
_HANDLE = re.compile(r"[A-Za-z0-9_-]{43}")
_LOOKUP_LABEL = "vakbewijs verifier check lookup v1"
_SEAL_LABEL = "vakbewijs verifier check seal v1"
_CONTEXT = "verifier:checked_document"


class CheckGoneError(DomainError):
    """No check has this handle, or its quarter of an hour is over; the two look the same (`check.gone`)."""


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """What was handed in, and until when it can be looked at."""

    handed_in: HandedIn
    expires_at: datetime


def keep(session: Session, handed_in: HandedIn, *, now: datetime) -> CheckHandle:
    """Seal a document and return its handle, which is stored nowhere. Removes the rows that are over."""
    purge(session, now=now)
    handle = CheckHandle(secrets.token_urlsafe(_HANDLE_BYTES))
    head = serialize(
        {
            "fetchedFrom": handed_in.fetched_from,
            "expectedDomain": handed_in.expected_domain,
            "fromKnownWallet": handed_in.from_known_wallet,
            "filesAt": handed_in.files_at,
            # As text: then it can be nested as deeply as a receipt may be.
            "receipt": serialize(handed_in.receipt).decode() if handed_in.receipt is not None else None,
        }
    )
    # Compact JSON has no line break, so the first one ends the head; the document follows untouched.
    sealed = seal(_sealing_key(handle), head + b"\n" + handed_in.document, context=_CONTEXT)
    session.add(CheckedDocument(lookup=_lookup(handle), sealed=sealed, expires_at=now + LIFETIME))
    return handle


def find(session: Session, handle: CheckHandle, *, now: datetime) -> KeptDocument:
    """Open the document that a handle belongs to. Raises `CheckGoneError`."""
    row = session.get(CheckedDocument, _lookup(handle)) if _HANDLE.fullmatch(handle) else None
    if row is None or row.expires_at <= now:
        raise CheckGoneError("check.gone")
    head, _, document = unseal(_sealing_key(handle), row.sealed, context=_CONTEXT).partition(b"\n")
    members = parse_object(head)
    domain, receipt = members["expectedDomain"], members.get("receipt")
    handed_in = HandedIn(
        document=document,
        fetched_from=str(members["fetchedFrom"]),
        expected_domain=domain if isinstance(domain, str) else None,
        from_known_wallet=members.get("fromKnownWallet") is True,
        files_at=str(members.get("filesAt", "")),
        receipt=parse_object(receipt.encode()) if isinstance(receipt, str) else None,
    )
    return KeptDocument(handed_in, row.expires_at)


def purge(session: Session, *, now: datetime) -> int:
    """Remove every row whose quarter of an hour is over, and return how many there were."""
    over = delete(CheckedDocument).where(CheckedDocument.expires_at <= now)
    return len(session.scalars(over.returning(CheckedDocument.lookup)).all())


def _lookup(handle: CheckHandle) -> bytes:
    return derive(handle.encode(), label=_LOOKUP_LABEL)


def _sealing_key(handle: CheckHandle) -> bytes:
    return derive(handle.encode(), label=_SEAL_LABEL)
