"""Private keys, and what signs with them: a key in memory, a key store's record, later an HSM or a KMS."""

import secrets
from dataclasses import dataclass, field
from typing import Protocol

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from nacl.bindings import crypto_sign

from keys import formats
from keys.algorithms import CURVES, HASHES, PublicKey
from keys.errors import InvalidKeyError
from keys.key_types import KeyType


class Signer(Protocol):
    """Whatever can sign in the name of one verification method."""

    @property
    def verification_method(self) -> str:
        """The DID URL by which others find the public key."""
        ...

    @property
    def public_key(self) -> PublicKey:
        """The public half of the key that signs."""
        ...

    def sign(self, data: bytes) -> bytes:
        """Return the raw signature: 64 bytes, or 96 for P-384 (r||s for ECDSA)."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class PrivateKey:
    """A private key in memory: a seed (Ed25519) or a big-endian scalar (P-256, P-384).

    Its representation never shows the secret. Construction raises `InvalidKeyError`: `key.wrong_length`,
    `key.out_of_range`.
    """

    key_type: KeyType
    secret: bytes = field(repr=False)
    public_key: PublicKey = field(init=False)
    _native: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != self.key_type.parameters.private_bytes:
            raise InvalidKeyError("key.wrong_length", detail=f"private {self.key_type} key")
        native: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey
        if self.key_type is KeyType.ED25519:
            native = ed25519.Ed25519PrivateKey.from_private_bytes(self.secret)
        else:
            try:
                native = ec.derive_private_key(int.from_bytes(self.secret, "big"), CURVES[self.key_type])
            except ValueError as error:
                raise InvalidKeyError("key.out_of_range", detail=f"private {self.key_type} key") from error
        object.__setattr__(self, "_native", native)
        object.__setattr__(self, "public_key", _public_half(self.key_type, native))

    @classmethod
    def from_multikey(cls, text: str) -> "PrivateKey":
        """Read `secretKeyMultibase` text; raises `InvalidKeyError`."""
        return cls(*formats.multikey_decode(text, private=True))

    @classmethod
    def from_pem(cls, text: str) -> "PrivateKey":
        """Read one unencrypted PKCS #8 PEM; raises `InvalidKeyError`."""
        return cls(*formats.private_pem_decode(text))

    def sign(self, data: bytes) -> bytes:
        """Return the raw signature. ECDSA nonces are derived from key and data (RFC 6979)."""
        if isinstance(self._native, ed25519.Ed25519PrivateKey):
            # libsodium is faster at the same bytes; its secret key is the seed with the public key behind it.
            signed = crypto_sign(data, self.secret + self.public_key.encoded)
            return signed[: self.key_type.parameters.signature_bytes]
        algorithm = ec.ECDSA(HASHES[self.key_type], deterministic_signing=True)
        r, s = decode_dss_signature(self._native.sign(data, algorithm))
        half = self.key_type.parameters.signature_bytes // 2
        return r.to_bytes(half, "big") + s.to_bytes(half, "big")

    def to_pem(self) -> str:
        """Write the key as UNENCRYPTED PKCS #8 PEM, for moving a key to other software."""
        return self._native.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode("ascii")


def generate(key_type: KeyType = KeyType.ED25519) -> PrivateKey:
    """Make a new private key from the operating system's randomness."""
    if key_type is KeyType.ED25519:
        return PrivateKey(key_type, secrets.token_bytes(32))
    native = ec.generate_private_key(CURVES[key_type])
    scalar = native.private_numbers().private_value
    return PrivateKey(key_type, scalar.to_bytes(key_type.parameters.private_bytes, "big"))


def _public_half(
    key_type: KeyType, native: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey
) -> PublicKey:
    public = native.public_key()
    if isinstance(public, ed25519.Ed25519PublicKey):
        return PublicKey(key_type, public.public_bytes_raw())
    return PublicKey(key_type, formats.compressed_point(public))


@dataclass(frozen=True, slots=True)
class PrivateKeySigner:
    """A signer over a private key in memory."""

    private_key: PrivateKey
    verification_method: str

    @property
    def public_key(self) -> PublicKey:
        """The public half of the key."""
        return self.private_key.public_key

    def sign(self, data: bytes) -> bytes:
        """Return the raw signature."""
        return self.private_key.sign(data)
