"""Every page of the wallet in headless Chromium: axe, narrow and dark screens, no script of a stranger."""

import threading
from collections.abc import Iterator
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page
from werkzeug.serving import WSGIRequestHandler, make_server

from keys.sealing import PassphraseCost
from schemas.documents import serialize
from tests.access import troubles
from tests.journeys.conftest import AXE_RULES
from tests.wallet.browser import Browser, path_of
from tests.wallet.conftest import MIGRATIONS
from tests.wallet.ecosystem import (
    ISSUER_URL,
    Clock,
    MemoryChecker,
    MemoryIssuer,
    diploma,
    ervaringscertificaat,
    offer_link,
)
from tests.wallet.evidence.samples import jpeg
from tests.wallet.portfolio.writing import begins, writes
from tests.wallet.references.people import answers, asks, confirmation_link, link_of
from tests.wallet.requests.organisation import MemoryAsker
from tests.wallet.test_hostile_content import ATTACKS, poisoned
from wallet.app import create_app
from wallet.settings import WalletSettings
from web.database import Database
from web.migrations import upgrade

pytestmark = pytest.mark.browser
SCREENS = {
    "phone": (320, "light", "nl-NL"),
    "desk": (1280, "dark", "nl-NL"),
    "phone-in-arabic": (390, "light", "ar-EG"),
}


