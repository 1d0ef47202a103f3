"""The desk of an installation, by its settings: for the application and for its worker."""

from collections.abc import Callable
from datetime import datetime, timedelta

from verifier.links import Client
from verifier.receipts.signing import KnowsItself, ReceiptKeys
from verifier.services import Desk
from verifier.settings import VerifierSettings
from verifier.sources import STATUS_LIST_TTL
from verifier.trust_versions import StoredSeenVersions
from verifier.wiring import open_desk, trust_anchor
from web.database import Database
from web.logs import get_logger
from web.outbound import outbound_client

log = get_logger("vakbewijs.verifier")


def installed_desk(
    settings: VerifierSettings,
    database: Database,
    *,
    now: Callable[[], datetime],
    receipt_keys: ReceiptKeys,
    client: Client | None = None,
    status_list_ttl: timedelta = STATUS_LIST_TTL,
) -> Desk:
    """Return a desk over the network, by the guarded client unless one is given."""
    return open_desk(
        [trust_anchor(anchor.did, anchor.url, anchor.kinds) for anchor in settings.trust_anchors],
        client=KnowsItself(client or outbound_client(settings), receipt_keys),
        wallet_urls=settings.wallet_urls,
        seen=StoredSeenVersions(database, now=now),
        now=now,
        allow_insecure_loopback=settings.allow_insecure_loopback,
        status_list_ttl=status_list_ttl,
        on_refusal=lambda url, error: log.warning("trust_list_refused", list=url, reason=str(error)),
    )
