"""JWS compact serialisation: read strictly, framed by joserfc, signed and verified by our own keys.

A JWS is accepted in exactly one form: three canonical base64url segments, a header and a payload that are
strict JSON objects. Which algorithm verifies it follows from the key, so the header can only agree or be
refused.

https://www.rfc-editor.org/rfc/rfc7515, https://www.rfc-editor.org/rfc/rfc8725 (best current practices)
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from joserfc import jwk, jws
from joserfc.errors import JoseError
from joserfc.jwa import JWSAlgModel

from keys.algorithms import PublicKey
from keys.encoding import base64url_decode
from keys.errors import InvalidKeyError, ProofError
from keys.key_types import KeyType
from keys.signer import Signer
from schemas.documents import DOCUMENT_LIMITS, JsonObject, Limits, parse_object, serialize
from schemas.errors import MalformedDocumentError

# Which algorithm belongs to which type of key. RFC 9864 calls EdDSA over Ed25519 "Ed25519"; both are written.
ALGORITHMS: Mapping[str, KeyType] = MappingProxyType(
    {"ES256": KeyType.P256, "ES384": KeyType.P384, "EdDSA": KeyType.ED25519, "Ed25519": KeyType.ED25519}
)
_NAME_OF: Mapping[KeyType, str] = MappingProxyType(
    {KeyType.P256: "ES256", KeyType.P384: "ES384", KeyType.ED25519: "EdDSA"}
)

# What a front door accepts of any document, in characters since a JWS is ASCII.
MAX_CHARACTERS = DOCUMENT_LIMITS.max_bytes
# The longest DID URL that we read, and room for the names of algorithm and types.
HEADER_LIMITS = Limits(max_bytes=6 * 1024, max_depth=4, max_values=64)

# A JWS that nobody signed has an empty third segment; it is read, so that it can be called by its name.
_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class CompactJws:
    """A JWS as it was received, and what its header and payload say; nothing of it is believed yet."""

    token: str
    header: JsonObject
    payload: JsonObject


def read_compact(token: str) -> CompactJws:
    """Read a JWS without verifying anything.

    Raises `MalformedDocumentError`: `jose.too_large`, `jose.not_compact`, `jose.header`, and for the payload
    what `schemas.documents.parse_object` says about JSON.
    """
    if len(token) > MAX_CHARACTERS:
        raise MalformedDocumentError("jose.too_large", limit=str(MAX_CHARACTERS))
    if not _COMPACT.fullmatch(token):
        raise MalformedDocumentError("jose.not_compact", detail="not three segments of base64url")
    header, payload, signature = (_segment(text) for text in token.split("."))
    del signature  # decoded only to see that it is written canonically
    return CompactJws(token, _header(header), parse_object(payload))


def read_header(token: str) -> JsonObject:
    """Read the header of a JWS and nothing else.

    Raises `MalformedDocumentError`: `jose.not_compact`, `jose.header`.
    """
    return _header(_segment(token[:MAX_CHARACTERS].partition(".")[0]))


def algorithm_of(key: PublicKey) -> str:
    """Return the name of the algorithm with which a key signs."""
    return _NAME_OF[key.key_type]


def sign_compact(header: JsonObject, payload: JsonObject, signer: Signer) -> str:
    """Return the compact JWS over a payload. `alg` is added to the header, first, by the key that signs."""
    algorithm = algorithm_of(signer.public_key)
    return jws.serialize_compact(
        {"alg": algorithm, **header},
        serialize(payload),
        _public_jwk(signer.public_key),
        registry=_Registry(_OwnKey(algorithm, signer.public_key, signer)),
    )


def verify_compact(read: CompactJws, key: PublicKey) -> None:
    """Return if the JWS was signed with this key, by the algorithm that belongs to it.

    The caller has refused the header parameters that would change what is signed (`crit`, `b64`).

    Raises `ProofError`: `proof.wrong_key_type`, `proof.signature_encoding`, `proof.signature_mismatch`.
    """
    algorithm = str(read.header.get("alg"))
    if ALGORITHMS.get(algorithm) is not key.key_type:
        raise ProofError("proof.wrong_key_type", detail=f"{key.key_type} with {algorithm[:20]!r}")
    try:
        jws.deserialize_compact(
            read.token, _public_jwk(key), registry=_Registry(_OwnKey(algorithm, key, None))
        )
    except JoseError as error:
        raise ProofError("proof.signature_encoding", detail=f"joserfc: {error}") from error


def sign_with_jwk(header: JsonObject, payload: JsonObject, secret: JsonObject, algorithm: str) -> str:
    """Return the compact JWS over a payload by a private JWK, with joserfc's own algorithm.

    Raises `InvalidKeyError("key.malformed")` for a JWK that is not one for this algorithm.
    """
    try:
        return jws.serialize_compact(
            {"alg": algorithm, **header}, serialize(payload), _import(secret), registry=_registry(algorithm)
        )
    except JoseError as error:
        raise InvalidKeyError("key.malformed", detail=f"joserfc: {error}") from error


def verify_with_jwk(read: CompactJws, public: JsonObject, algorithm: str) -> None:
    """Return if the JWS was signed with this public JWK, by joserfc's own algorithm of this name.

    Raises `InvalidKeyError("key.malformed")`; `ProofError`: `proof.wrong_key_type`,
    `proof.signature_mismatch`.
    """
    if read.header.get("alg") != algorithm:
        raise ProofError("proof.wrong_key_type", detail=f"{algorithm} key")
    key = _import(public)
    try:
        jws.deserialize_compact(read.token, key, registry=_registry(algorithm))
    except JoseError as error:
        raise ProofError("proof.signature_mismatch", detail=f"joserfc: {error}") from error


class _OwnKey(JWSAlgModel):
    """One algorithm with one key of ours, so that all proofs are made and verified by the same primitives."""

    def __init__(self, name: str, key: PublicKey, signer: Signer | None) -> None:
        self.name = name
        self.description = f"{name} with a key of keys.algorithms"
        self.key_type = key.key_type.parameters.jwk_kty
        self._key, self._signer = key, signer

    def sign(self, msg: bytes, key: Any) -> bytes:  # noqa: ARG002  (joserfc passes the public half)
        """Return the raw signature by the signer, wherever its private half is kept."""
        if self._signer is None:
            raise TypeError("this algorithm was made to verify")
        return self._signer.sign(msg)

    def verify(self, msg: bytes, sig: bytes, key: Any) -> bool:  # noqa: ARG002
        """Return True, or raise `ProofError` with the reason."""
        self._key.verify(sig, msg)
        return True


class _Registry(jws.JWSRegistry):
    """Knows one algorithm: the one that belongs to the key at hand. The header can't choose another."""

    max_header_length = MAX_CHARACTERS
    max_payload_length = MAX_CHARACTERS
    max_signature_length = MAX_CHARACTERS

    def __init__(self, algorithm: JWSAlgModel) -> None:
        # Header parameters that nobody understands are ignored (VC-JOSE-COSE, section 3.1.3).
        super().__init__(algorithms=[algorithm.name], strict_check_header=False)
        self._algorithm = algorithm

    def get_alg(self, name: str) -> JWSAlgModel:
        """Return the one algorithm, or raise `ProofError`."""
        if name != self._algorithm.name:
            raise ProofError("proof.wrong_key_type", detail=repr(name)[:40])
        return self._algorithm


def _registry(algorithm: str) -> _Registry:
    return _Registry(jws.JWSRegistry.algorithms[algorithm])


def _import(members: JsonObject) -> jwk.Key:
    """Read a JWK. joserfc leaves what the `cryptography` package says of its numbers to its caller."""
    try:
        return jwk.import_key(dict[str, Any](members))
    except (JoseError, ValueError, TypeError) as error:
        # The text of the error is left out of the detail: it may be about a secret.
        raise InvalidKeyError("key.malformed", detail="not a JWK") from error


def _header(content: bytes) -> JsonObject:
    try:
        return parse_object(content, limits=HEADER_LIMITS)
    except MalformedDocumentError as error:
        raise MalformedDocumentError("jose.header", detail=str(error)) from error


def _public_jwk(key: PublicKey) -> jwk.Key:
    members: dict[str, Any] = key.to_jwk()
    return jwk.import_key(members)


def _segment(text: str) -> bytes:
    try:
        return base64url_decode(text, max_characters=MAX_CHARACTERS)
    except MalformedDocumentError as error:
        raise MalformedDocumentError("jose.not_compact", detail=error.detail) from error
