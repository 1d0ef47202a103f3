"""What the console's lists and first page show: reading only, a constant number of statements each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from issuer.models import (
    AuditEntry,
    Award,
    AwardState,
    Batch,
    BatchState,
    Offer,
    OfferState,
    Staff,
)
from schemas.credential import CredentialKind
from web.paging import Page, page_of

EXPIRES_SOON = timedelta(days=30)
RECENT_BATCHES = 50
MAX_SEARCH_CHARACTERS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """What waits for somebody, as numbers."""

    drafts: int
    submitted: int
    approved: int
    issued: int
    suspended: int
    expiring: int
    expired: int
    running: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardSearch:
    """What the list is narrowed to. Empty means not narrowed."""

    text: str = ""
    kind: CredentialKind | None = None
    state: AwardState | None = None
    suspended: bool = False
    unclaimed: str = ""
    """`expiring` or `expired`: issued awards whose open offer ends soon, or has ended."""
    page: int = 1


def attention(session: Session, institution_id: str, *, at: datetime) -> Attention:
    """Count what waits."""
    states = dict(
        session.execute(
            select(Award.state, func.count())
            .where(Award.institution_id == institution_id)
            .group_by(Award.state)
        ).all()
    )
    suspended = select(func.count()).select_from(_awards(institution_id).where(Award.suspended).subquery())
    offers = (
        select(func.count())
        .select_from(Offer)
        .where(Offer.institution_id == institution_id, Offer.state == OfferState.OPEN)
    )
    running = select(func.count()).where(
        Batch.institution_id == institution_id, Batch.state == BatchState.RUNNING
    )
    return Attention(
        drafts=states.get(AwardState.DRAFT, 0),
        submitted=states.get(AwardState.SUBMITTED, 0),
        approved=states.get(AwardState.APPROVED, 0),
        issued=states.get(AwardState.ISSUED, 0),
        suspended=session.scalar(suspended) or 0,
        expiring=session.scalar(offers.where(_ends_soon(at))) or 0,
        expired=session.scalar(offers.where(Offer.expires_at <= at)) or 0,
        running=session.scalar(running) or 0,
    )


def search_awards(session: Session, institution_id: str, search: AwardSearch, *, at: datetime) -> Page[Award]:
    """Return a page of awards, the newest first."""
    statement = _awards(institution_id)
    for word in search.text[:MAX_SEARCH_CHARACTERS].casefold().split():
        statement = statement.where(Award.search_text.contains(word, autoescape=True))
    if search.kind is not None:
        statement = statement.where(Award.kind == search.kind)
    if search.state is not None:
        statement = statement.where(Award.state == search.state)
    if search.suspended:
        statement = statement.where(Award.suspended)
    if search.unclaimed:
        ends = Offer.expires_at <= at if search.unclaimed == "expired" else _ends_soon(at)
        statement = statement.where(
            Award.id.in_(
                select(Offer.award_id).where(
                    Offer.institution_id == institution_id, Offer.state == OfferState.OPEN, ends
                )
            )
        )
    return page_of(session, statement.order_by(Award.id.desc()), search.page, read=lambda row: row[0])


def for_approval(session: Session, institution_id: str, *, limit: int = 10) -> Sequence[Award]:
    """Return the awards that wait longest for a second person."""
    return session.scalars(
        _awards(institution_id)
        .where(Award.state == AwardState.SUBMITTED)
        .order_by(Award.submitted_at)
        .limit(limit)
    ).all()


def recent_batches(session: Session, institution_id: str) -> Sequence[Batch]:
    """Return the newest batches."""
    return session.scalars(
        select(Batch)
        .where(Batch.institution_id == institution_id)
        .order_by(Batch.id.desc())
        .limit(RECENT_BATCHES)
    ).all()


def timeline(session: Session, institution_id: str, object_id: str) -> Sequence[tuple[AuditEntry, str]]:
    """Return what happened to one thing, in order, each with the name of who did it or its code."""
    rows = session.execute(
        select(AuditEntry, Staff.name)
        .outerjoin(
            Staff, and_(Staff.institution_id == AuditEntry.institution_id, Staff.id == AuditEntry.actor)
        )
        .where(AuditEntry.institution_id == institution_id, AuditEntry.object_id == object_id)
        .order_by(AuditEntry.sequence)
    )
    return [(entry, name or entry.actor) for entry, name in rows]


def correction_of(session: Session, award: Award) -> Award | None:
    """Return the newest award that names this one as the one it replaces."""
    return session.scalars(
        _awards(award.institution_id).where(Award.replaces_id == award.id).order_by(Award.id.desc()).limit(1)
    ).one_or_none()


def _awards(institution_id: str) -> Select[Award]:
    return select(Award).where(Award.institution_id == institution_id)


def _ends_soon(at: datetime) -> ColumnElement[bool]:
    return and_(Offer.expires_at > at, Offer.expires_at <= at + EXPIRES_SOON)
