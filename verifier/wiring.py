"""How a judge is put together from the registers that are trusted and a way to fetch. No framework.

The page, the API and the command line use `open_desk`; the demo and tests, which have their documents at
hand, `judge_bytes`. Both end in the same `judge_with`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from keys.controller import ControllerDocument
from keys.resolver import DidResolver, Fetch, Resolver
from keys.trust_list import EVERY_KIND, TrustAnchor
from schemas.documents import DOCUMENT_LIMITS
from verifier.fetch_budget import WithinBudget
from verifier.judging import Judge, Judgement
from verifier.links import Client, LinkOpener
from verifier.policy import PRODUCT_POLICY
from verifier.ports import SeenVersions
from verifier.services import Desk
from verifier.sources import STATUS_LIST_TTL, CachedStatusLists, InMemorySeenVersions, TrustLists

# A register of 10,000 issuers is some megabytes; everything else is bounded as documents are.
TRUST_LIST_MAX_BYTES = 8 * 1024 * 1024

Clock = Callable[[], datetime]
OnRefusal = Callable[[str, Exception], None]


@dataclass(frozen=True, slots=True)
class _Bounded:
    """A `Fetch` with a limit of its own on what it brings."""

    client: Client
    max_bytes: int

    def __call__(self, url: str, *, accept: str = "application/json") -> bytes:
        return self.client.get(url, accept=accept, max_bytes=self.max_bytes)


class _RenewableResolver:
    """A resolver whose cache can be dropped as a whole, by putting a fresh one in its place."""

    def __init__(self, make: Callable[[], Resolver]) -> None:
        self._make = make
        self._resolver = make()

    def resolve(self, did: str) -> ControllerDocument:
        """Return the controller document of a DID; raises as the resolver in use does."""
        return self._resolver.resolve(did)

    def forget(self) -> None:
        """Resolve every DID anew from now on."""
        self._resolver = self._make()


@dataclass(frozen=True, slots=True)
class Wiring:
    """A judge and what can be told to forget."""

    judge: Judge
    forget: Callable[[], None]


def trust_anchor(did: str, url: str, kinds: Iterable[str] = ()) -> TrustAnchor:
    """Return an anchor as installations configure one: no kinds means every kind."""
    return TrustAnchor(did=did, url=url, kinds=frozenset(kinds) or EVERY_KIND)


def judge_with(
    anchors: Iterable[TrustAnchor],
    *,
    fetch: Fetch,
    fetch_trust_list: Fetch,
    seen: SeenVersions,
    now: Clock,
    allow_insecure_loopback: bool,
    status_list_ttl: timedelta = STATUS_LIST_TTL,
    on_refusal: OnRefusal = lambda _url, _error: None,
) -> Wiring:
    """Put a judge together with fresh caches. `now` ages them and says which trust list is current."""
    resolver = _RenewableResolver(
        lambda: DidResolver(fetch, now=now, allow_insecure_loopback=allow_insecure_loopback)
    )
    status_lists = CachedStatusLists(fetch, now=now, ttl=status_list_ttl)
    trust_lists = TrustLists(
        anchors, fetch=fetch_trust_list, resolver=resolver, seen=seen, now=now, on_refusal=on_refusal
    )

    def forget() -> None:
        for kept in (resolver, status_lists, trust_lists):
            kept.forget()

    judge = Judge(
        policy=PRODUCT_POLICY, resolver=resolver, status_lists=status_lists, trust_lists=trust_lists
    )
    return Wiring(judge, forget)


def open_desk(
    anchors: Iterable[TrustAnchor],
    *,
    client: Client,
    wallet_urls: Iterable[str],
    seen: SeenVersions,
    now: Clock,
    allow_insecure_loopback: bool,
    fetch_trust_list: Fetch | None = None,
    status_list_ttl: timedelta = STATUS_LIST_TTL,
    on_refusal: OnRefusal = lambda _url, _error: None,
) -> Desk:
    """Return a desk that fetches over the network, by a client that guards it.

    `fetch_trust_list` is for trust lists that are at hand; by default they are fetched as well.
    `status_list_ttl`: how long a status list is used again, at most.
    """
    client = WithinBudget(client)
    wiring = judge_with(
        anchors,
        fetch=_Bounded(client, DOCUMENT_LIMITS.max_bytes),
        fetch_trust_list=fetch_trust_list or _Bounded(client, TRUST_LIST_MAX_BYTES),
        seen=seen,
        now=now,
        allow_insecure_loopback=allow_insecure_loopback,
        status_list_ttl=status_list_ttl,
        on_refusal=on_refusal,
    )
    return Desk(
        judge=wiring.judge,
        opener=LinkOpener(client, wallet_urls=wallet_urls),
        forget=wiring.forget,
        allow_insecure_loopback=allow_insecure_loopback,
    )


def judge_bytes(
    document: bytes,
    *,
    at: datetime,
    anchors: Iterable[TrustAnchor],
    fetch: Fetch,
    expected_domain: str | None = None,
    allow_insecure_loopback: bool = False,
) -> Judgement:
    """Judge one document by what `fetch` brings: the network, or a folder of saved answers.

    Keeps nothing from one call to the next, so an older trust list than before is not noticed.
    """
    wiring = judge_with(
        anchors,
        fetch=fetch,
        fetch_trust_list=fetch,
        seen=InMemorySeenVersions(),
        now=lambda: at,
        allow_insecure_loopback=allow_insecure_loopback,
    )
    return wiring.judge.judge(document, at=at, expected_domain=expected_domain)
