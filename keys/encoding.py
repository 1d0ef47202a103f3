"""Strict multibase, base58btc and base64url: one text for each byte string, and nothing else accepted.

Lenient decoders ignore white space, padding and trailing bits, so that many texts mean one signature.
Here a text is accepted only if encoding the result gives exactly that text back.

- Multibase: https://www.w3.org/TR/cid-1.0/#multibase-0
- base64url without padding: https://www.rfc-editor.org/rfc/rfc4648#section-5
"""

import base64
import binascii
import re

from schemas.errors import MalformedDocumentError

# Decoding base58 takes time quadratic in the length. The longest value that we read this way is a P-384
# signature (96 bytes, 132 characters); 256 leaves room for multihashes and future keys.
MAX_BASE58_CHARACTERS = 256

# Longest base64url text accepted when a caller names no limit: a JWK inside a did:jwk is some 200.
MAX_BASE64URL_CHARACTERS = 4096

_BASE58_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BASE58_VALUE = {character: value for value, character in enumerate(_BASE58_ALPHABET)}
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)


def base58_encode(content: bytes) -> str:
    """Encode bytes as base58btc, each leading zero byte as one `1`."""
    number = int.from_bytes(content, "big")
    digits: list[str] = []
    while number:
        number, remainder = divmod(number, 58)
        digits.append(_BASE58_ALPHABET[remainder])
    leading_zeros = len(content) - len(content.lstrip(b"\0"))
    return "1" * leading_zeros + "".join(reversed(digits))


def base58_decode(text: str) -> bytes:
    """Decode base58btc.

    Raises `MalformedDocumentError`: `encoding.too_long`, `encoding.base58`.
    """
    if len(text) > MAX_BASE58_CHARACTERS:
        raise MalformedDocumentError("encoding.too_long", detail=f"{len(text)} base58 characters")
    number = 0
    for character in text:
        value = _BASE58_VALUE.get(character)
        if value is None:
            raise MalformedDocumentError("encoding.base58", detail=f"{character!r} is not base58btc")
        number = number * 58 + value
    leading_zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * leading_zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base64url_encode(content: bytes) -> str:
    """Encode bytes as base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def base64url_decode(text: str, *, max_characters: int = MAX_BASE64URL_CHARACTERS) -> bytes:
    """Decode base64url without padding; unused bits at the end must be zero.

    Raises `MalformedDocumentError`: `encoding.too_long`, `encoding.base64url`.
    """
    if len(text) > max_characters:
        raise MalformedDocumentError("encoding.too_long", detail=f"{len(text)} base64url characters")
    if not _BASE64URL.fullmatch(text):
        raise MalformedDocumentError("encoding.base64url", detail="characters outside base64url")
    try:
        content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise MalformedDocumentError("encoding.base64url", detail=str(error)) from error
    if base64url_encode(content) != text:
        raise MalformedDocumentError("encoding.base64url", detail="unused bits are not zero")
    return content


def multibase_encode(content: bytes, *, base: str = "z") -> str:
    """Encode bytes as multibase: `z` is base58btc, `u` is base64url without padding."""
    if base == "z":
        return "z" + base58_encode(content)
    if base == "u":
        return "u" + base64url_encode(content)
    raise ValueError(f"no multibase encoder for {base!r}")


def multibase_decode(text: str, *, bases: str = "zu") -> bytes:
    """Decode multibase text in one of the named bases.

    Raises `MalformedDocumentError`: `encoding.multibase` for any other header, else as the decoders above.
    """
    header, body = text[:1], text[1:]
    if not header or header not in bases:
        raise MalformedDocumentError("encoding.multibase", detail=f"multibase header {header!r}")
    return base58_decode(body) if header == "z" else base64url_decode(body)
