"""From a DID to its controller document, over did:key, did:jwk and did:web.

The network is not here: `DidResolver` is given a `Fetch`, which must refuse private addresses and
redirects and bound time and size. What a fetch could not bring NOW is a `ResolutionError`, never a verdict.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from keys.controller import ControllerDocument
from keys.did_jwk import PREFIX as DID_JWK
from keys.did_jwk import resolve_did_jwk
from keys.did_key import PREFIX as DID_KEY
from keys.did_key import resolve_did_key
from keys.did_web import PREFIX as DID_WEB
from keys.did_web import did_web_url
from keys.errors import InvalidDidError, ResolutionError
from schemas.documents import Limits, parse
from schemas.errors import FetchError, MalformedDocumentError

# A document with the keys of a century is below 64 KiB; the fetch should stop there as well.
MAX_DID_DOCUMENT_BYTES = 64 * 1024
# How long a fetched document is used again. A key that is revoked is noticed after at most this long.
CACHE_TTL = timedelta(minutes=5)
# Documents kept; the one used longest ago makes room, so that nobody can make the cache grow.
CACHE_ENTRIES = 512


class Fetch(Protocol):
    """The injected network: GET one address and return the body, or raise `FetchError`."""

    def __call__(self, url: str, *, accept: str = "application/json") -> bytes:
        """Return the body of a 200 answer."""
        ...


class Resolver(Protocol):
    """Whatever can find the controller document of a DID."""

    def resolve(self, did: str) -> ControllerDocument:
        """Return the document.

        Raises `InvalidDidError` (no one can resolve it) or `ResolutionError` (not reachable now).
        """
        ...


class DidResolver:
    """Resolves did:key, did:jwk and did:web; safe to share between threads."""

    def __init__(
        self,
        fetch: Fetch,
        *,
        now: Callable[[], datetime],
        allow_insecure_loopback: bool = False,
        ttl: timedelta = CACHE_TTL,
    ) -> None:
        """`now` only ages the cache; `allow_insecure_loopback` is for the demo and tests."""
        self._fetch = fetch
        self._now = now
        self._allow_insecure_loopback = allow_insecure_loopback
        self._ttl = ttl
        self._cache: OrderedDict[str, tuple[datetime, ControllerDocument]] = OrderedDict()
        self._lock = threading.Lock()

    def resolve(self, did: str) -> ControllerDocument:
        """Return the controller document of a DID (not of a DID URL).

        Raises `InvalidDidError`: `did.invalid`, `did.method_not_supported`, `did.refused_host`,
        `did.substituted`, `did.malformed_document`; `ResolutionError`: `did.unreachable`,
        `did.not_a_document`.
        """
        if did.startswith(DID_KEY):
            return resolve_did_key(did)
        if did.startswith(DID_JWK):
            return resolve_did_jwk(did)
        if did.startswith(DID_WEB):
            return self._resolve_did_web(did)
        if did.startswith("did:"):
            raise InvalidDidError("did.method_not_supported", detail=repr(did[:100]))
        raise InvalidDidError("did.invalid", detail=repr(did[:100]))

    def forget(self, did: str) -> None:
        """Drop a document from the cache, for "check again now"."""
        with self._lock:
            self._cache.pop(did, None)

    def _resolve_did_web(self, did: str) -> ControllerDocument:
        now = self._now()
        with self._lock:
            cached = self._cache.get(did)
            if cached is not None and timedelta() <= now - cached[0] < self._ttl:
                self._cache.move_to_end(did)
                return cached[1]
        url = did_web_url(did, allow_insecure_loopback=self._allow_insecure_loopback)
        document = self._fetch_document(did, url)
        with self._lock:
            self._cache[did] = (now, document)
            self._cache.move_to_end(did)
            while len(self._cache) > CACHE_ENTRIES:
                self._cache.popitem(last=False)
        return document

    def _fetch_document(self, did: str, url: str) -> ControllerDocument:
        try:
            body = self._fetch(url, accept="application/did+json, application/json")
        except FetchError as error:
            raise ResolutionError("did.unreachable", detail=f"{did}: {error.code} {error.detail}") from error
        try:
            document = parse(body, limits=Limits(max_bytes=MAX_DID_DOCUMENT_BYTES))
        except MalformedDocumentError as error:
            # A captive portal or an error page: it says nothing about the DID.
            raise ResolutionError("did.not_a_document", detail=f"{did}: {error.code}") from error
        return ControllerDocument.from_document(document, expected_id=did)
