"""The two proof values of ecdsa-sd-2023: `u`, base64url of a header and a CBOR array of five things.

Each array has one shape, so it is read by its shape: nothing is built that the shape does not ask for, no
count is believed before the bytes are there, and CBOR that says the same in other bytes is refused.

- https://www.w3.org/TR/vc-di-ecdsa/#serializebaseproofvalue, #parsebaseproofvalue
- https://www.w3.org/TR/vc-di-ecdsa/#serializederivedproofvalue, #parsederivedproofvalue
- https://www.rfc-editor.org/rfc/rfc8949#section-3
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import cbor2

from keys.encoding import base64url_decode, base64url_encode
from keys.errors import ProofError
from keys.key_types import PARAMETERS, KeyType
from schemas.documents import JsonValue
from schemas.errors import MalformedDocumentError

# Statements that can be shown apart, each with a signature of 66 bytes. An ervaringscertificaat with thirty
# results makes some 1,200 statements in all; checking one signature takes some 0.1 ms.
MAX_SIGNATURES = 2048
# Statements that are shown, of either sort.
MAX_STATEMENTS = 8192
# Pointers of parts that must be shown, and the length of each in UTF-8 bytes.
MAX_POINTERS = 256
MAX_POINTER_BYTES = 1024
# Blank nodes, as the canonicalisation bounds them.
MAX_LABELS = 1024
# What the bounds above add up to, in characters of base64url.
MAX_PROOF_VALUE_CHARACTERS = 640_000

SIGNATURE_BYTES = PARAMETERS[KeyType.P256].signature_bytes
HMAC_KEY_BYTES = 32
LABEL_BYTES = 32  # one SHA-256 HMAC

_BASE_HEADER = b"\xd9\x5d\x00"
_DERIVED_HEADER = b"\xd9\x5d\x01"
_KEY_PREFIX = PARAMETERS[KeyType.P256].public_multicodec
_KEY_BYTES = len(_KEY_PREFIX) + PARAMETERS[KeyType.P256].public_bytes

_UNSIGNED, _BYTES, _TEXT, _ARRAY, _MAP = 0, 2, 3, 4, 5  # CBOR major types

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseProofValue:
    """What the issuer hands to the holder: with it she can show parts, so nobody else may see it.

    `public_key` is the compressed point of the proof's own key. `signatures` are those of the statements
    that need not be shown, in their order.
    """

    base_signature: bytes
    public_key: bytes
    hmac_key: bytes
    signatures: tuple[bytes, ...]
    mandatory_pointers: tuple[str, ...]

    def encode(self) -> str:
        """Return the text for `proofValue`."""
        components = [
            self.base_signature,
            _KEY_PREFIX + self.public_key,
            self.hmac_key,
            list(self.signatures),
            list(self.mandatory_pointers),
        ]
        return "u" + base64url_encode(_BASE_HEADER + cbor2.dumps(components, canonical=True))

    @classmethod
    def parse(cls, text: JsonValue) -> "BaseProofValue":
        """Read a base proof. Raises `ProofError`: `proof.not_a_base_proof`, `proof.signature_encoding`."""
        content = _decode(text)
        if not content.startswith(_BASE_HEADER):
            raise ProofError("proof.not_a_base_proof", detail=content[:3].hex())
        reader = _CborReader(content[len(_BASE_HEADER) :])
        reader.count(_ARRAY, exactly=5)
        value = cls(
            base_signature=reader.octets(SIGNATURE_BYTES),
            public_key=reader.public_key(),
            hmac_key=reader.octets(HMAC_KEY_BYTES),
            signatures=reader.array(lambda: reader.octets(SIGNATURE_BYTES), at_most=MAX_SIGNATURES),
            mandatory_pointers=reader.array(lambda: reader.text(MAX_POINTER_BYTES), at_most=MAX_POINTERS),
        )
        reader.end()
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedProofValue:
    """What the holder shows.

    `labels` maps canonical names of blank nodes (`c14n0`) to those that were signed. `mandatory_indexes`
    say which of the shown statements the issuer demanded to be shown, in their order.
    """

    base_signature: bytes
    public_key: bytes
    signatures: tuple[bytes, ...]
    labels: Mapping[str, str]
    mandatory_indexes: tuple[int, ...]

    def encode(self) -> str:
        """Return the text for `proofValue`."""
        components = [
            self.base_signature,
            _KEY_PREFIX + self.public_key,
            list(self.signatures),
            {
                int(canonical.removeprefix("c14n")): base64url_decode(label.removeprefix("u"))
                for canonical, label in self.labels.items()
            },
            list(self.mandatory_indexes),
        ]
        return "u" + base64url_encode(_DERIVED_HEADER + cbor2.dumps(components, canonical=True))

    @classmethod
    def parse(cls, text: JsonValue) -> "DerivedProofValue":
        """Read a derived proof. Raises `ProofError`: `proof.not_derived`, `proof.signature_encoding`."""
        content = _decode(text)
        if content.startswith(_BASE_HEADER):
            # Only its holder should have it, and it reveals what she may want to keep back.
            raise ProofError("proof.not_derived", detail="a base proof was shown")
        if not content.startswith(_DERIVED_HEADER):
            raise _malformed(f"header {content[:3].hex()}")
        reader = _CborReader(content[len(_DERIVED_HEADER) :])
        reader.count(_ARRAY, exactly=5)
        value = cls(
            base_signature=reader.octets(SIGNATURE_BYTES),
            public_key=reader.public_key(),
            signatures=reader.array(lambda: reader.octets(SIGNATURE_BYTES), at_most=MAX_SIGNATURES),
            labels=reader.labels(),
            mandatory_indexes=reader.array(
                lambda: reader.count(_UNSIGNED, at_most=MAX_STATEMENTS), at_most=MAX_STATEMENTS
            ),
        )
        reader.end()
        return value


class _CborReader:
    """Reads CBOR of a known shape from front to back; every failure is `proof.signature_encoding`."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def count(self, major: int, *, at_most: int = 0, exactly: int | None = None) -> int:
        """Read the head of an item and return its argument; lengths must be definite and in bounds."""
        found, argument = self._head()
        if found != major or (argument > at_most if exactly is None else argument != exactly):
            raise _malformed(f"CBOR item of type {found} with {argument} at {self._at}")
        return argument

    def octets(self, length: int) -> bytes:
        return self._take(self.count(_BYTES, exactly=length))

    def text(self, max_bytes: int) -> str:
        try:
            return self._take(self.count(_TEXT, at_most=max_bytes)).decode("utf-8")
        except UnicodeDecodeError as error:
            raise _malformed("CBOR text is not UTF-8") from error

    def public_key(self) -> bytes:
        encoded = self.octets(_KEY_BYTES)
        if not encoded.startswith(_KEY_PREFIX):
            raise _malformed(f"key of type {encoded[:2].hex()}")
        return encoded[len(_KEY_PREFIX) :]

    def array(self, item: Callable[[], _Item], *, at_most: int) -> tuple[_Item, ...]:
        return tuple(item() for _ in range(self.count(_ARRAY, at_most=at_most)))

    def labels(self) -> dict[str, str]:
        labels: dict[str, str] = {}
        for _ in range(self.count(_MAP, at_most=MAX_LABELS)):
            canonical = f"c14n{self.count(_UNSIGNED, at_most=MAX_LABELS)}"
            if canonical in labels:
                raise _malformed(f"{canonical} is labelled twice")
            labels[canonical] = "u" + base64url_encode(self.octets(LABEL_BYTES))
        # Two blank nodes of one name could lend each other their statements.
        if len(set(labels.values())) != len(labels):
            raise _malformed("two blank nodes with one label")
        return labels

    def end(self) -> None:
        if self._at != len(self._content):
            raise _malformed(f"{len(self._content) - self._at} bytes after the end")

    def _head(self) -> tuple[int, int]:
        (first,) = self._take(1)
        major, short = first >> 5, first & 0x1F
        if short < 24:
            return major, short
        if short > 27:  # reserved, or of indefinite length
            raise _malformed(f"CBOR head {first:#04x}")
        octets = 1 << (short - 24)
        argument = int.from_bytes(self._take(octets), "big")
        shortest_that_needs = 24 if octets == 1 else 1 << (4 * octets)
        if argument < shortest_that_needs:
            raise _malformed(f"{argument} in {octets} bytes")
        return major, argument

    def _take(self, length: int) -> bytes:
        taken = self._content[self._at : self._at + length]
        if len(taken) != length:
            raise _malformed("CBOR ends too early")
        self._at += length
        return taken


def _decode(text: JsonValue) -> bytes:
    if not isinstance(text, str) or not text.startswith("u"):
        raise _malformed("not multibase base64url")
    try:
        return base64url_decode(text[1:], max_characters=MAX_PROOF_VALUE_CHARACTERS)
    except MalformedDocumentError as error:
        raise _malformed(f"{error.code}: {error.detail}") from error


def _malformed(detail: str) -> ProofError:
    return ProofError("proof.signature_encoding", detail=detail)
