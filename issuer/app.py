"""The issuer as a Flask application: everything that it has, from top to bottom."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask
from flask_babel import lazy_gettext as _l

import schemas
from issuer import errors
from issuer.api_description import DESCRIPTION
from issuer.context import IssuerContext, init_issuer
from issuer.installation import Installation
from issuer.look import register_look
from issuer.models import StaffSession
from issuer.sentences import PROBLEM_TEXTS
from issuer.settings import IssuerSettings
from issuer.views import documents, entrance, offer_api, offer_pages, paper_pages, vc_api
from issuer.views.console import console
from issuer.words import register_words
from keys.canonicalization import PRODUCT_CONTEXT_RULES, ContextRules
from keys.errors import KeyStoreError
from keys.resolver import DidResolver
from schemas.errors import ValidationError
from web.application import create_shell, utc_now
from web.database import Database
from web.openapi import api_pages
from web.outbound import outbound_client
from web.passwords import PasswordCost, Passwords
from web.refusals import REFUSAL_STATUSES
from web.sessions import Sessions
from web.staff import STAFF_CATALOGUE

SESSION_IDLE = timedelta(minutes=15)
SESSION_ABSOLUTE = timedelta(hours=12)

# The nearest class of an error decides; what is not named here is a bad request (400).
ERROR_STATUSES = {
    **REFUSAL_STATUSES,
    errors.UnknownOfferError: 404,
    errors.OfferEndedError: 410,
    errors.OfferClaimedError: 409,
    errors.ClaimRefusedError: 422,
    ValidationError: 422,
    KeyStoreError: 503,
}


def create_app(
    settings: IssuerSettings,
    *,
    clock: Callable[[], datetime] = utc_now,
    installation: Installation | None = None,
    password_cost: PasswordCost | None = None,
    contexts: ContextRules = PRODUCT_CONTEXT_RULES,
) -> Flask:
    """Return the issuer. `installation` and `password_cost` are for tests.

    `contexts` is what a credential from another system may use; other rules are for conformance tests.

    Opens the database and does not migrate it: `vakbewijs issuer migrate` does.
    """
    database = Database(settings.database_url)
    app = create_shell(
        "issuer",
        actor="issuer",
        settings=settings,
        database=database,
        clock=clock,
        error_statuses=ERROR_STATUSES,
        problem_texts=PROBLEM_TEXTS,
        catalogues=(Path(schemas.__path__[0]) / "translations", STAFF_CATALOGUE),
        service_name=_l("uitgeven"),
    )
    init_issuer(
        app,
        IssuerContext(
            settings=settings,
            installation=installation or Installation.open(settings),
            sessions=Sessions(StaffSession, settings, idle=SESSION_IDLE, absolute=SESSION_ABSOLUTE),
            passwords=Passwords(password_cost or PasswordCost.interactive()),
            # Holders prove a did:key, which needs no network; anything else is refused before it is fetched.
            resolver=DidResolver(outbound_client(settings).get, now=clock),
            contexts=contexts,
        ),
    )
    register_words(app)
    register_look(app)
    for blueprint in (
        documents.blueprint,
        offer_api.blueprint,
        vc_api.blueprint,
        offer_pages.blueprint,
        paper_pages.blueprint,
        entrance.public,
        entrance.blueprint,
        console,
        *api_pages(DESCRIPTION),
    ):
        app.register_blueprint(blueprint)
    return app
