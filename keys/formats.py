"""Reading and writing keys as Multikey, JWK and PEM; strict in what is read.

These functions translate between text and (key type, raw bytes). Whether the bytes are an acceptable key is
decided in one place, where a `PublicKey` or `PrivateKey` is constructed from them.

- Multikey: https://www.w3.org/TR/cid-1.0/#Multikey
- JWK: https://www.rfc-editor.org/rfc/rfc7517, https://www.rfc-editor.org/rfc/rfc8037#section-2
"""

from collections.abc import Callable, Mapping

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from keys.encoding import base64url_decode, base64url_encode, multibase_decode, multibase_encode
from keys.errors import InvalidKeyError
from keys.key_types import PARAMETERS, KeyType
from schemas.documents import JsonObject, JsonValue
from schemas.errors import MalformedDocumentError

# A PEM public key of the types that we accept is below 300 characters, a PKCS #8 private key below 500.
MAX_PEM_CHARACTERS = 2048

_JWK_ALGORITHMS: Mapping[KeyType, tuple[str, ...]] = {
    KeyType.ED25519: ("EdDSA", "Ed25519"),
    KeyType.P256: ("ES256",),
    KeyType.P384: ("ES384",),
}
_PRIVATE_JWK_MEMBERS = ("d", "p", "q", "dp", "dq", "qi", "oth", "k")


def multikey_encode(key_type: KeyType, encoded: bytes) -> str:
    """Write public key bytes as Multikey text (`z6Mk...`, `zDna...`, `z82L...`)."""
    return multibase_encode(PARAMETERS[key_type].public_multicodec + encoded)


def multikey_decode(text: str, *, private: bool = False) -> tuple[KeyType, bytes]:
    """Read Multikey text: `z` base58btc only, a known multicodec prefix, the exact length.

    Raises `InvalidKeyError`: `key.malformed`, `key.unsupported_type`, `key.wrong_length`.
    """
    content = _decode_text(lambda: multibase_decode(text, bases="z"))
    for key_type, row in PARAMETERS.items():
        prefix = row.private_multicodec if private else row.public_multicodec
        if content.startswith(prefix):
            encoded = content[len(prefix) :]
            expected = row.private_bytes if private else row.public_bytes
            if len(encoded) != expected:
                raise InvalidKeyError("key.wrong_length", detail=f"{len(encoded)} bytes of {key_type}")
            return key_type, encoded
    raise InvalidKeyError("key.unsupported_type", detail=f"multicodec prefix {content[:2].hex()}")


def jwk_decode(jwk: Mapping[str, JsonValue]) -> tuple[KeyType, bytes]:
    """Read a public JWK.

    Members that we do not know are ignored, as RFC 7517 section 4 demands; those that speak about the use
    of the key must allow verifying signatures. That (x, y) lies on its curve is left to the caller, which
    must compare y with the one that the compressed point returned here stands for.

    Raises `InvalidKeyError`: `key.private_member`, `key.unsupported_type`, `key.wrong_use`,
    `key.wrong_algorithm`, `key.malformed`, `key.wrong_length`.
    """
    for member in _PRIVATE_JWK_MEMBERS:
        if member in jwk:
            raise InvalidKeyError("key.private_member", detail=f"a public JWK holds {member!r}")
    key_type = _jwk_key_type(jwk)
    _check_jwk_use(jwk, key_type)
    x = _jwk_coordinate(jwk, "x", key_type)
    if key_type is KeyType.ED25519:
        return key_type, x
    y = _jwk_coordinate(jwk, "y", key_type)
    return key_type, bytes([2 + (y[-1] & 1)]) + x


def jwk_encode(key_type: KeyType, x: bytes, y: bytes | None) -> JsonObject:
    """Write the members of a public JWK, in the order of RFC 7638."""
    jwk: JsonObject = {"crv": str(key_type), "kty": PARAMETERS[key_type].jwk_kty, "x": base64url_encode(x)}
    if y is not None:
        jwk["y"] = base64url_encode(y)
    return jwk


