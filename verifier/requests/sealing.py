"""How answers are kept: sealed under a key that lies outside the database, each for its own row.

A stolen database, or a backup of it, opens no answer. Whoever runs this server can: an organisation must be
able to read what was sent to it, also when nobody of it is signed in.
"""

import hmac
from dataclasses import dataclass, field
from hashlib import sha256

from keys import sealing

_SEAL_LABEL = "vakbewijs verifier answer seal v1"
_HOLDER_LABEL = "vakbewijs verifier answer holder v1"


@dataclass(frozen=True, slots=True)
class AnswerSeal:
    """Seals and opens answers with the key of this installation."""

    key: bytes = field(repr=False)

    def seal(self, plaintext: bytes, *place: str) -> bytes:
        """Encrypt bytes for exactly this place: organisation, request, answer, column."""
        return sealing.seal(self._sealing_key(), plaintext, context="|".join(place))

    def open(self, sealed: bytes, *place: str) -> bytes:
        """Decrypt what `seal` made for this place; raises `SealError` for any other."""
        return sealing.unseal(self._sealing_key(), sealed, context="|".join(place))

    def holder_digest(self, request_id: str, holder: str) -> bytes:
        """Return what finds a second answer by the same holder to the same request, and nothing else."""
        key = sealing.derive(self.key, label=_HOLDER_LABEL)
        return hmac.new(key, f"{request_id}|{holder}".encode(), sha256).digest()

    def _sealing_key(self) -> bytes:
        return sealing.derive(self.key, label=_SEAL_LABEL)
