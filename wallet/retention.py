"""How long the wallet keeps what its owner does not come back for, as one list of rules.

Certificates and open links are never here: those go when she says so. What goes is what has ended by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, delete, func, or_, select, tuple_
from sqlalchemy.orm import Session

from wallet.app import SESSION_IDLE
from wallet.drafts import KEPT
from wallet.models import (
    Base,
    BrowserSession,
    RequestReply,
    Share,
    ShareDraft,
    SignInAttempts,
    Ticket,
    UsedChallenge,
)
from wallet.requests.replies import ReplyState
from wallet.settings import WalletSettings
from wallet.throttling import WINDOW


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows of one table whose time is over; `subject` is what an operator calls them."""

    subject: str
    table: Table
    is_over: ColumnElement[bool]


def rules(settings: WalletSettings, *, at: datetime) -> list[Rule]:
    """Return what is over at this moment, in an order in which it can be deleted."""
    ended = at - timedelta(days=settings.ended_shares_kept_days)
    share_is_over = or_(Share.expires_at <= ended, Share.stopped_at <= ended)
    over_shares = select(Share.wallet_id, Share.share_id).where(share_is_over)
    of_shares = [
        Rule("parts of ended shares", table, tuple_(table.c.wallet_id, table.c.share_id).in_(over_shares))
        for table in Base.metadata.sorted_tables
        if "share_id" in table.columns and table.name != Share.__tablename__
    ]
    return [
        Rule(
            "sessions",
            _table(BrowserSession),
            or_(BrowserSession.expires_at <= at, BrowserSession.seen_at <= at - SESSION_IDLE),
        ),
        Rule("tickets", _table(Ticket), Ticket.files_until <= at),
        Rule("used challenges", _table(UsedChallenge), UsedChallenge.expires_at <= at),
        Rule("half-made shares", _table(ShareDraft), ShareDraft.created_at <= at - KEPT),
        Rule(
            "half-made answers",
            _table(RequestReply),
            (RequestReply.state == ReplyState.DRAFT) & (RequestReply.created_at <= at - KEPT),
        ),
        Rule("counted attempts", _table(SignInAttempts), SignInAttempts.window_started_at <= at - WINDOW),
        *of_shares,
        Rule("ended shares", _table(Share), share_is_over),
    ]


def count(session: Session, over: Sequence[Rule]) -> dict[str, int]:
    """Return how many rows each rule would delete now; deletes nothing."""
    found = dict.fromkeys((rule.subject for rule in over), 0)
    for rule in over:
        rows = select(func.count()).select_from(rule.table).where(rule.is_over)
        found[rule.subject] += session.scalar(rows) or 0
    return found


def remove(session: Session, over: Sequence[Rule]) -> None:
    """Delete what is over."""
    for rule in over:
        session.execute(delete(rule.table).where(rule.is_over))


def _table(model: type[Base]) -> Table:
    return Base.metadata.tables[model.__tablename__]