def pem_decode(text: str) -> tuple[KeyType, bytes]:
    """Read one PEM public key (SubjectPublicKeyInfo).

    Raises `InvalidKeyError`: `key.malformed`, `key.unsupported_type`.
    """
    try:
        native = serialization.load_pem_public_key(_pem_bytes(text))
    except (ValueError, UnsupportedAlgorithm) as error:
        raise InvalidKeyError("key.malformed", detail=f"PEM: {error}") from error
    if isinstance(native, ed25519.Ed25519PublicKey):
        return KeyType.ED25519, native.public_bytes_raw()
    if isinstance(native, ec.EllipticCurvePublicKey):
        return _key_type_of_curve(native.curve), compressed_point(native)
    raise InvalidKeyError("key.unsupported_type", detail=type(native).__name__)


def private_pem_decode(text: str) -> tuple[KeyType, bytes]:
    """Read one unencrypted PKCS #8 private key as (key type, raw private bytes).

    Raises `InvalidKeyError`: `key.malformed`, `key.unsupported_type`.
    """
    try:
        native = serialization.load_pem_private_key(_pem_bytes(text), password=None)
    except (TypeError, ValueError, UnsupportedAlgorithm) as error:
        # The text of the error is left out of the detail: it is about a secret.
        raise InvalidKeyError("key.malformed", detail="not an unencrypted PKCS #8 PEM") from error
    if isinstance(native, ed25519.Ed25519PrivateKey):
        return KeyType.ED25519, native.private_bytes_raw()
    if isinstance(native, ec.EllipticCurvePrivateKey):
        key_type = _key_type_of_curve(native.curve)
        scalar = native.private_numbers().private_value
        return key_type, scalar.to_bytes(PARAMETERS[key_type].private_bytes, "big")
    raise InvalidKeyError("key.unsupported_type", detail=type(native).__name__)


def compressed_point(native: ec.EllipticCurvePublicKey) -> bytes:
    """Return the compressed SEC 1 encoding of a point."""
    return native.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint)


def _decode_text(decode: Callable[[], bytes]) -> bytes:
    try:
        return decode()
    except MalformedDocumentError as error:
        raise InvalidKeyError("key.malformed", detail=f"{error.code}: {error.detail}") from error


def _pem_bytes(text: str) -> bytes:
    if len(text) > MAX_PEM_CHARACTERS or not text.isascii():
        raise InvalidKeyError("key.malformed", detail="PEM text is too long or not ASCII")
    if text.count("-----BEGIN ") != 1:
        raise InvalidKeyError("key.malformed", detail="not exactly one PEM block")
    return text.encode("ascii")


def _key_type_of_curve(curve: ec.EllipticCurve) -> KeyType:
    if isinstance(curve, ec.SECP256R1):
        return KeyType.P256
    if isinstance(curve, ec.SECP384R1):
        return KeyType.P384
    raise InvalidKeyError("key.unsupported_type", detail=curve.name)


def _jwk_key_type(jwk: Mapping[str, JsonValue]) -> KeyType:
    for key_type, row in PARAMETERS.items():
        if jwk.get("kty") == row.jwk_kty and jwk.get("crv") == str(key_type):
            return key_type
    raise InvalidKeyError("key.unsupported_type", detail=f"kty {jwk.get('kty')!r}, crv {jwk.get('crv')!r}")


def _check_jwk_use(jwk: Mapping[str, JsonValue], key_type: KeyType) -> None:
    if "use" in jwk and jwk["use"] != "sig":
        raise InvalidKeyError("key.wrong_use", detail=f"use {jwk['use']!r}")
    if "key_ops" in jwk:
        operations = jwk["key_ops"]
        if not isinstance(operations, list) or "verify" not in operations:
            raise InvalidKeyError("key.wrong_use", detail=f"key_ops {operations!r}")
    if "alg" in jwk and jwk["alg"] not in _JWK_ALGORITHMS[key_type]:
        raise InvalidKeyError("key.wrong_algorithm", detail=f"alg {jwk['alg']!r} for {key_type}")


def _jwk_coordinate(jwk: Mapping[str, JsonValue], member: str, key_type: KeyType) -> bytes:
    text = jwk.get(member)
    if not isinstance(text, str):
        raise InvalidKeyError("key.malformed", detail=f"JWK member {member!r} is not text")
    coordinate = _decode_text(lambda: base64url_decode(text, max_characters=128))
    if len(coordinate) != PARAMETERS[key_type].coordinate_bytes:
        raise InvalidKeyError("key.wrong_length", detail=f"{member} has {len(coordinate)} bytes")
    return coordinate
