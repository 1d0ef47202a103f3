"""The verification engine as the wallet runs it: with its network, its clock and its registers."""

from collections.abc import Callable
from datetime import datetime

from keys.resolver import DidResolver
from keys.trust_list import EVERY_KIND
from verifier.policy import PRODUCT_POLICY
from verifier.sources import CachedStatusLists, TrustAnchor, TrustLists
from wallet.checking import EngineChecker
from wallet.export.facts import Client, EngineFacts
from wallet.seen_lists import DatabaseSeenVersions
from wallet.settings import WalletSettings
from web.database import Database

# A register of 10,000 issuers is some megabytes; status lists are far smaller.
MAX_LIST_BYTES = 8 * 1024 * 1024


def engine_checker(
    settings: WalletSettings, database: Database, outbound: Client, clock: Callable[[], datetime]
) -> EngineChecker:
    """Put the engine together. Fetches nothing yet."""

    def fetch_list(url: str, *, accept: str = "application/json") -> bytes:
        return outbound.get(url, accept=accept, max_bytes=MAX_LIST_BYTES)

    resolver = DidResolver(outbound.get, now=clock, allow_insecure_loopback=settings.allow_insecure_loopback)
    anchors = [
        TrustAnchor(anchor.did, anchor.url, frozenset(anchor.kinds) or EVERY_KIND)
        for anchor in settings.trust_anchors
    ]
    return EngineChecker(
        policy=PRODUCT_POLICY,
        resolver=resolver,
        status_lists=CachedStatusLists(fetch_list, now=clock),
        trust_lists=TrustLists(
            anchors,
            fetch=fetch_list,
            resolver=resolver,
            seen=DatabaseSeenVersions(database),
            now=clock,
        ),
    )


def engine_facts(
    settings: WalletSettings, database: Database, outbound: Client, clock: Callable[[], datetime]
) -> EngineFacts:
    """Return what gathers the facts for an export, by the same engine."""
    return EngineFacts(outbound, lambda client: engine_checker(settings, database, client, clock))
