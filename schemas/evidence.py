"""Pieces of evidence behind a certificate, and the digests that tie a file to its signed entry.

Only a title and a digest are signed; the file itself stays with the holder.
"""

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from schemas import members
from schemas.documents import JsonValue
from schemas.errors import MalformedDocumentError

# Multihash headers (function code, digest length) of the digests that we read; we write the first.
_SHA2_256 = bytes([0x12, 32])
_SHA2_384 = bytes([0x20, 48])
_DIGESTS = {_SHA2_256: hashlib.sha256, _SHA2_384: hashlib.sha384}

# The longest text that can hold a digest above, in base58 with some room.
_MAX_DIGEST_CHARACTERS = 100

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class EvidencePiece:
    """One entry of `evidence`: a typed view; `kind` is the `bewijssoort`, "" for foreign evidence."""

    id: str | None
    name: str
    kind: str
    dated_on: date | None
    digest: str | None
    pointer: str

    @classmethod
    def from_document(cls, entry: Mapping[str, JsonValue], pointer: str) -> "EvidencePiece":
        """Read one entry. Raises `MalformedDocumentError` for members of the wrong type."""
        return cls(
            id=members.optional_text(entry, "id", pointer),
            name=members.optional_text(entry, "name", pointer) or "",
            kind=members.optional_text(entry, "bewijssoort", pointer) or "",
            dated_on=members.optional_calendar_date(entry, "datumBewijs", pointer),
            digest=members.optional_text(entry, "digestMultibase", pointer),
            pointer=pointer,
        )


def digest_multibase(content: bytes) -> str:
    """Return the digest of a file as VC Data Model 2.0 writes it: base64url of a SHA-256 multihash."""
    multihash = _SHA2_256 + hashlib.sha256(content).digest()
    return "u" + base64.urlsafe_b64encode(multihash).rstrip(b"=").decode("ascii")


def matches(digest: str, content: bytes) -> bool:
    """Tell whether a file is the one that a digest names.

    Reads multibase "u" (base64url) and "z" (base58btc) around a SHA-256 or SHA-384 multihash. Raises
    `MalformedDocumentError("document.digest")` for a digest that is neither.
    """
    function, expected = _read_digest(digest)
    return hmac.compare_digest(expected, function(content).digest())


def is_digest(text: str) -> bool:
    """Say whether text is a digest that `matches` can read."""
    try:
        _read_digest(text)
    except MalformedDocumentError:
        return False
    return True


def _read_digest(text: str) -> tuple[Callable[[bytes], "hashlib._Hash"], bytes]:
    multihash = _decode_multibase(text)
    function = _DIGESTS.get(multihash[:2])
    if function is None or len(multihash) != 2 + multihash[1]:
        raise _malformed("not a SHA-256 or SHA-384 multihash")
    return function, multihash[2:]


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
