"""What somebody brings to receive a certificate: a link, or a code from paper. Pure.

Reading it decides whom the wallet may contact: addresses from the settings without asking, any other
https address only after the holder has seen its name and said yes.
"""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from wallet.crockford import read_code
from wallet.errors import OfferError

# 60 bits; the issuer's page and the letter show it in three groups of four.
CODE_LENGTH = 12
# An offer link is an address and a token of 43 characters; browsers stop at about this length too.
MAX_OFFER_CHARACTERS = 2048
_LINK_PATH = re.compile(r"^(?P<base>(?:/(?!\.)[A-Za-z0-9._~-]+)*)/o/(?P<token>[A-Za-z0-9_-]{16,128})$")
_HOST = re.compile(r"^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$")


@dataclass(frozen=True, slots=True)
class OfferCode:
    """A code without an address: the configured issuers are asked in turn."""

    text: str


@dataclass(frozen=True, slots=True)
class OfferLink:
    """A link to one issuer's offer; `known` when that issuer's address is in the settings."""

    text: str
    issuer_url: str
    host: str
    known: bool


def read_offer(text: str, *, issuer_urls: tuple[str, ...]) -> OfferCode | OfferLink:
    """Return what the text offers; it contacts nobody.

    Raises `OfferError`: `offer.unreadable` when it is neither a code nor an offer link,
    `offer.insecure` for a link to an unknown address that is not https.
    """
    text = text.strip()
    if not text or len(text) > MAX_OFFER_CHARACTERS:
        raise OfferError("offer.unreadable", detail=f"{len(text)} characters")
    if "://" not in text:
        if code := read_code(text, CODE_LENGTH):
            return OfferCode(code)
        raise OfferError("offer.unreadable", detail="neither a link nor a code")
    return _read_link(text, issuer_urls)


def origin_of(url: str) -> str:
    """Return scheme, host and port of an address, as browsers compare them."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _read_link(text: str, issuer_urls: tuple[str, ...]) -> OfferLink:
    parts = split_address(text)
    if parts is None:
        raise OfferError("offer.unreadable", detail="not an address that the wallet follows")
    match = _LINK_PATH.match(parts.path)
    if match is None or parts.query or parts.fragment:
        raise OfferError("offer.unreadable", detail="a link, but not to an offer")
    issuer_url = f"{parts.scheme}://{parts.netloc}".lower() + match["base"]
    if issuer_url in {url.rstrip("/") for url in issuer_urls}:
        return OfferLink(text, issuer_url, parts.netloc.lower(), known=True)
    if parts.scheme != "https":
        raise OfferError("offer.insecure", detail=parts.scheme)
    return OfferLink(text, issuer_url, parts.netloc.lower(), known=False)


def split_address(text: str) -> SplitResult | None:
    """Take a link apart; None for one with a user name, or with escapes or odd characters in the host.

    Only ASCII hosts pass, so that a look-alike name shows in its `xn--` form or not at all.
    """
    try:
        parts = urlsplit(text)
        host, port, user = parts.hostname, parts.port, parts.username
    except ValueError:
        return None
    ascii_host = host if host and _HOST.match(host) else None
    expected = ascii_host if port is None else f"{ascii_host}:{port}"
    if (
        parts.scheme not in ("http", "https")
        or user is not None
        or ascii_host is None
        or parts.netloc.lower() != expected
    ):
        return None
    return parts
