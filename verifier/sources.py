"""Status lists and trust lists as they are fetched, kept for a while, and found current.

The network comes in as a `Fetch`; the clock only ages what is kept. A status list is kept as fetched,
beside what follows from its bytes, and judged at each use; a trust list is verified once, when it is
fetched. Both caches are bounded, and nobody can fill the second: its addresses are configured.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Protocol

from keys.errors import InvalidDidError, InvalidKeyError, ProofError, TrustListError
from keys.proofs import ProofPurpose, verify_proofs
from keys.resolver import Fetch, Resolver
from keys.trust_list import AnchoredList, TrustAnchor, TrustList, TrustRegistry
from schemas.documents import JsonObject, Limits, parse_object
from schemas.errors import FetchError, MalformedDocumentError
from verifier.fetched_list import FetchedStatusList
from verifier.policy import PRODUCT_POLICY
from verifier.ports import SeenVersions

__all__ = ["CachedStatusLists", "InMemorySeenVersions", "TrustAnchor", "TrustLists", "TrustSource"]

STATUS_LIST_TTL = timedelta(minutes=5)
TRUST_LIST_TTL = timedelta(minutes=15)
# When a list can't be fetched again, the one at hand serves until its own end; ask again after this long.
RETRY_AFTER = timedelta(seconds=30)
MAX_STATUS_LISTS = 256
_MILLISECOND = timedelta(milliseconds=1)

# A list of 131,072 entries is a few kilobytes; a register of 10,000 issuers some megabytes.
_TRUST_LIST_LIMITS = Limits(max_bytes=8 * 1024 * 1024, max_values=1_000_000)
_ACCEPT = "application/vc, application/ld+json, application/json"


@dataclass(frozen=True, slots=True)
class _KeptStatusList:
    """A list as it was fetched, the SHA-256 of its bytes, and until when it is used again."""

    fetched: FetchedStatusList
    digest: bytes
    fetched_at: datetime
    ask_again: datetime


def _stated_ttl(document: JsonObject) -> timedelta:
    """Return how long a list says that it may be kept; not judged yet, and only ever used to ask sooner."""
    subject = document.get("credentialSubject")
    ttl = subject.get("ttl") if isinstance(subject, dict) else None
    if isinstance(ttl, int) and 0 <= ttl < STATUS_LIST_TTL / _MILLISECOND:
        return ttl * _MILLISECOND
    return STATUS_LIST_TTL


def _parsed(url: str, content: bytes) -> JsonObject:
    try:
        return parse_object(content)
    except MalformedDocumentError as error:
        raise FetchError("status.not_a_document", detail=f"{url}: {error}") from error


class CachedStatusLists:
    """A `StatusListSource` that asks each address at most once in `ttl`, or sooner where the list says so.

    An answer of the same bytes as before is the same list, and what is known about it stays known. An address
    that stops answering has its last list returned, as one that is not current. Safe between threads.
    """

    def __init__(
        self, fetch: Fetch, *, now: Callable[[], datetime], ttl: timedelta = STATUS_LIST_TTL
    ) -> None:
        self._fetch = fetch
        self._now = now
        self._ttl = ttl
        self._lists: OrderedDict[str, _KeptStatusList] = OrderedDict()
        self._lock = threading.Lock()

    def status_list(self, url: str, *, at: datetime) -> FetchedStatusList:  # noqa: ARG002  (the port's signature)
        """Return the list at an address, at most `ttl` old, or an older one that is not `current`.

        Raises `FetchError` where there is no older one: as the fetch does, and `status.not_a_document` for
        an answer that is no JSON.
        """
        now = self._now()
        with self._lock:
            kept = self._lists.get(url)
            if kept is not None and kept.fetched_at <= now < kept.ask_again:
                self._lists.move_to_end(url)
                return kept.fetched
        try:
            fetched, digest = self._fetched(url, kept)
        except FetchError:
            if kept is None:
                raise
            return kept.fetched.of_before()
        ask_again = now + min(self._ttl, _stated_ttl(fetched.document))
        with self._lock:
            self._lists[url] = _KeptStatusList(fetched, digest, now, ask_again)
            self._lists.move_to_end(url)
            while len(self._lists) > MAX_STATUS_LISTS:
                self._lists.popitem(last=False)
        return fetched

    def forget(self) -> None:
        """Ask every address again at the next question, for "check again now"."""
        with self._lock:
            for url, kept in self._lists.items():
                self._lists[url] = replace(kept, ask_again=kept.fetched_at)

    def _fetched(self, url: str, kept: _KeptStatusList | None) -> tuple[FetchedStatusList, bytes]:
        """Fetch a list, and return it with the SHA-256 of its bytes."""
        content = self._fetch(url, accept=_ACCEPT)
        digest = sha256(content).digest()
        if kept is not None and kept.digest == digest:
            return kept.fetched, digest
        return FetchedStatusList(_parsed(url, content)), digest


class TrustSource(Protocol):
    """Whoever knows the trust lists that count now."""

    def registry(self) -> TrustRegistry:
        """Return the lists that could be read, and the anchors of those that could not."""
        ...


class InMemorySeenVersions:
    """A `SeenVersions` that forgets when the process ends: for the command line and tests."""

    def __init__(self) -> None:
        self._newest: dict[str, int] = {}

    def newest(self, url: str) -> int | None:
        """Return the highest version accepted in this process."""
        return self._newest.get(url)

    def remember(self, url: str, version: int) -> None:
        """Keep an accepted version."""
        self._newest[url] = max(version, self._newest.get(url, version))


@dataclass(frozen=True, slots=True)
class _Held:
    """The last list that was accepted from an anchor, if any, and when to ask again."""

    trust_list: TrustList | None
    ask_again: datetime


class TrustLists:
    """A `TrustSource`: the lists of the configured anchors, verified. Safe between threads.

    A list counts when its proof is by the anchor, it is current, and it is not older than one that was
    accepted before. What can't be fetched or does not count leaves the anchor unavailable.
    """

    def __init__(
        self,
        anchors: Iterable[TrustAnchor],
        *,
        fetch: Fetch,
        resolver: Resolver,
        seen: SeenVersions,
        now: Callable[[], datetime],
        ttl: timedelta = TRUST_LIST_TTL,
        on_refusal: Callable[[str, Exception], None] = lambda _url, _error: None,
    ) -> None:
        """`on_refusal` hears why a list was not accepted, for the log."""
        self._anchors = tuple(anchors)
        self._fetch = fetch
        self._resolver = resolver
        self._seen = seen
        self._now = now
        self._ttl = ttl
        self._on_refusal = on_refusal
        self._held: dict[str, _Held] = {}
        self._lock = threading.Lock()

    def registry(self) -> TrustRegistry:
        """Return what the registers say now; fetches what has become too old."""
        now = self._now()
        lists, unavailable = [], []
        for anchor in self._anchors:
            trust_list = self._current(anchor, now)
            if trust_list is None:
                unavailable.append(anchor)
            else:
                lists.append(AnchoredList(anchor, trust_list))
        return TrustRegistry(lists, unavailable)

    def forget(self) -> None:
        """Ask every register again at the next question. Accepted versions stay remembered."""
        with self._lock:
            self._held.clear()

    def _current(self, anchor: TrustAnchor, now: datetime) -> TrustList | None:
        with self._lock:
            held = self._held.get(anchor.url)
        if held is None or now >= held.ask_again:
            held = self._ask(anchor, held, now)
            with self._lock:
                self._held[anchor.url] = held
        return held.trust_list if held.trust_list and now < held.trust_list.valid_until else None

    def _ask(self, anchor: TrustAnchor, held: _Held | None, now: datetime) -> _Held:
        try:
            trust_list = self._fetched(anchor, now)
        except (
            FetchError,
            MalformedDocumentError,
            TrustListError,
            ProofError,
            InvalidDidError,
            InvalidKeyError,
        ) as error:
            self._on_refusal(anchor.url, error)
            return _Held(held.trust_list if held else None, now + RETRY_AFTER)
        self._seen.remember(anchor.url, trust_list.version)
        return _Held(trust_list, now + self._ttl)

    def _fetched(self, anchor: TrustAnchor, now: datetime) -> TrustList:
        document = parse_object(self._fetch(anchor.url, accept=_ACCEPT), limits=_TRUST_LIST_LIMITS)
        proofs = verify_proofs(
            document,
            purpose=ProofPurpose.ASSERTION_METHOD,
            resolver=self._resolver,
            cryptosuites=PRODUCT_POLICY.cryptosuites_for_whole_documents,
            at=now,
            domain=None,
            challenge=None,
        )
        trust_list = TrustList.from_document(document)
        if trust_list.keeper != anchor.did or anchor.did not in {proof.controller for proof in proofs}:
            raise TrustListError("trust.not_by_anchor", detail=trust_list.keeper)
        if trust_list.url != anchor.url:
            raise TrustListError("trust.other_list", detail=trust_list.url)
        if not trust_list.valid_from - PRODUCT_POLICY.clock_skew <= now < trust_list.valid_until:
            raise TrustListError("trust.not_current", detail=trust_list.valid_until.isoformat())
        newest = self._seen.newest(anchor.url)
        if newest is not None and trust_list.version < newest:
            raise TrustListError("trust.older_than_seen", detail=f"{trust_list.version} < {newest}")
        return trust_list
