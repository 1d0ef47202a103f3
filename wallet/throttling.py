"""How often one account may be tried. Counted in the database, so that a restart forgets nothing.

Names without an account are counted alike: a lock tells nobody whether the account exists.
"""

from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import case, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wallet.errors import TooManyAttemptsError
from wallet.models import SignInAttempts

# Ten guesses at a passphrase of twelve characters are worth nothing; ten typing errors are plenty.
MAX_ATTEMPTS = 10
WINDOW = timedelta(minutes=15)


def count_attempt(session: Session, name_lookup: bytes, *, at: datetime) -> None:
    """Count one attempt BEFORE it is judged, so that guesses sent at once can't outrun the count.

    Raises `TooManyAttemptsError` when the attempts of the last window are used up; that attempt is not
    counted, so that a lock ends by itself.
    """
    row = session.execute(
        select(SignInAttempts.attempts, SignInAttempts.window_started_at).where(
            SignInAttempts.name_lookup == name_lookup
        )
    ).one_or_none()
    if row is not None and row.attempts >= MAX_ATTEMPTS and at < row.window_started_at + WINDOW:
        wait = row.window_started_at + WINDOW - at
        raise TooManyAttemptsError("sign_in.locked", minutes=str(ceil(wait / timedelta(minutes=1))))
    if row is None and _inserted(session, name_lookup, at):
        return
    over = SignInAttempts.window_started_at <= at - WINDOW
    session.execute(
        update(SignInAttempts)
        .where(SignInAttempts.name_lookup == name_lookup)
        .values(
            attempts=case((over, 1), else_=SignInAttempts.attempts + 1),
            window_started_at=case((over, at), else_=SignInAttempts.window_started_at),
        )
    )


def forget_attempts(session: Session, name_lookup: bytes) -> None:
    """Start counting anew, after a success."""
    session.execute(delete(SignInAttempts).where(SignInAttempts.name_lookup == name_lookup))


def _inserted(session: Session, name_lookup: bytes, at: datetime) -> bool:
    try:
        with session.begin_nested():
            session.execute(
                insert(SignInAttempts).values(name_lookup=name_lookup, attempts=1, window_started_at=at)
            )
    except IntegrityError:  # another request was first
        return False
    return True
