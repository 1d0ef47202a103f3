"""What a wallet keeps at rest, sealed under the holder's own data key.

Every sealed value is bound to its place: wallet, table, row and column are the associated data of
AES-256-GCM, so that a value moved to another wallet, row or column no longer opens. The data key is
random, never leaves memory unwrapped, and is wrapped once per way in (passphrase, recovery code, passkey).
"""

import hmac
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Self, TypeVar

from pydantic import BaseModel

from keys import sealing

_WRAP_CONTEXT = "wallet data key"
_FINGERPRINT_LABEL = "vakbewijs wallet fingerprint v1"

ContentT = TypeVar("ContentT", bound="SealedContent")


class SealedContent(BaseModel, frozen=True, extra="forbid"):
    """The readable form of one sealed column; subclasses name its members."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value lives; the row is the key of the row without its wallet."""

    table: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Vault:
    """An unlocked wallet: its id and its data key, for as long as one request lasts."""

    wallet_id: str
    data_key: bytes = field(repr=False)

    @classmethod
    def new(cls, wallet_id: str) -> Self:
        """Return a vault with a fresh random data key."""
        return cls(wallet_id, sealing.new_key())

    @classmethod
    def unwrap(cls, wrapped: bytes, *, wallet_id: str, way: str, wrapping_key: bytes) -> Self:
        """Open the data key that `wrap` closed; raises `SealError` when key, wallet or way differ."""
        return cls(wallet_id, sealing.unseal(wrapping_key, wrapped, context=_wrap_context(wallet_id, way)))

    def wrap(self, *, way: str, wrapping_key: bytes) -> bytes:
        """Return the data key sealed for one way in."""
        return sealing.seal(wrapping_key, self.data_key, context=_wrap_context(self.wallet_id, way))

    def seal(self, plaintext: bytes, at: Place) -> bytes:
        """Encrypt bytes for exactly this place."""
        return sealing.seal(self.data_key, plaintext, context=self._context(at))

    def open(self, sealed: bytes, at: Place) -> bytes:
        """Decrypt what `seal` made for this place; raises `SealError` for any other."""
        return sealing.unseal(self.data_key, sealed, context=self._context(at))

    def seal_content(self, content: SealedContent, at: Place) -> bytes:
        """Encrypt typed content for exactly this place."""
        return self.seal(content.model_dump_json().encode(), at)

    def open_content(self, content_type: type[ContentT], sealed: bytes, at: Place) -> ContentT:
        """Decrypt typed content; raises `SealError` when it was not sealed for this place."""
        return content_type.model_validate_json(self.open(sealed, at))

    def fingerprint(self, value: bytes) -> bytes:
        """Return a digest that finds equal values in this wallet and tells nothing without its key."""
        key = sealing.derive(self.data_key, label=_FINGERPRINT_LABEL)
        return hmac.new(key, value, sha256).digest()

    def _context(self, at: Place) -> str:
        return "|".join((self.wallet_id, at.table, at.row, at.column))


def _wrap_context(wallet_id: str, way: str) -> str:
    return "|".join((wallet_id, _WRAP_CONTEXT, way))
