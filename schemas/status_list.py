"""Bitstring Status List v1.0: a compressed string of bits that says which credentials were revoked.

https://www.w3.org/TR/vc-bitstring-status-list/
"""

import base64
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas import members
from schemas.contexts import CREDENTIALS_V2
from schemas.credential import VERIFIABLE_CREDENTIAL, Credential
from schemas.dates import format_instant
from schemas.documents import JsonObject
from schemas.errors import StatusListError

LIST_CREDENTIAL = "BitstringStatusListCredential"
LIST_SUBJECT = "BitstringStatusList"

# The smallest list that hides one credential among enough others (section 6.1 of the specification).
MINIMUM_ENTRIES = 131_072

# 2 MiB of bits are 16.7 million credentials: far beyond any list of ours, and cheap to hold.
MAX_DECODED_BYTES = 2 * 1024 * 1024

# wbits of zlib for exactly the gzip format.
_GZIP = 16 + zlib.MAX_WBITS


class StatusBits:
    """A string of bits, all clear at first; bit 0 is the most significant bit of the first byte."""

    __slots__ = ("_bits",)

    def __init__(self, entries: int = MINIMUM_ENTRIES) -> None:
        if entries <= 0 or entries % 8:
            raise ValueError("a list has a positive multiple of eight entries")
        self._bits = bytearray(entries // 8)

    def __len__(self) -> int:
        return len(self._bits) * 8

    def __getitem__(self, index: int) -> bool:
        byte, mask = self._place(index)
        return bool(self._bits[byte] & mask)

    def set(self, index: int, value: bool = True) -> None:
        """Set or clear one bit. Raises `StatusListError("status.index_out_of_range")`."""
        byte, mask = self._place(index)
        self._bits[byte] = self._bits[byte] | mask if value else self._bits[byte] & ~mask

    def encode(self) -> str:
        """Return `encodedList`: multibase base64url of the gzipped bits; the same bits give the same text."""
        # Runs of equal bytes are all that can be found in a string of bits; looking for more takes ten to a
        # hundred times as long and makes the list larger.
        compressor = zlib.compressobj(wbits=_GZIP, strategy=zlib.Z_RLE)
        compressed = compressor.compress(self._bits) + compressor.flush()
        return "u" + base64.urlsafe_b64encode(compressed).rstrip(b"=").decode("ascii")

    @classmethod
    def decode(cls, encoded: str) -> "StatusBits":
        """Read `encodedList`, never unpacking more than `MAX_DECODED_BYTES`.

        Raises `StatusListError`: `status.encoding` for anything but one whole gzip member in base64url,
        `status.too_large`, `status.too_short` for fewer than `MINIMUM_ENTRIES`.
        """
        bits = _unpack(_decode_base64url(encoded))
        if len(bits) * 8 < MINIMUM_ENTRIES:
            raise StatusListError("status.too_short", detail=f"{len(bits) * 8} entries")
        self = cls.__new__(cls)
        self._bits = bytearray(bits)
        return self

    def _place(self, index: int) -> tuple[int, int]:
        if not 0 <= index < len(self):
            raise StatusListError("status.index_out_of_range", detail=f"{index} of {len(self)}")
        return index // 8, 0x80 >> index % 8


@dataclass(frozen=True, slots=True)
class StatusList:
    """A typed view on a status list credential, with its bits unpacked once."""

    credential: Credential
    purposes: tuple[str, ...]
    bits: StatusBits
    ttl: timedelta | None

    @classmethod
    def from_document(cls, document: JsonObject) -> "StatusList":
        """Read a status list credential. Its proof, issuer and dates are for the verifier to judge.

        Raises `StatusListError` and, for what is not even a credential, `MalformedDocumentError`.
        """
        credential = Credential.from_document(document)
        if LIST_CREDENTIAL not in credential.types:
            raise StatusListError("status.wrong_type", pointer="/type", detail=repr(credential.types))
        if len(credential.subjects) != 1:
            raise StatusListError("status.wrong_type", pointer="/credentialSubject")
        subject, at = credential.subjects[0], "/credentialSubject"
        if members.texts(subject, "type", at) != (LIST_SUBJECT,):
            raise StatusListError("status.wrong_type", pointer=f"{at}/type")
        ttl = subject.get("ttl")
        if ttl is not None and (not isinstance(ttl, int) or isinstance(ttl, bool) or ttl < 0):
            raise StatusListError("status.ttl", pointer=f"{at}/ttl")
        return cls(
            credential=credential,
            purposes=members.texts(subject, "statusPurpose", at),
            bits=StatusBits.decode(members.text(subject, "encodedList", at)),
            ttl=None if ttl is None else timedelta(milliseconds=ttl),
        )

    def read(self, index: int, purpose: str) -> bool:
        """Return the bit of one credential.

        Raises `StatusListError`: `status.wrong_purpose`, `status.index_out_of_range`.
        """
        if purpose not in self.purposes:
            raise StatusListError("status.wrong_purpose", detail=f"{purpose!r} not in {self.purposes}")
        return self.bits[index]


def read_bit(document: JsonObject, index: int, purpose: str) -> bool:
    """Return one bit of a status list credential. Raises as `StatusList.from_document` and `.read` do."""
    return StatusList.from_document(document).read(index, purpose)


def build_status_list_document(
    *,
    url: str,
    issuer: str,
    purpose: str,
    bits: StatusBits,
    valid_from: datetime,
    valid_until: datetime,
    ttl: timedelta,
) -> JsonObject:
    """Return the unsigned credential that publishes the bits under `url`. The VC v2 context has its terms."""
    return {
        "@context": [CREDENTIALS_V2],
        "id": url,
        "type": [VERIFIABLE_CREDENTIAL, LIST_CREDENTIAL],
        "issuer": issuer,
        "validFrom": format_instant(valid_from),
        "validUntil": format_instant(valid_until),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": LIST_SUBJECT,
            "statusPurpose": purpose,
            "encodedList": bits.encode(),
            "ttl": ttl // timedelta(milliseconds=1),
        },
    }


def _decode_base64url(encoded: str) -> bytes:
    if not encoded.startswith("u"):
        raise StatusListError("status.encoding", detail="not multibase base64url")
    body = encoded[1:]
    try:
        return base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
    except ValueError as error:
        raise StatusListError("status.encoding", detail=str(error)) from error


def _unpack(compressed: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=_GZIP)
    try:
        bits = unpacker.decompress(compressed, MAX_DECODED_BYTES + 1)
    except zlib.error as error:
        raise StatusListError("status.encoding", detail=str(error)) from error
    if len(bits) > MAX_DECODED_BYTES:
        raise StatusListError("status.too_large", detail=f"more than {MAX_DECODED_BYTES} bytes")
    if not unpacker.eof or unpacker.unused_data:
        raise StatusListError("status.encoding", detail="a torn gzip member, or something after it")
    return bits
