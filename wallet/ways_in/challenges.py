"""Challenges that a passkey signs: for one purpose, in one browser, for five minutes, once.

A challenge carries its own purpose, browser and end under the wallet's signature, so that showing a page
writes nothing. Only a challenge that was used is remembered, until its end.
https://www.w3.org/TR/webauthn-3/#sctn-cryptographic-challenges
"""

import secrets
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wallet.errors import SignInError
from wallet.models import UsedChallenge

# Long enough to find one's telephone, short enough to be of no use to whoever finds the page open.
LIFETIME = timedelta(minutes=5)
_NONCE_BYTES = 32
# Ours have some 250 characters; nothing longer is looked at.
_MAX_CHARACTERS = 1_000
_SALT = "vakbewijs wallet passkey challenge v1"


class Purpose(StrEnum):
    """What a signature over a challenge is good for."""

    ADD = "add"
    OPEN = "open"
    MAKE = "make"


def issue(key: bytes, purpose: Purpose, *, browser: str, at: datetime) -> bytes:
    """Return a fresh challenge for this browser; `browser` is any text that only this browser has."""
    ends = int((at + LIFETIME).timestamp())
    content = [purpose.value, _digest(browser), ends, secrets.token_urlsafe(_NONCE_BYTES)]
    return _serializer(key).dumps(content).encode()


def use(
    session: Session, key: bytes, challenge: bytes, purpose: Purpose, *, browser: str, at: datetime
) -> None:
    """Use a challenge up; the caller commits before trusting what was signed.

    Raises `SignInError("passkey.challenge")`: not ours, for something else, of another browser, too late,
    or used before. The database decides about the last one, so that two requests at once can't both win.
    """
    ends = _ends(key, challenge, purpose, browser)
    if ends is None or at >= ends:
        raise SignInError("passkey.challenge", detail="not a challenge for this")
    try:
        with session.begin_nested():
            session.execute(insert(UsedChallenge).values(digest=sha256(challenge).digest(), expires_at=ends))
    except IntegrityError as error:
        raise SignInError("passkey.challenge", detail="used before") from error


def _ends(key: bytes, challenge: bytes, purpose: Purpose, browser: str) -> datetime | None:
    if len(challenge) > _MAX_CHARACTERS:
        return None
    try:
        for_what, of_whom, ends, _nonce = _serializer(key).loads(challenge)
        if (for_what, of_whom) != (purpose.value, _digest(browser)):
            return None
        return datetime.fromtimestamp(int(ends), UTC)
    except (BadData, ValueError, TypeError):
        return None


def _digest(browser: str) -> str:
    return sha256(browser.encode()).hexdigest()


def _serializer(key: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(key, salt=_SALT, signer_kwargs={"digest_method": sha256})
