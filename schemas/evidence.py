"""Pieces of evidence behind a certificate, and the digests that tie a file to its signed entry.

Only a title and a digest are signed; the file itself stays with the holder.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schemas import members
from schemas.digests import read_multihash
from schemas.documents import JsonValue
from schemas.errors import MalformedDocumentError

# The multihash header (function code, digest length) of the digests that we write.
_SHA2_256 = bytes([0x12, 32])


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
            name=members.language_text(entry, "name") or "",
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

    Raises `MalformedDocumentError("document.digest")` for what `read_multihash` can't read.
    """
    algorithm, expected = read_multihash(digest)
    return hmac.compare_digest(expected, hashlib.new(algorithm, content).digest())


def is_digest(text: str) -> bool:
    """Say whether text is a digest that `matches` can read."""
    try:
        read_multihash(text)
    except MalformedDocumentError:
        return False
    return True
