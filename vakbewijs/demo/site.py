"""The demo's one local address: the three actors mounted by path, the register's files and the start page.

The actors do not know that they share a process: each has its own application, database, keys and cookies,
and they reach each other over HTTP at the addresses in their settings.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from flask import Flask, Response, abort, current_app, render_template, send_from_directory
from flask_babel import lazy_gettext as _l
from werkzeug.middleware.dispatcher import DispatcherMiddleware

import issuer.app
import verifier.app
import wallet.app
from vakbewijs.demo.addresses import DemoAddresses
from vakbewijs.demo.cases import TITLES, read_cases
from vakbewijs.demo.enrolments import EDUCATION_REGISTER
from vakbewijs.demo.learners import FATIMA, HIGHER, LEARNERS
from vakbewijs.demo.organisations import DE_LINDE, ORGANISATIONS, ROC_BOARD
from vakbewijs.demo.register import anchor_of, open_register
from vakbewijs.demo.seeding import cases_folder, demo_folder, read_seeded
from vakbewijs.demo.world import HOLDERS, INSTITUTIONS, ROC, SAMIRA
from verifier.sentences import TONES
from web.application import create_shell, utc_now
from web.areas import public_blueprint
from web.database import Database
from web.settings import ActorSettings

_REGISTER_FILES = frozenset({"did.json", "trust-list.json"})

start = public_blueprint("start", __name__)


class DemoSettings(ActorSettings):
    """Settings of the start page, which has no data of its own."""

    actor: ClassVar[str] = "demo"


@dataclass(frozen=True, slots=True)
class DemoSite:
    """The applications of the demo, and the WSGI application that holds them all."""

    addresses: DemoAddresses
    issuer: Flask
    wallet: Flask
    verifier: Flask
    wsgi: DispatcherMiddleware


def build_site(addresses: DemoAddresses, *, clock: Callable[[], datetime] = utc_now) -> DemoSite:
    """Publish the register anew and put the applications together. Migrates and fills nothing."""
    keeper = open_register(addresses)
    keeper.publish(at=clock())
    anchor = anchor_of(keeper)
    issuer_app = issuer.app.create_app(addresses.issuer_settings(), clock=clock)
    wallet_app = wallet.app.create_app(addresses.wallet_settings(anchor), clock=clock)
    verifier_app = verifier.app.create_app(addresses.verifier_settings(anchor), clock=clock)
    mounted = DispatcherMiddleware(
        _start_page(addresses, clock),
        {"/issuer": issuer_app, "/wallet": wallet_app, "/verifier": verifier_app},
    )
    return DemoSite(addresses, issuer_app, wallet_app, verifier_app, mounted)


def _start_page(addresses: DemoAddresses, clock: Callable[[], datetime]) -> Flask:
    settings = DemoSettings(
        home=addresses.home, public_base_url=addresses.base_url, allow_insecure_loopback=True
    )
    demo_folder(addresses.home).mkdir(parents=True, exist_ok=True)
    app = create_shell(
        "vakbewijs",
        actor="demo",
        settings=settings,
        database=Database(settings.database_url),
        clock=clock,
        error_statuses={},
        service_name=_l("demo"),
    )
    app.config["DEMO_ADDRESSES"] = addresses
    app.register_blueprint(start)
    return app


def _addresses() -> DemoAddresses:
    addresses: DemoAddresses = current_app.config["DEMO_ADDRESSES"]
    return addresses


@start.get("/")
def home() -> str:
    """Show who is who, how to sign in, and what to try."""
    addresses = _addresses()
    seeded = read_seeded(addresses.home)
    if seeded is None:
        abort(503)
    folder = cases_folder(addresses.home)
    return render_template(
        "demo/start.html",
        addresses=addresses,
        seeded=seeded,
        samira=SAMIRA,
        roc=ROC,
        holders=(*HOLDERS, *LEARNERS),
        workplaces=(*INSTITUTIONS, HIGHER, EDUCATION_REGISTER, *ORGANISATIONS),
        employer=DE_LINDE,
        board=ROC_BOARD,
        fatima=FATIMA,
        cases=[(case, (folder / case.file_name).read_text()) for case in read_cases(folder)],
        titles=TITLES,
        tones=TONES,
    )


@start.get("/register/<name>")
def register_file(name: str) -> Response:
    """Serve what the register keeper published, as a static host would."""
    if name not in _REGISTER_FILES:
        abort(404)
    folder: Path = _addresses().register_home / "public"
    return send_from_directory(folder, name, mimetype="application/json", max_age=60)


@start.get("/voorbeelden/<name>.json")
def case_file(name: str) -> Response:
    """Serve one of the example documents."""
    if name not in TITLES:
        abort(404)
    return send_from_directory(
        cases_folder(_addresses().home), f"{name}.json", mimetype="application/json", max_age=60
    )
