"""Every page of the wallet in headless Chromium: axe, narrow and dark screens, no script of a stranger."""

import threading
from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page
from werkzeug.serving import WSGIRequestHandler, make_server

from keys.sealing import PassphraseCost
from schemas.credential import CredentialKind
from schemas.documents import serialize
from schemas.presentation_request import Wanted
from tests.access import WCAG, ask_axe, troubles, troubles_with_the_keyboard, troubles_with_wishes
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
from tests.wallet.requests.organisation import answers as replies
from tests.wallet.requests.organisation import begins as begins_reply
from tests.wallet.sharing_people import path_of_link, presented
from tests.wallet.test_hostile_content import ATTACKS, poisoned
from tests.wallet.test_share_contract import selective
from wallet.app import create_app
from wallet.settings import WalletSettings
from web.database import Database
from web.migrations import upgrade

pytestmark = pytest.mark.browser
# What a page says to a screen reader is asked once, on the phone; what another screen changes, on each.
SCREENS: dict[str, tuple[int, str, str, dict[str, object] | None]] = {
    "phone": (320, "light", "nl-NL", {"type": "tag", "values": WCAG}),
    "desk": (1280, "dark", "nl-NL", {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}),
    "phone-in-arabic": (390, "light", "ar-EG", None),
}
MAIN_PAGES = ("/documents", "/portfolio", "/learning/law", "/shares", "/account")


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


def checked(page: Page, problems: list[str], rules: dict[str, object] | None = SCREENS["phone"][-1]) -> None:
    """Note what axe finds by these rules, whether the page scrolls sideways, and what `tests.access` asks."""
    if rules is not None:
        found = ask_axe(page, rules)
        problems += [f"{page.url}: {violation['id']}" for violation in found.response["violations"]]
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if overflow > 0:
        problems.append(f"{page.url} scrolls sideways by {overflow} px")
    problems += [f"{page.url}: {trouble}" for trouble in troubles(page)]


def with_something_to_leave_out(app: Flask, samira: Browser, document: str) -> str:
    """Begin to share a certificate of which parts can be left out; return the address of the draft."""
    link = path_of_link(samira, samira.shares(document))
    holder = presented(Browser(app), link).holder
    assert holder
    text = serialize(selective(holder)).decode()
    added = path_of(samira.send("/documents/add", {"text": text})).rsplit("/", 1)[-1]
    draft = path_of(samira.send("/share", {"document": [added]})).removesuffix("/what")
    assert path_of(samira.send(f"{draft}/what", {"documents": [added]})) == f"{draft}/hide"
    return draft


def test_every_page_passes_axe_and_fits(
    chromium_process: Chromium,
    served: tuple[Flask, str],
    issuer: MemoryIssuer,
    checker: MemoryChecker,
    asker: MemoryAsker,
) -> None:
    app, address = served
    issuer.has_ready("D" * 43, diploma())
    issuer.has_ready("E" * 43, ervaringscertificaat())
    samira = Browser(app).signs_up("samira@voorbeeld.nl")
    held = [samira.receives(offer_link("D" * 43)), samira.receives(offer_link("E" * 43))]
    asker.wanted = (Wanted(kind=CredentialKind.ERVARINGSCERTIFICAAT),)
    leaving_out = with_something_to_leave_out(app, samira, held[1])
    request = address.replace("/wallet", "/verifier/ask/") + "L" * 43
    sent, reply = replies(samira, held[1], request), begins_reply(samira, request)
    samira.send(f"/requests/{reply}/what", {"documents": [held[1]]})
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
        f"{leaving_out}/hide",
        *(f"/requests/{reply}/{page}" for page in ("what", "check")),
        f"/requests/{sent}",
        *(f"/learning/law{page}" for page in ("", "/question", "/why/mbo-3", "/if", "/if?level=master")),
        *(f"/learning/proposal{page}" for page in ("", "/why/master")),
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
        "/requests",
        f"/requests/open?request={request}",
        "/requests/open?request=https://andere-organisatie.example/ask/" + "x" * 43,
    ]
    problems: list[str] = []
    for screen, (width, scheme, locale, rules) in SCREENS.items():
        found: list[str] = []
        for person, paths in ((samira, hers), (Browser(app), anybodys)):
            context = opened(chromium_process, address, person, width, scheme, locale)
            page = context.new_page()
            for path in paths:
                page.goto(address + path)
                checked(page, found, rules)
            context.close()
        problems += [f"{screen}: {problem}" for problem in found]
    assert problems == [], "\n".join(problems)


def test_the_main_pages_are_used_by_keyboard_and_stand_every_wish_for_colours(
    chromium_process: Chromium, served: tuple[Flask, str], issuer: MemoryIssuer
) -> None:
    app, address = served
    issuer.has_ready("D" * 43, diploma())
    samira = Browser(app).signs_up("samira@voorbeeld.nl")
    samira.shares(samira.receives(offer_link("D" * 43)))
    writes(samira)
    context = opened(chromium_process, address, samira, 390, "light")
    page = context.new_page()
    problems: list[str] = []
    for path in MAIN_PAGES:
        page.goto(address + path)
        asked = [*troubles_with_the_keyboard(page), *troubles_with_wishes(page)]
        problems += [f"{path}: {trouble}" for trouble in asked]
    context.close()
    assert problems == [], "\n".join(problems)


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
    assert problems == [], "\n".join(problems)


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
