"""The secrets in addresses: share tokens and tickets, and the keys that come out of them. Pure.

A token has 256 random bits and is the only place from which its two keys can be made, under labels of
their own: one finds the row, the other opens what is sealed in it. The database alone does neither.
"""

import re
import secrets
import uuid

from keys.sealing import derive

TOKEN_BYTES = 32
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")

_SHARE_LOOKUP = "vakbewijs share lookup v1"
_SHARE_PRESENTATION = "vakbewijs share presentation v1"
_SHARE_WITH_PIN = "vakbewijs share presentation with pin v1"
_TICKET_LOOKUP = "vakbewijs ticket lookup v1"
_TICKET_KEY = "vakbewijs ticket key v1"
_REFERENCE_LOOKUP = "vakbewijs reference lookup v1"
_QUESTION_KEY = "vakbewijs reference question v1"
_ENDORSEMENT_ID = "vakbewijs reference endorsement v1"
_CONFIRMATION_LOOKUP = "vakbewijs reference confirmation lookup v1"


def new_token() -> str:
    """Return a token of 256 random bits, as 43 characters that are safe in an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def is_token(text: str) -> bool:
    """Say whether a text can be a token at all."""
    return _TOKEN.fullmatch(text) is not None


def share_lookup(token: str) -> bytes:
    """Return the digest by which a share is found."""
    return derive(token.encode(), label=_SHARE_LOOKUP)


def presentation_key(token: str, pin_key: bytes | None = None) -> bytes:
    """Return the key that opens a share's presentation; with a PIN, also from what that was hashed into."""
    if pin_key is None:
        return derive(token.encode(), label=_SHARE_PRESENTATION)
    return derive(token.encode() + pin_key, label=_SHARE_WITH_PIN)


def ticket_lookup(ticket: str) -> bytes:
    """Return the digest by which a ticket is found."""
    return derive(ticket.encode(), label=_TICKET_LOOKUP)


def ticket_key(ticket: str) -> bytes:
    """Return the key that opens what a ticket carries."""
    return derive(ticket.encode(), label=_TICKET_KEY)


def reference_lookup(token: str) -> bytes:
    """Return the digest by which a question to somebody is found."""
    return derive(token.encode(), label=_REFERENCE_LOOKUP)


def question_key(token: str) -> bytes:
    """Return the key that opens what somebody is asked."""
    return derive(token.encode(), label=_QUESTION_KEY)


def endorsement_id(token: str) -> str:
    """Return the identifier of a signed answer to this one question: pseudo-random, and it opens nothing."""
    return uuid.UUID(bytes=derive(token.encode(), label=_ENDORSEMENT_ID)[:16], version=4).urn


def confirmation_lookup(token: str) -> bytes:
    """Return the digest by which the answer is found whose mail address is confirmed."""
    return derive(token.encode(), label=_CONFIRMATION_LOOKUP)
