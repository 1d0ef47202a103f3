"""The two secrets of an offer: the token in its link, and the short code on its letter. Pure.

The token has 256 bits. The code has 60, which is what a person can type without giving up: too few to
store as a plain hash, so both are found by an HMAC under a key that is not in the database.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlsplit

# Crockford's base 32: no I, L, O or U, so that nothing on paper can be read in two ways.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12
GROUP_LENGTH = 4
TOKEN_BYTES = 32
MAX_REFERENCE_LENGTH = 2000  # a link with any base address

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_READ_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", "\u00a0": ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferSecrets:
    """What opens an offer. Prints as dots."""

    token: str = field(repr=False)
    code: str = field(repr=False)

    @classmethod
    def draw(cls) -> "OfferSecrets":
        """Draw a new token and a new code."""
        return cls(
            token=secrets.token_urlsafe(TOKEN_BYTES),
            code="".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)),
        )

    @property
    def grouped_code(self) -> str:
        """The code in groups of four, as it is printed: `7K2M-Q8TR-05XW`."""
        return "-".join(self.code[at : at + GROUP_LENGTH] for at in range(0, CODE_LENGTH, GROUP_LENGTH))


@dataclass(frozen=True, slots=True)
class OfferReference:
    """How somebody pointed at an offer: by the token of its link, or by its code."""

    kind: str
    secret: str = field(repr=False)


def read_code(text: str) -> str | None:
    """Read a code as people type it: any case, with or without dashes, O for 0, I or L for 1."""
    code = text.strip().upper().translate(_READ_ALIKE)
    return code if len(code) == CODE_LENGTH and all(letter in ALPHABET for letter in code) else None


def read_reference(text: str) -> OfferReference | None:
    """Read a link, a bare token or a code. None when it is none of them.

    Of a link only the last part of the path counts: which host printed it does not matter here, for
    the token is either one of ours or unknown.
    """
    text = text.strip()
    if len(text) > MAX_REFERENCE_LENGTH:
        return None
    if code := read_code(text):
        return OfferReference("code", code)
    try:
        last = urlsplit(text).path.rstrip("/").rpartition("/")[2]
    except ValueError:
        return None
    if _TOKEN.fullmatch(last):
        return OfferReference("token", last)
    if code := read_code(last):
        return OfferReference("code", code)
    return None


def lookup_hash(key: bytes, kind: str, secret: str) -> str:
    """Return the hexadecimal HMAC-SHA-256 by which a token or a code is stored and found."""
    return hmac.new(key, f"{kind}:{secret}".encode(), hashlib.sha256).hexdigest()
