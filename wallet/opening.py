"""The receiver's side of sharing: a link is looked at, a ticket is fetched. No account, no data key.

What opens the presentation is in the address alone. Only a look that was asked for counts (a button, or
a verifier's own request); what merely loads the page, such as a preview in a chat, counts nothing.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from keys import sealing
from wallet import links
from wallet.errors import ShareEndedError, UnknownLinkError
from wallet.models import Share, Ticket
from wallet.sharing import ShareState, presentation_context
from web.database import new_row_id

# Long enough for a slow line between wallet and verifier, too short to be worth stealing.
TICKET_LIFETIME = timedelta(minutes=5)


def find_open_share(session: Session, token: str, *, at: datetime) -> Share:
    """Return the open share of a token; looks at it without counting.

    Raises `UnknownLinkError` (`share.unknown`), and `ShareEndedError` (`share.stopped`, `share.expired`)
    only to who has the right token.
    """
    row = None
    if links.is_token(token):
        row = session.execute(
            select(Share).where(Share.lookup == links.share_lookup(token))
        ).scalar_one_or_none()
    if row is None:
        raise UnknownLinkError("share.unknown")
    state = ShareState.of(row, at=at)
    if state is not ShareState.OPEN:
        raise ShareEndedError(f"share.{state}")
    return row


def look(session: Session, token: str, *, at: datetime) -> bytes:
    """Count a look and return the presentation. Raises as `find_open_share` does."""
    row = _counted(session, token, at)
    return _presentation(row, links.presentation_key(token))


def look_by_ticket(session: Session, token: str, *, at: datetime) -> str:
    """Count a look and return a ticket with which a verifier may fetch the presentation once.

    Raises as `find_open_share` does.
    """
    row = _counted(session, token, at)
    session.execute(delete(Ticket).where(Ticket.wallet_id == row.wallet_id, Ticket.expires_at <= at))
    ticket, ticket_id = links.new_token(), new_row_id()
    session.add(
        Ticket(
            wallet_id=row.wallet_id,
            ticket_id=ticket_id,
            share_id=row.share_id,
            lookup=links.ticket_lookup(ticket),
            sealed_key=sealing.seal(
                links.ticket_key(ticket),
                links.presentation_key(token),
                context=_ticket_context(row.wallet_id, ticket_id),
            ),
            expires_at=at + TICKET_LIFETIME,
        )
    )
    session.flush()
    return ticket


def fetch(session: Session, ticket: str, *, at: datetime) -> bytes:
    """Use up a ticket and return the presentation; of two requests at once exactly one gets it.

    Raises `UnknownLinkError` for a ticket that is wrong, used or too old, and `ShareEndedError` when the
    share ended meanwhile.
    """
    row = None
    if links.is_token(ticket):
        row = session.execute(
            select(Ticket).where(Ticket.lookup == links.ticket_lookup(ticket), Ticket.expires_at > at)
        ).scalar_one_or_none()
    if row is None:
        raise UnknownLinkError("share.unknown", detail="ticket")
    used = session.execute(
        delete(Ticket)
        .where(Ticket.wallet_id == row.wallet_id, Ticket.ticket_id == row.ticket_id)
        .execution_options(synchronize_session=False)
    )
    if not _changed_one(used):
        raise UnknownLinkError("share.unknown", detail="ticket used at the same moment")
    share = session.get_one(Share, (row.wallet_id, row.share_id))
    state = ShareState.of(share, at=at)
    if state is not ShareState.OPEN:
        raise ShareEndedError(f"share.{state}")
    key = sealing.unseal(
        links.ticket_key(ticket), row.sealed_key, context=_ticket_context(row.wallet_id, row.ticket_id)
    )
    return _presentation(share, key)


def _counted(session: Session, token: str, at: datetime) -> Share:
    row = find_open_share(session, token, at=at)
    counted = session.execute(
        update(Share)
        .where(Share.wallet_id == row.wallet_id, Share.share_id == row.share_id, Share.stopped_at.is_(None))
        .values(looks=Share.looks + 1, last_look_at=at)
        .execution_options(synchronize_session=False)
    )
    if not _changed_one(counted):  # she stopped it between the two statements
        raise ShareEndedError("share.stopped")
    return row


def _presentation(row: Share, key: bytes) -> bytes:
    if row.sealed_presentation is None:
        raise ShareEndedError("share.stopped")
    return sealing.unseal(
        key, row.sealed_presentation, context=presentation_context(row.wallet_id, row.share_id)
    )


def _ticket_context(wallet_id: str, ticket_id: str) -> str:
    return "|".join((wallet_id, "ticket", ticket_id, "key"))


def _changed_one(result: object) -> bool:
    return isinstance(result, CursorResult) and result.rowcount == 1
