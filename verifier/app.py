"""The verifier: a public page where anyone checks a certificate, without account or cookies.

Organisations may have an account as well: they ask workers for certificates and read what was sent.
Its one key signs receipts of what it found (`verifier.receipts`), and nothing else.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from flask import Flask
from flask_babel import lazy_gettext as _l

from keys.canonicalization import PRODUCT_CONTEXT_RULES, ContextRules
from schemas.frameworks import Frameworks
from verifier.api_description import DESCRIPTION
from verifier.context import VerifierContext, init_verifier
from verifier.exempting.issuer_door import DecisionDoor, HttpDecisionDoor
from verifier.installed_desk import installed_desk
from verifier.links import Client
from verifier.models import StaffSession
from verifier.organisations.words import register_words
from verifier.policy import VC_API_POLICY
from verifier.receipts.signing import ReceiptKeys
from verifier.requests.sealing import AnswerSeal
from verifier.settings import VerifierSettings
from verifier.sources import STATUS_LIST_TTL
from verifier.views import answer_api, asked, bulk_api, entrance, request_api
from verifier.views.api import api
from verifier.views.checks import checks
from verifier.views.console import CONSOLE_CATALOGUE, console
from verifier.views.desk import init_desk
from verifier.views.entry import entry, opening
from verifier.views.identifiers import identifiers
from verifier.views.problems import ERROR_STATUSES, PROBLEM_TEXTS
from verifier.views.receipts import init_receipts, own_document, receipts
from verifier.views.vc_api import vc_api
from web.application import create_shell, utc_now
from web.database import Database
from web.languages import READER_LANGUAGES
from web.openapi import api_pages
from web.outbound import outbound_client
from web.passwords import PasswordCost, Passwords
from web.sessions import Sessions
from web.staff import STAFF_CATALOGUE

SESSION_IDLE = timedelta(minutes=15)
SESSION_ABSOLUTE = timedelta(hours=12)


def staff_sessions(settings: VerifierSettings) -> Sessions[StaffSession]:
    """Return the sessions of organisations' staff."""
    return Sessions(StaffSession, settings, idle=SESSION_IDLE, absolute=SESSION_ABSOLUTE)


def create_app(
    settings: VerifierSettings,
    *,
    clock: Callable[[], datetime] = utc_now,
    client: Client | None = None,
    contexts: ContextRules = PRODUCT_CONTEXT_RULES,
    status_list_ttl: timedelta = STATUS_LIST_TTL,
    password_cost: PasswordCost | None = None,
    decisions: DecisionDoor | None = None,
) -> Flask:
    """Return the application. Opens its database; does NOT migrate it and starts nothing.

    `client` is the way to the network; by default the one that guards against private addresses.
    `contexts` is what a document at the VC-API may use, `status_list_ttl` how long a status list is used
    again; other values than these are for conformance tests. `password_cost` is for tests, and so is
    `decisions`: the way to the issuers of organisations.
    """
    database = Database(settings.database_url)
    app = create_shell(
        "verifier",
        actor="verifier",
        settings=settings,
        database=database,
        clock=clock,
        error_statuses=ERROR_STATUSES,
        problem_texts=PROBLEM_TEXTS,
        catalogues=(STAFF_CATALOGUE, CONSOLE_CATALOGUE),
        languages=READER_LANGUAGES,
        reads_aloud=True,
        service_name=_l("controleren"),
    )
    receipt_keys = ReceiptKeys.open(settings)
    desk = installed_desk(
        settings,
        database,
        now=clock,
        receipt_keys=receipt_keys,
        client=client,
        status_list_ttl=status_list_ttl,
    )
    # An installation keeps to its own contexts and keys also where others' software asks (ADR 19, 29).
    for_others = contexts is not PRODUCT_CONTEXT_RULES
    policy = replace(VC_API_POLICY, contexts=contexts, refuse_published_keys=not for_others)
    init_desk(app, desk, replace(desk.judge, policy=policy))
    init_receipts(app, receipt_keys)
    init_verifier(
        app,
        VerifierContext(
            settings=settings,
            sessions=staff_sessions(settings),
            passwords=Passwords(password_cost or PasswordCost.interactive()),
            seal=AnswerSeal(settings.answers_key()),
            frameworks=Frameworks.load(settings.home / "frameworks" / "crebo.json"),
            decisions=decisions or HttpDecisionDoor(outbound_client(settings)),
        ),
    )
    register_words(app)
    for blueprint in (
        entry,
        opening,
        checks,
        receipts,
        own_document,
        asked.blueprint,
        api,
        vc_api,
        answer_api.blueprint,
        request_api.blueprint,
        bulk_api.blueprint,
        identifiers,
        entrance.public,
        entrance.documents,
        entrance.blueprint,
        console,
        *api_pages(DESCRIPTION),
    ):
        app.register_blueprint(blueprint)
    return app
