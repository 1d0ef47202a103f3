"""The link to a request: whom the wallet may contact about it. Pure.

An address from the settings without asking, any other https address only after its owner has seen its name.
"""

import re
from dataclasses import dataclass

from keys.did_web import did_for_url
from keys.errors import InvalidDidError
from wallet.errors import RequestRefusedError
from wallet.offers import split_address

MAX_LINK_CHARACTERS = 2048
_PATH = re.compile(r"^(?P<base>(?:/(?!\.)[A-Za-z0-9._~-]+)*)/ask/(?P<token>[A-Za-z0-9_-]{43})$")


@dataclass(frozen=True, slots=True)
class RequestLink:
    """A link to one request; `known` when that verifier's address is in the settings."""

    text: str
    verifier_url: str
    origin: str
    host: str
    token: str
    known: bool


def read_link(text: str, *, verifier_url: str) -> RequestLink:
    """Return what a link names; contacts nobody.

    Raises `RequestRefusedError`: `asked.unreadable`, and `asked.insecure` for an unknown address that is
    not https.
    """
    text = text.strip()
    parts = split_address(text) if 0 < len(text) <= MAX_LINK_CHARACTERS else None
    match = _PATH.match(parts.path) if parts else None
    if parts is None or match is None or parts.query or parts.fragment:
        raise RequestRefusedError("asked.unreadable")
    origin = f"{parts.scheme}://{parts.netloc}".lower()
    base = origin + match["base"]
    known = base == verifier_url
    if not known and parts.scheme != "https":
        raise RequestRefusedError("asked.insecure", detail=parts.scheme)
    return RequestLink(
        f"{base}/ask/{match['token']}", base, origin, parts.netloc.lower(), match["token"], known
    )


def speaks_for(verifier_url: str, did: str) -> bool:
    """Say whether whoever answers at an address is who a did:web names: it lies below that address.

    A did:web is whoever serves its document, so an answer over TLS from that same address proves as much as
    a signature by a key from that document would.
    """
    try:
        return did.startswith(did_for_url(verifier_url, "organisations") + ":")
    except InvalidDidError:
        return False
