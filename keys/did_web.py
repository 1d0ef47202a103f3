"""did:web: from identifier to address and back; the rules say which hosts may be asked at all.

A did:web comes out of a document that anyone may have written, and resolving it makes OUR server fetch an
address. So hosts are refused here by their name, before any network; the fetch that is injected into the
resolver must check the addresses again that the name leads to.

- https://w3c-ccg.github.io/did-method-web/
"""

import re
from urllib.parse import unquote, urlsplit

from keys.errors import InvalidDidError

PREFIX = "did:web:"

# The whole DID; a host name is at most 253 characters and the rest is a short path.
MAX_DID_CHARACTERS = 1024

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)
# A top-level domain begins with a letter; this alone refuses every notation of an IPv4 address, since the
# last part of `127.1`, `0x7f.1`, `017700000001` or `2130706433` begins with a digit.
_TOP_LEVEL_LABEL = re.compile(r"[a-z]([a-z0-9-]{0,61}[a-z0-9])", re.ASCII)
_PORT = re.compile(r"[1-9][0-9]{0,4}", re.ASCII)
_SEGMENT = re.compile(r"(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})+", re.ASCII)

# Names that mean a machine or network near the resolver (RFC 6761, RFC 6762, RFC 8375, RFC 9476 and custom).
_LOCAL_SUFFIXES = (
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "lan",
    "home.arpa",
    "in-addr.arpa",
    "ip6.arpa",
    "onion",
    "alt",
    "invalid",
)
_LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1"})


def did_web_url(did: str, *, allow_insecure_loopback: bool) -> str:
    """Return the address of the document of a did:web.

    `https` always, but for `localhost` and `127.0.0.1` when `allow_insecure_loopback` is on (the demo and
    tests): those are refused otherwise, and use `http` then.

    Raises `InvalidDidError`: `did.invalid`, `did.refused_host`.
    """
    if not did.startswith(PREFIX) or len(did) > MAX_DID_CHARACTERS:
        raise InvalidDidError("did.invalid", detail=repr(did[:100]))
    authority, *segments = did.removeprefix(PREFIX).split(":")
    host, port = _host_and_port(authority, did)
    scheme = "https"
    if allow_insecure_loopback and host in _LOOPBACK_HOSTS:
        scheme = "http"
    else:
        _check_host(host, did)
    for segment in segments:
        _check_segment(segment, did)
    path = "/".join(segments) if segments else ".well-known"
    return f"{scheme}://{host}{port}/{path}/did.json"


def did_for_url(base_url: str, *segments: str) -> str:
    """Return the did:web of a path under a base address of our own.

    `did_for_url("http://localhost:8000/issuer", "issuers", "roc")` is
    `did:web:localhost%3A8000:issuer:issuers:roc`.

    Raises `InvalidDidError("did.invalid")` for an address that no did:web can name.
    """
    address = urlsplit(base_url)
    if address.scheme not in ("http", "https") or not address.netloc or address.query or address.fragment:
        raise InvalidDidError("did.invalid", detail=f"no did:web for {base_url!r}")
    parts = [part for part in address.path.split("/") if part] + list(segments)
    did = PREFIX + ":".join([address.netloc.lower().replace(":", "%3A"), *parts])
    did_web_url(did, allow_insecure_loopback=True)  # raises unless it can be read back
    return did


def host_of(did: str) -> str:
    """Return the host (and port) that a did:web names, for people to read; another DID stays as it is."""
    return unquote(did.removeprefix(PREFIX).split(":")[0]) if did.startswith(PREFIX) else did


def _host_and_port(authority: str, did: str) -> tuple[str, str]:
    host, separator, port = authority.replace("%3a", "%3A").partition("%3A")
    if separator and (not _PORT.fullmatch(port) or int(port) > 65535):
        raise InvalidDidError("did.invalid", detail=f"port in {did[:100]!r}")
    return host, f":{port}" if separator else ""


def _check_host(host: str, did: str) -> None:
    labels = host.split(".")
    acceptable = (
        len(host) <= 253
        and len(labels) >= 2
        and all(_LABEL.fullmatch(label) for label in labels)
        and _TOP_LEVEL_LABEL.fullmatch(labels[-1]) is not None
        # Internationalised names can be drawn like others (homographs); .nl has none.
        and not any(label.startswith("xn--") for label in labels)
        and not any(host == suffix or host.endswith("." + suffix) for suffix in _LOCAL_SUFFIXES)
    )
    if not acceptable:
        raise InvalidDidError("did.refused_host", detail=f"host of {did[:100]!r}")


def _check_segment(segment: str, did: str) -> None:
    decoded = unquote(segment)
    if not _SEGMENT.fullmatch(segment) or decoded in (".", "..") or set(decoded) & set('/\\?#%"<>\0'):
        raise InvalidDidError("did.invalid", detail=f"path of {did[:100]!r}")
