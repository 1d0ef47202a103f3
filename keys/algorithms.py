"""Public keys: constructed only if acceptable, and able to verify a signature.

Every way in ends in the constructor, so that a `PublicKey` in hand is on its curve, canonical and not of
small order. Signature primitives come from OpenSSL, by the `cryptography` package. libsodium verifies an
Ed25519 signature in a third of the time and is asked first: what it accepts OpenSSL accepts as well, and what
it refuses OpenSSL decides, so that the verdict is always that of one definition.

- Ed25519: https://www.rfc-editor.org/rfc/rfc8032
- ECDSA: https://csrc.nist.gov/pubs/fips/186-5/final, with the hashes of https://www.w3.org/TR/vc-di-ecdsa/
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from nacl.bindings import crypto_sign_open
from nacl.exceptions import BadSignatureError

from keys import formats
from keys.edwards25519 import check_public_point
from keys.encoding import base64url_encode
from keys.errors import InvalidKeyError, ProofError
from keys.key_types import KeyType
from keys.published_keys import is_published_multikey
from schemas.documents import JsonObject, JsonValue

__all__ = ["CURVES", "HASHES", "KeyType", "PublicKey", "is_published_key"]

CURVES: Mapping[KeyType, ec.EllipticCurve] = {KeyType.P256: ec.SECP256R1(), KeyType.P384: ec.SECP384R1()}
HASHES: Mapping[KeyType, hashes.HashAlgorithm] = {
    KeyType.P256: hashes.SHA256(),
    KeyType.P384: hashes.SHA384(),
}

# Checking that bytes are an acceptable point takes a tenth of a millisecond and is the same each time.
_REMEMBERED_KEYS = 1024

_NativeKey = ed25519.Ed25519PublicKey | ec.EllipticCurvePublicKey


@dataclass(frozen=True, slots=True)
class PublicKey:
    """An acceptable public key: 32 bytes for Ed25519, a compressed SEC 1 point for P-256 and P-384.

    Construction raises `InvalidKeyError`: `key.wrong_length`, `key.not_canonical`, `key.not_on_curve`,
    `key.weak`. Keys published in specifications are NOT refused here: see `is_published_key`.
    """

    key_type: KeyType
    encoded: bytes
    _native: _NativeKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_native", _load(self.key_type, self.encoded))

    @classmethod
    def from_multikey(cls, text: str) -> "PublicKey":
        """Read Multikey text such as `z6Mk...`; raises `InvalidKeyError`."""
        return cls(*formats.multikey_decode(text))

    def to_multikey(self) -> str:
        """Write the key as Multikey text, also the key's name in a did:key."""
        return formats.multikey_encode(self.key_type, self.encoded)

    @classmethod
    def from_jwk(cls, jwk: Mapping[str, JsonValue]) -> "PublicKey":
        """Read a public JWK; raises `InvalidKeyError`, also for one that holds private members."""
        key = cls(*formats.jwk_decode(jwk))
        if key.to_jwk().get("y") != (jwk.get("y") if key.key_type is not KeyType.ED25519 else None):
            raise InvalidKeyError("key.not_on_curve", detail="JWK (x, y) is not a point of its curve")
        return key

    def to_jwk(self) -> JsonObject:
        """Write the key as a public JWK with only the members that define it."""
        if isinstance(self._native, ed25519.Ed25519PublicKey):
            return formats.jwk_encode(self.key_type, self.encoded, None)
        size = self.key_type.parameters.coordinate_bytes
        point = self._native.public_numbers()
        return formats.jwk_encode(self.key_type, point.x.to_bytes(size, "big"), point.y.to_bytes(size, "big"))

    @classmethod
    def from_pem(cls, text: str) -> "PublicKey":
        """Read one PEM public key; raises `InvalidKeyError`."""
        return cls(*formats.pem_decode(text))

    def to_pem(self) -> str:
        """Write the key as PEM (SubjectPublicKeyInfo)."""
        return self._native.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ).decode("ascii")

    def thumbprint(self) -> str:
        """Return the JWK thumbprint (RFC 7638, SHA-256, base64url)."""
        digest = hashes.Hash(hashes.SHA256())
        members = sorted(self.to_jwk().items())
        digest.update(
            ("{" + ",".join(f'"{name}":"{value}"' for name, value in members) + "}").encode("ascii")
        )
        return base64url_encode(digest.finalize())

    def verify(self, signature: bytes, data: bytes) -> None:
        """Return if the signature is this key's over the data.

        ECDSA signatures are r||s. (r, s) and (r, n - s) both verify, by the definition of ECDSA: never use
        signature bytes to recognise a document.

        Raises `ProofError`: `proof.signature_encoding` (wrong length), `proof.signature_mismatch`.
        """
        if len(signature) != self.key_type.parameters.signature_bytes:
            raise ProofError(
                "proof.signature_encoding",
                detail=f"{len(signature)} bytes for {self.key_type}",
            )
        try:
            if isinstance(self._native, ed25519.Ed25519PublicKey):
                if not _libsodium_accepts(self.encoded, signature, data):
                    self._native.verify(signature, data)
            else:
                half = len(signature) // 2
                r, s = int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big")
                der = encode_dss_signature(r, s)
                self._native.verify(der, data, ec.ECDSA(HASHES[self.key_type]))
        except InvalidSignature as error:
            raise ProofError("proof.signature_mismatch", detail=f"{self.key_type} signature") from error


def _libsodium_accepts(encoded: bytes, signature: bytes, data: bytes) -> bool:
    """Say whether libsodium accepts; it refuses more than RFC 8032 does: R of small order."""
    try:
        crypto_sign_open(signature + data, encoded)
    except BadSignatureError:
        return False
    return True


@lru_cache(maxsize=_REMEMBERED_KEYS)
def is_published_key(key: PublicKey) -> bool:
    """Say whether the private half of this key stands in a public specification.

    Asked when a key is imported into a key store and by policies of the product. The resolver and
    `verify_proofs` do not ask: such a key proves exactly what its specification says.
    """
    return is_published_multikey(key.to_multikey())


@lru_cache(maxsize=_REMEMBERED_KEYS)
def _load(key_type: KeyType, encoded: bytes) -> _NativeKey:
    if len(encoded) != key_type.parameters.public_bytes:
        raise InvalidKeyError("key.wrong_length", detail=f"{len(encoded)} bytes for {key_type}")
    if key_type is KeyType.ED25519:
        check_public_point(encoded)
        return ed25519.Ed25519PublicKey.from_public_bytes(encoded)
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(CURVES[key_type], encoded)
    except ValueError as error:
        raise InvalidKeyError("key.not_on_curve", detail=str(error)) from error
