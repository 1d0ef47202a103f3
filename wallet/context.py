"""The parts of a running wallet that its views use, put together once by `wallet.app`."""

from dataclasses import dataclass, field

from flask import Flask, current_app

from keys.sealing import PassphraseCost
from schemas.frameworks import Frameworks
from wallet.checking import Checker
from wallet.evidence.storage import Storage
from wallet.export.facts import FactSource
from wallet.issuers import IssuerApi
from wallet.models import BrowserSession
from wallet.refreshing import Refresher
from wallet.requests.askers import AskerApi
from wallet.settings import WalletSettings
from web.sessions import Sessions

_EXTENSION = "vakbewijs_wallet"


@dataclass(frozen=True, slots=True)
class WalletContext:
    """What views need besides the shell's database and clock."""

    settings: WalletSettings
    sessions: Sessions[BrowserSession]
    issuers: IssuerApi
    askers: AskerApi
    checker: Checker
    refresher: Refresher
    facts: FactSource
    frameworks: Frameworks
    storage: Storage
    passphrase_cost: PassphraseCost
    name_key: bytes = field(repr=False)
    challenge_key: bytes = field(repr=False)


def init_wallet(app: Flask, context: WalletContext) -> None:
    """Give the application its parts."""
    app.extensions[_EXTENSION] = context


def current_wallet() -> WalletContext:
    """Return the parts of the running application."""
    context: WalletContext = current_app.extensions[_EXTENSION]
    return context
