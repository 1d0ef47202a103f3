"""The wallet as a Flask application: everything that it has, from top to bottom."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from flask import Flask
from flask_babel import lazy_gettext as _l

from keys import sealing
from keys.sealing import PassphraseCost
from schemas.errors import DomainError
from schemas.frameworks import Frameworks
from wallet import errors
from wallet.api_description import DESCRIPTION
from wallet.checking import Checker
from wallet.context import WalletContext, init_wallet
from wallet.engine import engine_checker, engine_facts
from wallet.entitlement.words import init_entitlement_words
from wallet.evidence.wording import init_file_wording
from wallet.export.facts import FactSource
from wallet.issuers import HttpIssuerApi, IssuerApi
from wallet.models import BrowserSession
from wallet.offers import origin_of
from wallet.portfolio.words import init_portfolio_words
from wallet.references.wording import init_reference_wording
from wallet.refreshing import Refresher, Work, in_a_thread
from wallet.requests.askers import AskerApi, HttpAskerApi
from wallet.requests.wording import PROBLEM_TEXTS as REQUEST_TEXTS
from wallet.requests.wording import init_request_wording
from wallet.sentences import PROBLEM_TEXTS
from wallet.settings import WalletSettings
from wallet.sharing.wording import init_share_wording
from wallet.views import (
    account,
    account_browsers,
    account_confirm,
    account_keys,
    account_passkeys,
    account_rights,
    account_secrets,
    bringing,
    documents,
    entitlement,
    files,
    item_links,
    leaving,
    paper,
    passkey_sign_in,
    passkey_sign_up,
    portfolio,
    portfolio_items,
    public,
    receive,
    referees,
    references,
    requests,
    share,
    share_terms,
    shared_files,
    shares,
    shares_log,
    signing_referees,
    suggestions,
    unsent,
)
from wallet.views.uploads import UnreadableOnDiskRequest
from wallet.wording import init_wording
from web.application import create_shell, utc_now
from web.database import Database
from web.languages import READER_LANGUAGES
from web.openapi import api_pages
from web.outbound import outbound_client
from web.sessions import SEEN_PRECISION, Sessions

SESSION_IDLE = timedelta(minutes=30)
SESSION_ABSOLUTE = timedelta(hours=12)

# The nearest class of an error decides; what is not named here is a bad request (400).
ERROR_STATUSES: Mapping[type[DomainError], int] = {
    errors.NotInThisWalletError: 404,
    errors.UnknownLinkError: 404,
    errors.ShareEndedError: 410,
    errors.PinError: 403,
    errors.SuggestionError: 422,
    errors.TooManyAttemptsError: 429,
    errors.IssuerUnavailableError: 503,
    errors.OfferError: 422,
    errors.RefusedDocumentError: 422,
    errors.ItemError: 422,
    errors.ShareError: 422,
    errors.AccountError: 422,
    errors.KeyFileError: 422,
    errors.EvidenceError: 422,
    errors.StorageError: 503,
    errors.ReferenceRefusedError: 422,
    errors.ReferenceEndedError: 410,
    errors.RequestRefusedError: 422,
    errors.VerifierUnavailableError: 503,
    errors.SignInError: 422,
}


def browser_sessions(settings: WalletSettings) -> Sessions[BrowserSession]:
    """Return the wallet's sessions, whose rows hold the data key sealed under a key from the cookie."""
    return Sessions(BrowserSession, settings, idle=SESSION_IDLE, absolute=SESSION_ABSOLUTE, sealing=sealing)


def create_app(
    settings: WalletSettings,
    *,
    clock: Callable[[], datetime] = utc_now,
    issuers: IssuerApi | None = None,
    askers: AskerApi | None = None,
    checker: Checker | None = None,
    facts: FactSource | None = None,
    passphrase_cost: PassphraseCost | None = None,
    beside: Callable[[Work], None] = in_a_thread,
) -> Flask:
    """Return the wallet. All but `settings` is for tests; `beside` is how work beside requests begins.

    Opens the database and does not migrate it: `vakbewijs wallet migrate` does.
    """
    database = Database(settings.database_url)
    app = create_shell(
        "wallet",
        actor="wallet",
        settings=settings,
        database=database,
        clock=clock,
        error_statuses=ERROR_STATUSES,
        problem_texts={**PROBLEM_TEXTS, **REQUEST_TEXTS},
        # The button on a shared link leads to the verifier.
        csp_exceptions={"form-action": (origin_of(settings.verifier_url),)},
        languages=READER_LANGUAGES,
        reads_aloud=True,
        service_name=_l("wallet"),
    )
    app.request_class = UnreadableOnDiskRequest
    outbound = outbound_client(settings)
    checker = checker or engine_checker(settings, database, outbound, clock)
    init_wallet(
        app,
        WalletContext(
            settings=settings,
            sessions=browser_sessions(settings),
            issuers=issuers or HttpIssuerApi(outbound),
            askers=askers or HttpAskerApi(outbound),
            checker=checker,
            refresher=Refresher(database, checker, now=clock, start=beside),
            facts=facts or engine_facts(settings, database, outbound, clock),
            frameworks=Frameworks.load(settings.home / "frameworks" / "crebo.json"),
            storage=settings.file_storage(),
            passphrase_cost=passphrase_cost or PassphraseCost.interactive(),
            name_key=settings.account_name_key(),
            challenge_key=settings.form_key(),
        ),
    )
    # When a page's owner is seen as gone at the earliest: her last sign of life is noted to the minute.
    app.jinja_env.globals["session_idle_ms"] = (SESSION_IDLE - SEEN_PRECISION) // timedelta(milliseconds=1)
    pages = (
        account,
        account_confirm,
        account_secrets,
        account_passkeys,
        passkey_sign_in,
        passkey_sign_up,
        account_browsers,
        account_rights,
        account_keys,
        receive,
        documents,
        portfolio,
        portfolio_items,
        item_links,
        entitlement,
        files,
        references,
        leaving,
        bringing,
        paper,
        requests,
        share,
        share_terms,
        shares,
        shares_log,
        suggestions,
        public,
        shared_files,
        referees,
        signing_referees,
        unsent,
    )
    for blueprint in dict.fromkeys(module.blueprint for module in pages):  # two may share one
        app.register_blueprint(blueprint)
    app.register_blueprint(public.tickets)
    app.register_blueprint(suggestions.public)
    described, _page = api_pages(DESCRIPTION)  # no page: holders have nothing to read there
    app.register_blueprint(described)
    init_wording(app)
    init_portfolio_words(app)
    init_entitlement_words(app)
    init_file_wording(app)
    init_reference_wording(app)
    init_share_wording(app)
    init_request_wording(app)
    return app
