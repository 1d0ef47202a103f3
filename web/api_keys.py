"""API keys as text: `vakbewijs_<id>.<secret>`, the secret 256 random bits, of which a digest is kept.

An actor has its own table; here is how a key is made, read and compared. A stolen database opens nothing,
and since no dictionary helps against random bits no slow hash is needed.
"""

import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta

SECRET_BYTES = 32
# Writing down each use would make every request a writing one.
USE_NOTED_EVERY = timedelta(minutes=1)

_KEY = re.compile(r"vakbewijs_([0-9a-f-]{36})\.([A-Za-z0-9_-]{43})")
# What a secret is compared with when there is no such key, so that both answers cost the same.
_NO_HASH = "0" * 64


def new_secret() -> str:
    """Return a new secret."""
    return secrets.token_urlsafe(SECRET_BYTES)


def digest(secret: str) -> str:
    """Return what is kept of a secret: its SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def key_text(key_id: str, secret: str) -> str:
    """Return a key as its owner gets it, once."""
    return f"vakbewijs_{key_id}.{secret}"


def key_id_of(text: str) -> str | None:
    """Return the id of the row that a key names, None for a text that is no key."""
    match = _KEY.fullmatch(text)
    return match[1] if match else None


def opens(secret_hash: str | None, text: str) -> bool:
    """Say whether a key's text has the secret of a row; None where there is no such row."""
    match = _KEY.fullmatch(text)
    same = hmac.compare_digest(secret_hash or _NO_HASH, digest(match[2] if match else text))
    return same and secret_hash is not None


def needs_noting(last_used_at: datetime | None, *, at: datetime) -> bool:
    """Say whether a use at this time is to be written down."""
    return last_used_at is None or at - last_used_at >= USE_NOTED_EVERY
