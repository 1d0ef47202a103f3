"""A PIN on a link: four to eight digits, which the receiver is told in another way than the link.

A PIN has too little in it to protect anything by itself. So it is slowed down (Argon2id), mixed with the
link's token into the key of the presentation, so that neither the database nor the link alone opens it, and
tried a few times only: `ATTEMPTS` in a row cost a wait, `ATTEMPTS_IN_ALL` lock the link until its owner
lets it go on. Counted in the database before a guess is judged, so that guesses at once can't outrun it.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import or_, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from keys import sealing
from keys.sealing import PassphraseCost
from wallet.errors import PinError
from wallet.models import Share

PIN = re.compile(r"[0-9]{4,8}")
# Of 10,000 PINs of four digits, who finds the link guesses one in five hundred before it is locked.
ATTEMPTS = 5
ATTEMPTS_IN_ALL = 20
WAIT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class PinLock:
    """What a PIN was hashed into, and what it takes to do that again."""

    salt: bytes
    cost: str
    key: bytes = field(repr=False)


def pin_problem(pin: str) -> str | None:
    """Return the code of what is wrong with a PIN that she chose, or None; an empty one is no PIN."""
    return None if not pin or PIN.fullmatch(pin) else "share.pin_digits"


def new_lock(pin: str, *, cost: PassphraseCost) -> PinLock | None:
    """Hash a PIN, which is slow: not inside a transaction. None for no PIN."""
    if not pin:
        return None
    salt = sealing.new_salt()
    return PinLock(salt, cost.to_text(), sealing.key_from_passphrase(pin, salt=salt, cost=cost))


def guess(pin: str, *, salt: bytes, cost: str) -> bytes:
    """Hash what a receiver typed, which is slow: not inside a transaction.

    Raises `PinError("share.pin_wrong")` for what can't be a PIN at all.
    """
    if PIN.fullmatch(pin) is None:
        raise PinError("share.pin_wrong")
    return sealing.key_from_passphrase(pin, salt=salt, cost=PassphraseCost.from_text(cost))


def is_locked(share: Share) -> bool:
    """Say whether all attempts were used up."""
    return share.pin_salt is not None and share.pin_attempts >= ATTEMPTS_IN_ALL


def count_attempt(session: Session, share: Share, *, at: datetime) -> None:
    """Count an attempt, before it is judged. Raises `PinError("share.pin_wait")` with the minutes to wait."""
    counted = session.execute(
        update(Share)
        .where(
            Share.wallet_id == share.wallet_id,
            Share.share_id == share.share_id,
            Share.pin_attempts < ATTEMPTS_IN_ALL,
            or_(
                Share.pin_attempts % ATTEMPTS != 0,
                Share.pin_attempts == 0,
                Share.pin_tried_at <= at - WAIT,
            ),
        )
        .values(pin_attempts=Share.pin_attempts + 1, pin_tried_at=at)
        .execution_options(synchronize_session=False)
    )
    if not (isinstance(counted, CursorResult) and counted.rowcount == 1):
        since = share.pin_tried_at or at
        minutes = max(1, ceil((since + WAIT - at) / timedelta(minutes=1)))
        raise PinError("share.pin_wait", minutes=str(minutes))
    session.expire(share)


def forget_attempts(share: Share) -> None:
    """Start counting anew: the right PIN was given, or the owner lets the link go on."""
    share.pin_attempts, share.pin_tried_at = 0, None
