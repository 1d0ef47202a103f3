"""Addresses that people hand in, and how the document behind one is fetched.

A wallet gives the presentation behind a share link to whoever asks for it with POST and
`Accept: application/vp`, and counts that as a look; behind a ticket it gives it once, to a GET. Any other
https address may hold a document as a file. Which addresses are opened without asking is a setting: a
QR code can lead anywhere (WB-10), so for the rest a person first sees the host and agrees.
"""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import SplitResult, urlsplit

from schemas.documents import DOCUMENT_LIMITS, parse_object
from schemas.errors import DomainError, FetchError, MalformedDocumentError

PRESENTATION = "application/vp"
_DOCUMENT_TYPES = (
    f"{PRESENTATION}, application/vc, application/vp+jwt, application/vc+jwt, application/ld+json, "
    "application/json"
)
_MAX_BYTES = DOCUMENT_LIMITS.max_bytes
_MAX_CHARACTERS = 2_000  # what browsers, QR codes and our own client carry
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
# People copy addresses without their beginning: "wallet.example.nl/s/...".
_BARE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?/\S*", re.IGNORECASE)


class LinkError(DomainError):
    """A text that is no address we open: `link.unreadable`, `link.not_https`, `link.refused`."""


class LinkEndedError(DomainError):
    """The right link, but the holder stopped it or its time is over: `link.stopped`, `link.expired`."""


class UnknownLinkError(DomainError):
    """Nothing is shared at this address, or it was a ticket that has been used: `link.unknown`."""


class LinkNeedsPinError(DomainError):
    """The holder put a PIN on the link, which is typed at her wallet and never here: `link.pin`."""


class NoDocumentError(DomainError):
    """The address answers, but never with a document that we can fetch: `link.no_document`."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address that may be opened. `host` is what people compare: ASCII, so that a look-alike shows."""

    url: str
    host: str
    origin: str

    @staticmethod
    def lacks_scheme(text: str) -> bool:
        """Say whether a text is an address without its beginning, as people copy it from paper."""
        return _BARE.fullmatch(text) is not None

    @classmethod
    def read(cls, text: str, *, allow_insecure_loopback: bool = False) -> "Link":
        """Read an address that someone typed, pasted or photographed. Raises `LinkError`.

        The fragment is dropped: it is never sent. http is for this machine itself, in demo and tests.
        """
        candidate = text.strip()
        if cls.lacks_scheme(candidate):
            candidate = f"https://{candidate}"
        if not candidate or len(candidate) > _MAX_CHARACTERS or re.search(r"[\s\\\x00-\x20\x7f]", candidate):
            raise LinkError("link.unreadable")
        try:
            address = urlsplit(candidate)
            host, port = _ascii_host(address), address.port
        except ValueError as error:
            raise LinkError("link.unreadable", detail=str(error)) from error
        if address.scheme not in ("https", "http") or not host or "@" in address.netloc:
            raise LinkError("link.unreadable")
        if address.scheme == "http" and not (allow_insecure_loopback and host in _LOOPBACK):
            raise LinkError("link.not_https", host=host)
        shown = f"[{host}]" if ":" in host else host
        netloc = shown if port is None else f"{shown}:{port}"
        url = address._replace(netloc=netloc, fragment="").geturl()
        return cls(url, netloc, f"{address.scheme}://{netloc}")


def _ascii_host(address: SplitResult) -> str:
    host = address.hostname or ""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return host if host.isascii() else host.encode("idna").decode("ascii")


class Answer(Protocol):
    """What a server answered to a POST."""

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...

    @property
    def body(self) -> bytes:
        """The body, within the limit that was asked."""
        ...


class Client(Protocol):
    """The part of `web.outbound.OutboundClient` that links need."""

    def get(self, url: str, *, accept: str, max_bytes: int) -> bytes:
        """Return the body of a 200 answer, or raise `FetchError`."""
        ...

    def post(self, url: str, body: bytes, *, content_type: str, accept: str, max_bytes: int) -> Answer:
        """Return the answer, or raise `FetchError`."""
        ...


class LinkOpener:
    """Fetches what is behind links, in the way that each kind of link asks for."""

    def __init__(self, client: Client, *, wallet_urls: Iterable[str]) -> None:
        self._client = client
        self._wallets = tuple(f"{url}/" for url in wallet_urls)

    def is_known(self, link: Link) -> bool:
        """Say whether the link is one of a wallet that this installation knows."""
        return any(link.url.startswith(wallet) for wallet in self._wallets) and ".." not in link.url

    def files_of(self, link: Link) -> str:
        """Return where a wallet shows the files of a look, by the ticket that was made for it (ADR 36)."""
        is_ticket = any(link.url.startswith(f"{wallet}t/") for wallet in self._wallets)
        return f"{link.url}/files" if is_ticket and self.is_known(link) else ""

    def fetch(self, link: Link) -> bytes:
        """Return the bytes behind a link, unread. The caller has made sure that it may be opened.

        Raises `LinkEndedError`, `LinkNeedsPinError`, `UnknownLinkError`, `NoDocumentError` or `LinkError` for
        what trying again does not change, and `FetchError` when it could not be fetched now.
        """
        try:
            return self._presentation(link) if self._is_share(link) else self._document(link)
        except FetchError as error:
            raise _final(error, link) from error

    def _is_share(self, link: Link) -> bool:
        return any(link.url.startswith(f"{wallet}s/") for wallet in self._wallets)

    def _document(self, link: Link) -> bytes:
        try:
            return self._client.get(link.url, accept=_DOCUMENT_TYPES, max_bytes=_MAX_BYTES)
        except FetchError as error:
            if error.code != "fetch.content_type":
                raise
            return self._presentation(link)  # a page for people: the share link of a wallet we don't know?

    def _presentation(self, link: Link) -> bytes:
        answer = self._client.post(
            link.url,
            b"",
            content_type="application/x-www-form-urlencoded",
            accept=PRESENTATION,
            max_bytes=_MAX_BYTES,
        )
        if answer.status == 200:
            return answer.body
        if answer.status == 403 and _problem_code(answer.body).startswith("share.pin"):
            raise LinkNeedsPinError("link.pin", host=link.host)
        if answer.status == 410 and _problem_code(answer.body) == "share.expired":
            raise LinkEndedError("link.expired", host=link.host)
        raise FetchError("fetch.status", host=link.host, status=str(answer.status))


def _final(error: FetchError, link: Link) -> DomainError:
    """Return the error that says what a failed fetch means for whoever handed in the link."""
    status = error.parameters.get("status", "")
    match error.code:
        case "fetch.refused_address":
            return LinkError("link.refused", detail=error.detail, host=link.host)
        case "fetch.status" if status == "410":
            return LinkEndedError("link.stopped", host=link.host)
        case "fetch.status" if status == "404":
            return UnknownLinkError("link.unknown", host=link.host)
        case "fetch.status" if status.startswith("4") and status != "429":
            return NoDocumentError("link.no_document", host=link.host, status=status)
        case "fetch.too_large" | "fetch.redirect" | "fetch.encoding" | "fetch.content_type":
            return NoDocumentError("link.no_document", detail=error.code, host=link.host)
        case _:
            return error


def _problem_code(body: bytes) -> str:
    try:
        return str(parse_object(body).get("code", ""))
    except MalformedDocumentError:
        return ""
