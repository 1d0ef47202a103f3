"""The parts of a running issuer that its views use, put together once by `issuer.app`."""

from dataclasses import dataclass

from flask import Flask, current_app

from issuer.installation import Installation
from issuer.models import StaffSession
from issuer.settings import IssuerSettings
from keys.canonicalization import ContextRules
from keys.resolver import Resolver
from web.passwords import Passwords
from web.sessions import Sessions

_EXTENSION = "vakbewijs_issuer"


@dataclass(frozen=True, slots=True)
class IssuerContext:
    """What views need besides the shell's database and clock."""

    settings: IssuerSettings
    installation: Installation
    sessions: Sessions[StaffSession]
    passwords: Passwords
    resolver: Resolver
    contexts: ContextRules
    """The JSON-LD contexts that a credential from another system may use."""


def init_issuer(app: Flask, context: IssuerContext) -> None:
    """Give the application its parts."""
    app.extensions[_EXTENSION] = context


def current_issuer() -> IssuerContext:
    """Return the parts of the running application."""
    context: IssuerContext = current_app.extensions[_EXTENSION]
    return context


def current_installation() -> Installation:
    """Return the installation that the running application serves."""
    return current_issuer().installation
