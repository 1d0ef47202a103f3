"""What somebody sent after her session had ended: sealed into the page where she signs in again.

It opens for the wallet that it was typed in and for no other, within some hours. Secrets (passphrases, PIN
codes) and files are not carried.
"""

import binascii
import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from keys import sealing
from keys.errors import SealError

KEPT_FOR = timedelta(hours=12)
MAX_CHARACTERS = 64 * 1024
MAX_FIELDS = 200
# Tokens, secrets, and the offer or request at hand, which waits by itself (`wallet.carried`).
_NOT_CARRIED = frozenset(
    {"csrf_token", "next", "passphrase", "pin", "code", "credential", "prf", "pending", "link"}
)
_LABEL = "vakbewijs wallet form that came too late"

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Unsent:
    """A form that was not taken: where it was sent to, and what stood in it, in order."""

    path: str
    fields: Fields

    @property
    def words(self) -> tuple[str, ...]:
        """What reads as words of hers, to show her; a form's own values have no spaces."""
        return tuple(value.strip() for _, value in self.fields if len(value.split()) > 1)


def mark_of(name_key: bytes, wallet_id: str) -> str:
    """Return how a browser remembers whose forms it shows, after the session has ended. It names nobody."""
    return hmac.new(name_key, f"{_LABEL}: {wallet_id}".encode(), hashlib.sha256).hexdigest()[:32]


def carried(fields: Iterable[tuple[str, str]]) -> Fields:
    """Return which fields of a form are kept; none when it is larger than any form of ours."""
    kept = tuple((name, value) for name, value in fields if name not in _NOT_CARRIED)
    size = sum(len(name) + len(value) for name, value in kept)
    return kept if len(kept) <= MAX_FIELDS and size <= MAX_CHARACTERS else ()


def seal(name_key: bytes, unsent: Unsent, *, mark: str, at: datetime) -> str:
    """Return a form as text for a hidden field, for the wallet with this mark alone."""
    content = {"path": unsent.path, "fields": unsent.fields, "until": (at + KEPT_FOR).timestamp()}
    sealed = sealing.seal(_key(name_key), json.dumps(content).encode(), context=_context(mark))
    return urlsafe_b64encode(sealed).decode("ascii")


def unseal(name_key: bytes, sealed: str, *, wallet_id: str, at: datetime) -> Unsent | None:
    """Return the form, or None: not ours, another wallet's, or too long ago."""
    try:
        content = json.loads(
            sealing.unseal(
                _key(name_key),
                urlsafe_b64decode(sealed.encode("ascii")),
                context=_context(mark_of(name_key, wallet_id)),
            )
        )
    except (UnicodeEncodeError, binascii.Error, SealError):
        return None
    if at.timestamp() > content["until"]:
        return None
    return Unsent(content["path"], tuple((name, value) for name, value in content["fields"]))


def _key(name_key: bytes) -> bytes:
    return sealing.derive(name_key, label=_LABEL)


def _context(mark: str) -> str:
    return f"form of {mark}"
