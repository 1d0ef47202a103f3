"""Badges: pictures that carry their own signed certificate, as the Open Badges standard lays down. Pure.

Only what was put in is taken out. The picture itself is not drawn, and nothing that it names is fetched.

- PNG: an `iTXt` chunk with the keyword `openbadgecredential`
- SVG: an element `<openbadges:credential>`, with JSON as its text or a JWT as its attribute `verify`

https://www.imsglobal.org/spec/ob/v3p0/#baked-badge
"""

import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from schemas.documents import DOCUMENT_LIMITS
from schemas.errors import MalformedDocumentError

# A badge is a picture for the web; the photographs that a verifier takes for their QR code are as large.
MAX_BADGE_BYTES = 10 * 1024 * 1024
# A picture has a few chunks of text, and as many of pixels as its maker liked.
_MAX_CHUNKS = 20_000

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_KEYWORD = b"openbadgecredential"
# Length, type and checksum stand around the data of each chunk.
_CHUNK_FRAME = 12
_NAMESPACES = ("https://purl.imsglobal.org/ob/v3p0", "http://openbadges.org")
_SVG_ELEMENTS = frozenset(f"{{{namespace}}}credential" for namespace in _NAMESPACES)
_SVG_START = (b"<svg", b"<?xml", b"<!--")


def is_png(data: bytes) -> bool:
    """Say whether the bytes claim to be a PNG."""
    return data.startswith(_PNG_SIGNATURE)


def is_svg(data: bytes) -> bool:
    """Say whether the bytes look like an SVG picture that names the vocabulary of badges."""
    named = any(namespace.encode() in data for namespace in _NAMESPACES)
    return named and data.startswith(_SVG_START) and b"<svg" in data


def baked_in_png(data: bytes) -> bytes | None:
    """Return the certificate in a PNG, as its bytes, or None for a picture without any.

    Raises `MalformedDocumentError`: `badge.damaged`, `badge.too_large`, `badge.several`.
    """
    _check_size(data)
    found = [text for text in map(_text_of, _international_texts(data)) if text is not None]
    return _only(found)


def baked_in_svg(data: bytes) -> bytes | None:
    """Return the certificate in an SVG, as its bytes, or None for a picture without any.

    Raises as `baked_in_png`; entities and document types are refused (`badge.damaged`).
    """
    _check_size(data)
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise MalformedDocumentError("badge.damaged", detail=str(error)[:200]) from error
    found = [element for element in root.iter() if element.tag in _SVG_ELEMENTS]
    return _only([(element.get("verify") or element.text or "").strip().encode() for element in found])


def _only(found: list[bytes]) -> bytes | None:
    """Return the one certificate. Of two, a reader could be shown one and told of the other."""
    if len(found) > 1:
        raise MalformedDocumentError("badge.several", detail=f"{len(found)} certificates")
    return found[0] if found else None


def _check_size(data: bytes) -> None:
    if len(data) > MAX_BADGE_BYTES:
        raise MalformedDocumentError("badge.too_large", detail=f"{len(data)} bytes")


def _international_texts(data: bytes) -> Iterator[bytes]:
    """Yield the data of each `iTXt` chunk whose checksum holds (PNG, 11.3.3.4)."""
    at = len(_PNG_SIGNATURE)
    for _ in range(_MAX_CHUNKS):
        if at >= len(data):
            return
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        end = at + _CHUNK_FRAME + length
        if end > len(data):
            raise MalformedDocumentError("badge.damaged", detail="a chunk beyond the end")
        if kind == b"iTXt":
            if zlib.crc32(data[at + 4 : end - 4]) != int.from_bytes(data[end - 4 : end]):
                raise MalformedDocumentError("badge.damaged", detail="a checksum")
            yield data[at + 8 : end - 4]
        if kind == b"IEND":
            return
        at = end
    raise MalformedDocumentError("badge.damaged", detail="too many chunks")


def _text_of(chunk: bytes) -> bytes | None:
    """Return the text under our keyword, unpacked as far as a document may go; None under another."""
    keyword, _, rest = chunk.partition(b"\0")
    if keyword != PNG_KEYWORD:
        return None
    is_packed, rest = rest[:1], rest[2:]
    _language, _, rest = rest.partition(b"\0")
    _translated, _, text = rest.partition(b"\0")
    if is_packed != b"\1":
        return text
    try:
        unpacked = zlib.decompressobj().decompress(text, DOCUMENT_LIMITS.max_bytes + 1)
    except zlib.error as error:
        raise MalformedDocumentError("badge.damaged", detail=str(error)) from error
    if len(unpacked) > DOCUMENT_LIMITS.max_bytes:
        raise MalformedDocumentError("badge.too_large", detail="packed text")
    return unpacked
