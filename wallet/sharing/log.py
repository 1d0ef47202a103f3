"""The log of a share: what happened and when. Never what was seen, and nothing of who looked.

A table of its own beside the counters, so that its owner can take it along; bounded, since whoever has a
link can use it again and again. The counters go on where the log stops.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wallet.models import Share, ShareEvent
from wallet.vault import Vault
from web.database import new_row_id

# Enough for a link of a year that is opened three times a day.
MAX_EVENTS = 1_000
# What she did herself is always noted; she can't do it so often.
_ROOM_FOR_HER_OWN = 200


class EventKind(StrEnum):
    """What can happen to a share."""

    MADE = "made"
    LOOKED = "looked"
    FILE_OPENED = "file-opened"
    PIN_WRONG = "pin-wrong"
    PIN_LOCKED = "pin-locked"
    UNLOCKED = "unlocked"
    SUGGESTED = "suggested"
    PROLONGED = "prolonged"
    STOPPED = "stopped"


_BY_OTHERS = frozenset(
    {EventKind.LOOKED, EventKind.FILE_OPENED, EventKind.PIN_WRONG, EventKind.PIN_LOCKED, EventKind.SUGGESTED}
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a share of hers."""

    share_id: str
    kind: EventKind
    happened_at: datetime


def note(session: Session, share: Share, kind: EventKind, *, at: datetime) -> None:
    """Add a line to the log of a share, as long as there is room."""
    limit = MAX_EVENTS if kind in _BY_OTHERS else MAX_EVENTS + _ROOM_FOR_HER_OWN
    if _count(session, share) < limit:
        session.add(
            ShareEvent(
                wallet_id=share.wallet_id,
                share_id=share.share_id,
                event_id=new_row_id(),
                kind=kind.value,
                happened_at=at,
            )
        )


def events(session: Session, vault: Vault, share_id: str | None = None) -> tuple[Event, ...]:
    """Return what happened to one share or to all, the newest first."""
    chosen = select(ShareEvent).where(ShareEvent.wallet_id == vault.wallet_id)
    if share_id is not None:
        chosen = chosen.where(ShareEvent.share_id == share_id)
    rows = session.scalars(chosen.order_by(ShareEvent.happened_at.desc(), ShareEvent.event_id.desc()))
    return tuple(Event(row.share_id, EventKind(row.kind), row.happened_at) for row in rows)


def by_share(found: tuple[Event, ...]) -> Mapping[str, tuple[Event, ...]]:
    """Return the events of each share, in their order."""
    grouped: dict[str, tuple[Event, ...]] = {}
    for event in found:
        grouped[event.share_id] = (*grouped.get(event.share_id, ()), event)
    return grouped


def _count(session: Session, share: Share) -> int:
    return session.execute(
        select(func.count())
        .select_from(ShareEvent)
        .where(ShareEvent.wallet_id == share.wallet_id, ShareEvent.share_id == share.share_id)
    ).scalar_one()
