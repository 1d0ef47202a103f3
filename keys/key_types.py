"""The table of key types: every length, name and number that the specifications give them, once.

- Multicodec prefixes: https://www.w3.org/TR/cid-1.0/#Multikey
- JWK names: https://www.rfc-editor.org/rfc/rfc7518#section-6.2, https://www.rfc-editor.org/rfc/rfc8037
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class KeyType(StrEnum):
    """The signature keys that this software makes and accepts, by their JWK curve name."""

    ED25519 = "Ed25519"
    P256 = "P-256"
    P384 = "P-384"

    @property
    def parameters(self) -> "KeyTypeParameters":
        """The row of the table for this type."""
        return PARAMETERS[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTypeParameters:
    """Lengths are in bytes; multicodec prefixes are unsigned varints."""

    public_bytes: int  # Ed25519: RFC 8032 point; P-256 and P-384: compressed SEC 1 point
    private_bytes: int  # Ed25519: seed; P-256 and P-384: big-endian scalar
    coordinate_bytes: int
    signature_bytes: int  # r||s for ECDSA (IEEE P1363), never DER
    public_multicodec: bytes
    private_multicodec: bytes
    jwk_kty: str


PARAMETERS: Mapping[KeyType, KeyTypeParameters] = MappingProxyType(
    {
        KeyType.ED25519: KeyTypeParameters(
            public_bytes=32,
            private_bytes=32,
            coordinate_bytes=32,
            signature_bytes=64,
            public_multicodec=b"\xed\x01",
            private_multicodec=b"\x80\x26",
            jwk_kty="OKP",
        ),
        KeyType.P256: KeyTypeParameters(
            public_bytes=33,
            private_bytes=32,
            coordinate_bytes=32,
            signature_bytes=64,
            public_multicodec=b"\x80\x24",
            private_multicodec=b"\x86\x26",
            jwk_kty="EC",
        ),
        KeyType.P384: KeyTypeParameters(
            public_bytes=49,
            private_bytes=48,
            coordinate_bytes=48,
            signature_bytes=96,
            public_multicodec=b"\x81\x24",
            private_multicodec=b"\x87\x26",
            jwk_kty="EC",
        ),
    }
)
