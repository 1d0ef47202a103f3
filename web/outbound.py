"""The only HTTP client: what we ask of others' servers, and all that we refuse from them (DW-01, DW-02).

An address that a document names may point anywhere: into our own network, at a server that answers
one byte a second, at a gigabyte. So: https only, public addresses only (checked and connected to in
one step, so that a second name look-up can't change it), no redirects, no compression, no proxies,
cookies or credentials from the environment, a bound on bytes and on the whole time. What fails here
could not be fetched NOW; it says nothing about the document.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import SplitResult, urlsplit

import requests
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.exceptions import HTTPError

from schemas.errors import FetchError
from web.deadlines import Deadline, guarded_adapter
from web.settings import LOOPBACK_HOSTS, ActorSettings

# DID documents and trust lists are a few kilobytes, a full status list rarely over 50 KiB.
DEFAULT_MAX_BYTES = 64 * 1024
DEADLINE_SECONDS = 5.0
MAX_ADDRESS_CHARACTERS = 2_000

_ADDRESS = re.compile(r"https?://[!-~]+")
_CHUNK_BYTES = 16 * 1024
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True)
class OutboundResponse:
    """An answer of another server; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class OutboundClient:
    """Fetches from servers of others. Keeps nothing between two requests.

    `allow_insecure_loopback` is for the demo and for tests: it lets http through to this machine
    itself, and nothing else. `trusted_certificate` is what servers on this machine show instead of one by
    an authority; with it, http to this machine becomes https, since that is what they speak then.
    """

    def __init__(
        self,
        *,
        allow_insecure_loopback: bool = False,
        trusted_certificate: Path | None = None,
        deadline_seconds: float = DEADLINE_SECONDS,
    ) -> None:
        self._allow_loopback = allow_insecure_loopback
        self._trusted_certificate = trusted_certificate
        self._deadline_seconds = deadline_seconds

    def get(self, url: str, *, accept: str = "application/json", max_bytes: int = DEFAULT_MAX_BYTES) -> bytes:
        """Return the body of a 200 answer; satisfies the `Fetch` port of resolvers.

        Raises `FetchError`: `fetch.refused_address`, `fetch.unreachable`, `fetch.timeout`,
        `fetch.too_large`, `fetch.redirect`, `fetch.encoding`, `fetch.status`, `fetch.content_type`.
        """
        response = self._exchange("GET", url, None, {"Accept": accept}, max_bytes)
        host = _host(url)
        if response.status != 200:
            raise FetchError("fetch.status", detail=url, host=host, status=str(response.status))
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type in _PAGE_TYPES and media_type not in accept:
            raise FetchError("fetch.content_type", detail=f"{url} answered with a page", host=host)
        return response.body

    def post(
        self,
        url: str,
        body: bytes,
        *,
        content_type: str,
        accept: str = "application/json",
        max_bytes: int = DEFAULT_MAX_BYTES,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> OutboundResponse:
        """Send a body and return the answer, whatever its status is, but for redirects.

        `headers` are what the other server asks besides, such as a key; no redirect ever gets them.

        Raises `FetchError` like `get`, without `fetch.status` and `fetch.content_type`.
        """
        return self._exchange(
            "POST", url, body, {**headers, "Accept": accept, "Content-Type": content_type}, max_bytes
        )

    def _exchange(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str], max_bytes: int
    ) -> OutboundResponse:
        host = _host(url)
        address = self._checked(url)
        with Deadline(self._deadline_seconds) as deadline, self._session(deadline) as session:
            try:
                with session.request(
                    method,
                    address.geturl(),
                    data=body,
                    headers=dict(headers),
                    stream=True,
                    verify=self._trusted_for(host),
                ) as response:
                    answer = _read(response, host, max_bytes)
            except InvalidIPAddress as error:
                raise FetchError("fetch.refused_address", detail=f"{url} is at {error}", host=host) from error
            except (requests.RequestException, HTTPError, OSError) as error:
                timed_out = deadline.passed or isinstance(error, requests.Timeout)
                code = "fetch.timeout" if timed_out else "fetch.unreachable"
                raise FetchError(code, detail=f"{url}: {type(error).__name__}", host=host) from error
            if deadline.passed:  # a body without a length just ends where it was cut off
                raise FetchError("fetch.timeout", detail=url, host=host)
        return answer

    def _trusted_for(self, host: str) -> str | bool:
        """Return our own certificate for this machine; for all others the authorities, as ever."""
        local = self._allow_loopback and host in LOOPBACK_HOSTS
        return str(self._trusted_certificate) if local and self._trusted_certificate else True

    def _checked(self, url: str) -> SplitResult:
        """Refuse an address by its spelling, before any name is looked up."""
        refused = FetchError("fetch.refused_address", detail=url[:200], host=_host(url))
        if len(url) > MAX_ADDRESS_CHARACTERS or not _ADDRESS.fullmatch(url) or "\\" in url:
            raise refused
        try:
            address = urlsplit(url)
            port_is_fine = address.port != 0
        except ValueError:
            raise refused from None
        host = address.hostname or ""
        insecure = address.scheme != "https" and not (self._allow_loopback and host in LOOPBACK_HOSTS)
        if insecure or not host or host.endswith(".") or "@" in address.netloc or not port_is_fine:
            raise refused
        if self._trusted_certificate is not None and host in LOOPBACK_HOSTS:
            address = address._replace(scheme="https")
        return address._replace(fragment="")

    def _session(self, deadline: Deadline) -> HTTPSession:
        session = HTTPSession(
            Config(
                ip_filter_enable=True,
                ip_filter_allow_loopback_ips=self._allow_loopback,
                never_redirect=True,
                default_timeout=(self._deadline_seconds, self._deadline_seconds),
                user_agent_override="Vakbewijs",
            )
        )
        session.trust_env = False  # no proxy (it would connect elsewhere), no .netrc
        session.headers["Accept-Encoding"] = "identity"  # what comes in is what we count
        for scheme, https in (("https://", True), ("http://", False)):
            adapter = guarded_adapter(deadline, https=https, allow_loopback=self._allow_loopback)
            session.mount(scheme, adapter)
        return session


def outbound_client(settings: ActorSettings) -> OutboundClient:
    """Return the client that an installation's settings ask for."""
    return OutboundClient(
        allow_insecure_loopback=settings.allow_insecure_loopback,
        trusted_certificate=settings.trusted_certificate,
    )


def _read(response: requests.Response, host: str, max_bytes: int) -> OutboundResponse:
    """Read an answer up to the limit, without decoding it."""
    if 300 <= response.status_code < 400:
        raise FetchError("fetch.redirect", host=host, status=str(response.status_code))
    if response.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise FetchError("fetch.encoding", detail=response.headers["Content-Encoding"], host=host)
    body = bytearray()
    while chunk := response.raw.read(_CHUNK_BYTES, decode_content=False):
        body += chunk
        if len(body) > max_bytes:
            raise FetchError("fetch.too_large", host=host, limit=str(max_bytes))
    headers = {name.lower(): value for name, value in response.headers.items()}
    return OutboundResponse(response.status_code, headers, bytes(body))


def _host(url: str) -> str:
    """Return the host of an address for a sentence, or "" when it has none that can be read."""
    try:
        return (urlsplit(url).hostname or "")[:253]
    except ValueError:
        return ""
