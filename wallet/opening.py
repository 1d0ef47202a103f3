"""The receiver's side of sharing: a link is looked at, a ticket is fetched. No account, no data key.

What opens the presentation is in the address (and in a PIN, where there is one) alone. Only a look that was
asked for counts (a button, or a verifier's own request); what merely loads the page, such as a preview in a
chat, counts nothing.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from keys import sealing
from keys.errors import SealError
from wallet import links
from wallet.errors import PinError, ShareEndedError, UnknownLinkError
from wallet.models import Share, Ticket
from wallet.sharing import log, pins
from wallet.sharing.log import EventKind
from wallet.sharing.making import presentation_context
from wallet.sharing.states import ShareState
from web.database import Database, new_row_id

# Long enough for a slow line between wallet and verifier, too short to be worth stealing.
TICKET_LIFETIME = timedelta(minutes=5)
# As long as a verifier's page of ours can be looked at.
FILES_LIFETIME = timedelta(minutes=15)


def find_open_share(session: Session, token: str, *, at: datetime) -> Share:
    """Return the open share of a token; looks at it without counting.

    Raises `UnknownLinkError` (`share.unknown`), and `ShareEndedError` (`share.stopped`, `share.expired`,
    `share.used_up`, `share.locked`) only to who has the right token.
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


def key_of(database: Database, token: str, pin: str, *, at: datetime) -> bytes:
    """Return the key that opens a share, trying the PIN where there is one; counts no look.

    The slow hash runs between two transactions; a wrong PIN is counted and noted. Raises `PinError`
    (`share.pin_wrong`, `share.pin_wait`), and as `find_open_share` does.
    """
    with database.reading() as session:
        share = find_open_share(session, token, at=at)
        salt, cost = share.pin_salt, share.pin_cost
    if salt is None or cost is None:
        return links.presentation_key(token)
    if not pin:
        raise PinError("share.pin_needed")
    with database.transaction() as session:
        pins.count_attempt(session, find_open_share(session, token, at=at), at=at)
    try:
        key = links.presentation_key(token, pins.guess(pin, salt=salt, cost=cost))
        with database.transaction() as session:
            share = find_share(session, token)
            _presentation(share, key)
            pins.forget_attempts(share)
    except (PinError, SealError) as error:
        with database.transaction() as session:
            share = find_share(session, token)
            locked = pins.is_locked(share)
            log.note(session, share, EventKind.PIN_LOCKED if locked else EventKind.PIN_WRONG, at=at)
        if locked:
            raise ShareEndedError("share.locked") from error
        raise PinError("share.pin_wrong") from error
    return key


def look(session: Session, token: str, key: bytes, *, at: datetime) -> bytes:
    """Count a look and return the presentation. Raises as `find_open_share` does."""
    return _presentation(_counted(session, token, at), key)


def look_by_ticket(session: Session, token: str, key: bytes, *, at: datetime) -> str:
    """Count a look and return a ticket with which a verifier may fetch the presentation once.

    Raises as `find_open_share` does.
    """
    row = _counted(session, token, at)
    session.execute(delete(Ticket).where(Ticket.wallet_id == row.wallet_id, Ticket.files_until <= at))
    ticket, ticket_id = links.new_token(), new_row_id()
    session.add(
        Ticket(
            wallet_id=row.wallet_id,
            ticket_id=ticket_id,
            share_id=row.share_id,
            lookup=links.ticket_lookup(ticket),
            sealed_key=sealing.seal(
                links.ticket_key(ticket), key, context=ticket_context(row.wallet_id, ticket_id)
            ),
            expires_at=at + TICKET_LIFETIME,
            files_until=at + FILES_LIFETIME,
        )
    )
    session.flush()
    return ticket


def fetch(session: Session, ticket: str, *, at: datetime) -> bytes:
    """Use up a ticket and return the presentation; of two requests at once exactly one gets it.

    Raises `UnknownLinkError` for a ticket that is wrong, used or too old, and `ShareEndedError` when the
    share ended meanwhile.
    """
    row = find_ticket(session, ticket)
    if row is None or row.fetched_at is not None or at >= row.expires_at:
        raise UnknownLinkError("share.unknown", detail="ticket")
    used = session.execute(
        update(Ticket)
        .where(
            Ticket.wallet_id == row.wallet_id, Ticket.ticket_id == row.ticket_id, Ticket.fetched_at.is_(None)
        )
        .values(fetched_at=at)
        .execution_options(synchronize_session=False)
    )
    if not _changed_one(used):
        raise UnknownLinkError("share.unknown", detail="ticket used at the same moment")
    return _presentation(*look_in_progress(session, row, ticket, at=at))


def find_share(session: Session, token: str) -> Share:
    """Return the share of a token, whatever its state. Raises `UnknownLinkError`."""
    row = session.scalar(select(Share).where(Share.lookup == links.share_lookup(token)))
    if row is None:
        raise UnknownLinkError("share.unknown")
    return row


def find_ticket(session: Session, ticket: str) -> Ticket | None:
    """Return the row of a ticket, whatever its state."""
    if not links.is_token(ticket):
        return None
    return session.scalar(select(Ticket).where(Ticket.lookup == links.ticket_lookup(ticket)))


def look_in_progress(session: Session, row: Ticket, ticket: str, *, at: datetime) -> tuple[Share, bytes]:
    """Return the share that a look was counted for, and its key; that look may have been the last one.

    Raises `ShareEndedError` when the share was stopped, locked or ended meanwhile.
    """
    share = session.get_one(Share, (row.wallet_id, row.share_id))
    state = ShareState.of(share, at=at)
    if state not in (ShareState.OPEN, ShareState.USED_UP):
        raise ShareEndedError(f"share.{state}")
    key = sealing.unseal(
        links.ticket_key(ticket), row.sealed_key, context=ticket_context(row.wallet_id, row.ticket_id)
    )
    return share, key


def ticket_context(wallet_id: str, ticket_id: str) -> str:
    """Return the place to which the key in a ticket is sealed."""
    return "|".join((wallet_id, "ticket", ticket_id, "key"))


def _counted(session: Session, token: str, at: datetime) -> Share:
    row = find_open_share(session, token, at=at)
    counted = session.execute(
        update(Share)
        .where(
            Share.wallet_id == row.wallet_id,
            Share.share_id == row.share_id,
            Share.stopped_at.is_(None),
            or_(Share.looks_allowed.is_(None), Share.looks < Share.looks_allowed),
        )
        .values(looks=Share.looks + 1, last_look_at=at)
        .execution_options(synchronize_session=False)
    )
    if not _changed_one(counted):  # stopped, or looked at for the last time, between the two statements
        session.refresh(row)
        raise ShareEndedError(f"share.{ShareState.of(row, at=at)}")
    log.note(session, row, EventKind.LOOKED, at=at)
    return row


def _presentation(row: Share, key: bytes) -> bytes:
    if row.sealed_presentation is None:
        raise ShareEndedError("share.stopped")
    return sealing.unseal(
        key, row.sealed_presentation, context=presentation_context(row.wallet_id, row.share_id)
    )


def _changed_one(result: object) -> bool:
    return isinstance(result, CursorResult) and result.rowcount == 1
