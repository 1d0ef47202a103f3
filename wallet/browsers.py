"""The browsers in which a holder is signed in: which they are, in words that she knows, and ending them.

What a browser says about itself is kept sealed, and only as far as it helps her to recognise a device:
two names, no version and no address.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from wallet.errors import NotInThisWalletError
from wallet.models import BrowserSession
from wallet.vault import Place, SealedContent, Vault
from web.sessions import Sessions, SignedIn

# A real user agent has some 150 characters; beyond this nothing more is read.
MAX_USER_AGENT_CHARACTERS = 500

# In this order: most browsers name those that they descend from as well.
_BROWSERS: Mapping[str, str] = {
    "Edge": r"\bEdg(e|A|iOS)?/",
    "Opera": r"\b(OPR|OPT|Opera)/",
    "Samsung Internet": r"\bSamsungBrowser/",
    "Firefox": r"\b(Firefox|FxiOS)/",
    "Chrome": r"\b(Chrome|CriOS|Chromium)/",
    "Safari": r"\bSafari/",
}
_SYSTEMS: Mapping[str, str] = {
    "Android": r"\bAndroid\b",
    "iPhone": r"\biPhone\b",
    "iPad": r"\biPad\b",
    "Windows": r"\bWindows\b",
    "Chromebook": r"\bCrOS\b",
    "Mac": r"\bMac(intosh| OS X)\b",
    "Linux": r"\bLinux\b",
}


class Device(SealedContent):
    """What a browser runs as and on; empty where it does not say."""

    browser: str
    system: str


@dataclass(frozen=True, slots=True)
class SignedInBrowser:
    """One line of her list. `key` names the session to `end`; it opens nothing."""

    key: str
    device: Device
    since: datetime
    last_used: datetime
    is_this_one: bool


def device_of(user_agent: str) -> Device:
    """Return the two names; never anything of the text itself, which a stranger may have written."""
    text = user_agent[:MAX_USER_AGENT_CHARACTERS]
    return Device(browser=_first(_BROWSERS, text), system=_first(_SYSTEMS, text))


def describe(vault: Vault, row: BrowserSession, *, user_agent: str) -> None:
    """Keep with a new session what its browser is, for her eyes only."""
    row.sealed_device = vault.seal_content(device_of(user_agent), _place(row))


def signed_in(
    session: Session,
    vault: Vault,
    sessions: Sessions[BrowserSession],
    *,
    current: SignedIn,
    at: datetime,
) -> list[SignedInBrowser]:
    """Return the browsers in which this wallet is open, hers of this moment first."""
    rows = sessions.of_owner(session, tenant=vault.wallet_id, owner=vault.wallet_id, at=at)
    found = [
        SignedInBrowser(
            key=row.id_hash,
            device=_device(vault, row),
            since=row.created_at,
            last_used=row.seen_at,
            is_this_one=row.id_hash == current.id_hash,
        )
        for row in rows
    ]
    return sorted(found, key=lambda browser: not browser.is_this_one)


def end(session: Session, vault: Vault, sessions: Sessions[BrowserSession], key: str) -> None:
    """Sign her out in one browser; raises `NotInThisWalletError` when it is none of hers."""
    if not sessions.end_one(session, key, tenant=vault.wallet_id, owner=vault.wallet_id):
        raise NotInThisWalletError("wallet.not_found", detail="browser session")


def _device(vault: Vault, row: BrowserSession) -> Device:
    if row.sealed_device is None:  # signed in before devices were kept
        return Device(browser="", system="")
    return vault.open_content(Device, row.sealed_device, _place(row))


def _place(row: BrowserSession) -> Place:
    return Place("browser_session", row.id_hash, "device")


def _first(names: Mapping[str, str], text: str) -> str:
    return next((name for name, pattern in names.items() if re.search(pattern, text)), "")
