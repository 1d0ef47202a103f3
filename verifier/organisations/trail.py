"""What was done within an organisation, a row per step, in the transaction of the step itself."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from verifier.models import TrailEntry
from web.staff.trail import OPERATOR as OPERATOR

# Who acted, when it was neither staff nor one of their systems.
HOLDER = "holder"
WORKER = "worker"


def note(
    session: Session,
    organisation_id: str,
    action: str,
    *,
    at: datetime,
    actor: str,
    object_id: str,
    detail: str = "",
) -> None:
    """Add a row. `detail` is a code or an identifier, never a name: the trail outlives what it is about."""
    session.add(
        TrailEntry(
            organisation_id=organisation_id,
            at=at,
            actor=actor,
            action=action,
            object_id=object_id,
            detail=detail,
        )
    )
    session.flush()


def trail_of(session: Session, organisation_id: str, object_id: str) -> list[TrailEntry]:
    """Return what happened to a thing, in order."""
    return list(
        session.scalars(
            select(TrailEntry)
            .where(TrailEntry.organisation_id == organisation_id, TrailEntry.object_id == object_id)
            .order_by(TrailEntry.id)
        )
    )