class Quiet(WSGIRequestHandler):
    """A request handler that logs nothing."""

    def log_request(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def served(
    tmp_path_factory: pytest.TempPathFactory,
    clock: Clock,
    issuer: MemoryIssuer,
    checker: MemoryChecker,
    asker: MemoryAsker,
) -> Iterator[tuple[Flask, str]]:
    """A wallet that listens on a free port, and its address."""
    server = make_server("localhost", 0, lambda *_: [], threaded=True, request_handler=Quiet)
    address = f"http://localhost:{server.port}/wallet"
    settings = WalletSettings(
        home=tmp_path_factory.mktemp("served"),
        public_base_url=address,
        verifier_url=f"http://localhost:{server.port}/verifier",
        issuer_urls=(ISSUER_URL,),
        allow_insecure_loopback=True,
        rate_limits=False,
    )
    database = Database(settings.database_url)
    upgrade(database, MIGRATIONS)
    database.close()
    app = create_app(
        settings,
        clock=clock,
        issuers=issuer,
        askers=asker,
        checker=checker,
        passphrase_cost=PassphraseCost.for_tests(),
    )
    server.app = app
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield app, address
    server.shutdown()
    server.server_close()
    thread.join()
    app.extensions["vakbewijs"].database.close()


def opened(
    process: Chromium, address: str, person: Browser, width: int, scheme: str, locale: str = "nl-NL"
) -> BrowserContext:
    """A browser window in which that person is signed in."""
    context = process.new_context(
        viewport={"width": width, "height": 800},
        locale=locale,
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    for name in ("wallet_session", "wallet_forms"):
        cookie = person.client.get_cookie(name, domain="localhost", path="/wallet")
        if cookie:
            context.add_cookies([{"name": name, "value": cookie.value, "url": address}])
    return context


def checked(page: Page, problems: list[str]) -> None:
    """Note what axe finds, whether the page scrolls sideways, and what `tests.access` asks."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_RULES}})
    problems += [f"{page.url}: {violation['id']}" for violation in found.response["violations"]]
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if overflow > 0:
        problems.append(f"{page.url} scrolls sideways by {overflow} px")
    problems += [f"{page.url}: {trouble}" for trouble in troubles(page)]


@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_passes_axe_and_fits(
    chromium_process: Chromium,
    served: tuple[Flask, str],
    issuer: MemoryIssuer,
    checker: MemoryChecker,
    screen: str,
) -> None:
    app, address = served
    issuer.has_ready("D" * 43, diploma())
    issuer.has_ready("E" * 43, ervaringscertificaat())
    samira = Browser(app).signs_up("samira@voorbeeld.nl")
    held = [samira.receives(offer_link("D" * 43)), samira.receives(offer_link("E" * 43))]
    checker.says("failed", "status", "status.revoked")
    samira.send(f"/documents/{held[0]}/check")
    share, stopped = samira.shares(*held), samira.shares(held[0])
    link = samira.link_of(share).rsplit("/", 1)[-1]
    ended = samira.link_of(stopped).rsplit("/", 1)[-1]
    samira.send(f"/shares/{stopped}/stop")
    item, half = writes(samira), begins(samira, "story")
    parts = f"/portfolio/items/{item}/qualifications/crebo/25491"
    samira.send(parts, {"chosen": ["B1-K1-W1"]})
    samira.send(f"/portfolio/items/{item}/documents", {"chosen": held})
    draft = path_of(samira.send("/share", {"document": held})).removesuffix("/what")
    samira.send(f"{draft}/what", {"documents": held})
    samira.send(f"{draft}/who", {"receiver": "Zorggroep De Linde"})
    samira.send(f"{draft}/why", {"reason": "Ik solliciteer bij u."})
    samira.send(f"{draft}/how-long", {"duration": "1-month"})
    samira.send(f"{draft}/how-often", {"how_often": "some", "number": "3"})
    samira.send(f"{draft}/pin", {"wanted": "yes", "pin": "2580"})
    counsellor = samira.agrees({"items": [item]}, counsellor=True, duration="1-year", pin="2580")
    tips = samira.link_of(counsellor).rsplit("/", 1)[-1]
    photo = path_of(
        samira.send(
            "/files/add",
            {"files": (BytesIO(jpeg(size=(900, 600))), "muur.jpg")},
            content_type="multipart/form-data",
        )
    )
    open_request, answered = asks(samira), asks(samira)
    question = link_of(samira, open_request).removeprefix(address)
    answers(app, link_of(samira, answered))
    confirmation = confirmation_link(app.extensions["vakbewijs"].database).removeprefix(address)
    hers = [
        "/documents",
        *(f"/documents/{item}{page}" for item in held for page in ("", "/print", "/delete")),
        "/documents/add",
        "/files",
        "/files/add",
        "/references",
        "/references/ask",
        *(f"/references/{asked}{page}" for asked in (open_request, answered) for page in ("", "/delete")),
        *(photo + page for page in ("", "/delete")),
        *(f"{draft}/{step}" for step in ("what", "who", "why", "how-long", "how-often", "pin", "check")),
        "/shares/log",
        "/shares/stop-all",
        f"/shares/{counsellor}",
        f"/learning/law/share/{counsellor}",
        "/shares",
        *(f"/shares/{share}{page}" for page in ("", "/print", "/stop", "/prolong")),
        f"/shares/{stopped}",
        "/portfolio",
        "/portfolio/items/add",
        *(
            f"/portfolio/items/{item}{page}"
            for page in ("", "/qualifications?q=verz", "/documents", "/delete")
        ),
        parts,
        f"/portfolio/items/{half}",
        *(f"/portfolio/items/{half}/answer/{name}" for name in ("title", "since", "situation")),
        f"/portfolio/items/{item}/answer/until",
        "/portfolio/qualifications",
        "/portfolio/qualifications/crebo/25491",
        *(f"/portfolio/{page}" for page in ("timeline", "timeline?view=table", "profile")),
        "/receive/code",
        f"/receive?offer={offer_link('E' * 43)}",
        "/account",
        "/account/export",
        *(f"/account/{page}" for page in ("confirm", "passphrase", "recovery-code")),
        *(f"/account/{page}" for page in ("browsers", "data", "delete", "keys", "passkeys", "passkeys/add")),
        "/documents/nergens",
    ]
    anybodys = [
        "/",
        "/sign-up",
        "/sign-in",
        "/recover",
        "/receive/code",
        f"/receive?offer={offer_link('E' * 43)}",
        "/receive?offer=https://andere-school.example/o/" + "x" * 43,
        f"/s/{link}",
        f"/s/{ended}",
        f"/s/{tips}",
        f"/s/{tips}/suggest",
        f"/s/{tips}/thanks",
        "/s/onbekend",
        question,
        confirmation,
        "/r/sent",
        "/r/confirmed",
    ]
    problems: list[str] = []
    for person, paths in ((samira, hers), (Browser(app), anybodys)):
        context = opened(chromium_process, address, person, *SCREENS[screen])
        page = context.new_page()
        for path in paths:
            page.goto(address + path)
            checked(page, problems)
        context.close()
    assert problems == []


def test_a_refused_form_passes_axe_and_keeps_what_was_typed(
    chromium_process: Chromium, served: tuple[Flask, str]
) -> None:
    app, address = served
    context = opened(chromium_process, address, Browser(app), 320, "light")
    page = context.new_page()
    problems: list[str] = []
    for path, field, typed in (
        ("/sign-up", "name", "samira@voorbeeld.nl"),
        ("/sign-in", "name", "samira@voorbeeld.nl"),
        ("/recover", "code", "ABCD"),
        ("/receive/code", "code", "ABCD"),
    ):
        page.goto(address + path)
        page.fill(f"input[name={field}]", typed)
        page.click("main button[type=submit]")
        assert page.input_value(f"input[name={field}]") == typed
        assert page.locator(".error-summary li").count() >= 1
        checked(page, problems)
    context.close()
    assert problems == []


def test_no_script_in_a_document_runs_and_nothing_breaks_the_content_rules(
    chromium_process: Chromium, served: tuple[Flask, str], checker: MemoryChecker
) -> None:
    app, address = served
    checker.names.clear()
    samira = Browser(app).signs_up("samira@voorbeeld.nl")
    documents = []
    for number, attack in enumerate(ATTACKS):
        document = poisoned(ervaringscertificaat(), attack)
        assert isinstance(document, dict)
        document["id"] = f"urn:uuid:99999999-9999-4999-8999-{number:012}"
        place = samira.send("/documents/add", {"text": serialize(document).decode()})
        documents.append(path_of(place))
    context = opened(chromium_process, address, samira, 1280, "light")
    page = context.new_page()
    alarms: list[str] = []
    page.on("dialog", lambda dialog: alarms.append(dialog.message))
    page.on("console", lambda message: alarms.append(message.text) if message.type == "error" else None)
    page.on(
        "request", lambda request: None if request.url.startswith(address) else alarms.append(request.url)
    )
    for path in ("/documents", *documents, *(f"{document}/print" for document in documents)):
        page.goto(address + path)
        page.mouse.move(400, 400)
    context.close()
    assert alarms == []
