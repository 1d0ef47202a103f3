"""Digests as documents write them: multibase around a hash or multihash, and Subresource Integrity.

- https://www.w3.org/TR/vc-data-model-2.0/#integrity-of-related-resources
- https://www.w3.org/TR/SRI/#the-integrity-attribute
"""

import base64
import hashlib
import re
from typing import NamedTuple

from schemas.errors import MalformedDocumentError

# Multihash headers: function code, digest length.
_MULTIHASH = {bytes([0x12, 32]): "sha256", bytes([0x20, 48]): "sha384", bytes([0x13, 64]): "sha512"}
_LENGTHS = {"sha256": 32, "sha384": 48, "sha512": 64}  # from weak to strong

# The longest text that can hold a digest above, in base58 with some room.
_MAX_DIGEST_CHARACTERS = 100
# Subresource Integrity allows several digests of one resource; a text of them stays as short as this.
_MAX_SRI_CHARACTERS = 1_000

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_SRI = re.compile(r"(sha256|sha384|sha512)-([A-Za-z0-9+/]+={0,2})")


class Digest(NamedTuple):
    """The value of a hash function, by its name in `hashlib`."""

    algorithm: str
    value: bytes


def digests_of(content: bytes) -> frozenset[Digest]:
    """Return the digests of a content by every function that documents may use."""
    return frozenset(Digest(name, hashlib.new(name, content).digest()) for name in _LENGTHS)


def read_multihash(text: str) -> Digest:
    """Read multibase "u" (base64url) or "z" (base58btc) around a multihash (`document.digest`)."""
    decoded = _decode_multibase(text)
    algorithm = _MULTIHASH.get(decoded[:2])
    if algorithm is None or len(decoded) != 2 + decoded[1]:
        raise _malformed("not a SHA-2 multihash")
    return Digest(algorithm, decoded[2:])


def read_digest_multibase(text: str) -> Digest:
    """Read what `read_multihash` reads, or a SHA-256 digest without a header (`document.digest`)."""
    decoded = _decode_multibase(text)
    if len(decoded) == _LENGTHS["sha256"]:
        return Digest("sha256", decoded)
    return read_multihash(text)


def read_digest_sri(text: str) -> frozenset[Digest]:
    """Read integrity metadata and return its strongest digests, of which one must match.

    Does NOT read options (`?...`), since none are defined.

    Raises `MalformedDocumentError("document.digest")`.
    """
    if len(text) > _MAX_SRI_CHARACTERS:
        raise _malformed(f"{len(text)} characters")
    found = [_read_sri(part) for part in text.split(" ")]
    strongest = max((digest.algorithm for digest in found), key=list(_LENGTHS).index)
    return frozenset(digest for digest in found if digest.algorithm == strongest)


def _read_sri(text: str) -> Digest:
    match = _SRI.fullmatch(text)
    if match is None:
        raise _malformed("not integrity metadata")
    try:
        value = base64.b64decode(match[2], validate=True)
    except ValueError as error:
        raise _malformed(str(error)) from error
    if len(value) != _LENGTHS[match[1]]:
        raise _malformed(f"{len(value)} bytes for {match[1]}")
    return Digest(match[1], value)


def _decode_multibase(encoded: str) -> bytes:
    if len(encoded) > _MAX_DIGEST_CHARACTERS:
        raise _malformed(f"{len(encoded)} characters")
    base, body = encoded[:1], encoded[1:]
    if base == "u":
        try:
            decoded = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
        except ValueError as error:
            raise _malformed(str(error)) from error
        if base64.urlsafe_b64encode(decoded).rstrip(b"=").decode("ascii") != body:
            raise _malformed("not the canonical base64url of any bytes")
        return decoded
    if base == "z":
        return _decode_base58(body)
    raise _malformed(f"multibase {base!r}")


def _decode_base58(body: str) -> bytes:
    number = 0
    for character in body:
        digit = _BASE58.find(character)
        if digit < 0:
            raise _malformed(f"{character!r} is not base58")
        number = number * 58 + digit
    leading_zeros = len(body) - len(body.lstrip("1"))
    return bytes(leading_zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def _malformed(detail: str) -> MalformedDocumentError:
    return MalformedDocumentError("document.digest", detail=detail)
