"""The verdict in a real browser: accessible, narrow, on one sheet of paper, and without JavaScript."""

import json
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from werkzeug.serving import WSGIRequestHandler, make_server

from schemas.documents import serialize
from schemas.errors import FetchError
from tests.access import ask_axe, troubles
from tests.ecosystem import DIPLOMA, World
from tests.verifier_app.cases import CASES, hostile
from tests.verifier_app.doors import SHARE, WALLET, WorldClient
from verifier.app import create_app
from verifier.cli import MIGRATIONS
from verifier.settings import VerifierSettings
from web import qr
from web.database import Database
from web.migrations import upgrade
from web.settings import TrustAnchorSetting

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}
# Where to leave pictures of every page, for people to look at; nowhere when it is not set.
PICTURES = os.environ.get("VAKBEWIJS_PICTURES")
PICTURED = (
    "valid experience",
    "valid diploma",
    "decision",
    "recognition ended",
    "unbound",
    "suspended",
    "unknown issuer",
    "revoked",
    "changed",
    "not recognised",
    "status unreachable",
    "three",
)


class _Quiet(WSGIRequestHandler):
    def log_request(self, *arguments: object) -> None:
        pass


class Site:
    """The application on a port, over one world."""

    def __init__(self, address: str, world: World, network: WorldClient) -> None:
        self.address, self.world, self.network = address, world, network


@pytest.fixture
def site(tmp_path: Path, world: World, network: WorldClient) -> Iterator[Site]:
    server = make_server("127.0.0.1", 0, lambda *_: [], threaded=True, request_handler=_Quiet)
    settings = VerifierSettings(
        home=tmp_path,
        public_base_url=f"http://localhost:{server.server_port}",
        allow_insecure_loopback=True,
        wallet_urls=(WALLET,),
        trust_anchors=(TrustAnchorSetting(did=world.keeper.did, url=world.keeper.url),),
        rate_limits=False,
    )
    database = Database(settings.database_url)
    upgrade(database, MIGRATIONS)
    server.app = create_app(settings, clock=world.clock, client=network)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(settings.public_base_url, world, network)
    server.shutdown()
    thread.join()
    server.server_close()
    database.close()


@pytest.fixture
def browser(chromium_process: Browser) -> Browser:
    return chromium_process


def opened(browser: Browser, url: str, **options: object) -> Page:
    page = browser.new_context(locale="nl-NL", **options).new_page()  # type: ignore[arg-type]
    page.goto(url)
    return page


def checked(browser: Browser, site: Site, name: str, **options: object) -> Page:
    """Paste the document of a case in the box, as a person does, and give the page with the verdict."""
    page = opened(browser, site.address, **options)
    document = CASES[name].make(site.world)
    page.get_by_label("Link of tekst").fill(serialize(document).decode())
    page.get_by_role("button", name="Controleren").click()
    page.wait_for_url(re.compile("/check/"))
    return page


def printed(page: Page, name: str) -> bytes:
    """Return the page on paper, and a picture of how it is laid out there."""
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    if PICTURES:
        Path(PICTURES, f"{name.replace(' ', '-')}.pdf").write_bytes(paper)
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 673, "height": 1017})  # A4 less its margins, at 96 dots per inch
        picture(page, f"{name}-paper")
    return paper


def picture(page: Page, name: str) -> None:
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{PICTURES}/{name.replace(' ', '-')}.png", full_page=True)


def accessible(page: Page) -> None:
    found = ask_axe(page)
    assert found.violations_count == 0, found.generate_report()


def fits_every_screen(page: Page, name: str) -> None:
    """Check a page that was opened at the width of a phone there, on a narrower one and on a desk."""
    assert troubles(page) == []
    for width in (PHONE["width"], 320, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        picture(page, f"{name}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} at {width} pixels"


@pytest.mark.parametrize("name", PICTURED)
def test_every_verdict_passes_axe_fits_every_screen_and_prints_on_one_a4(
    browser: Browser, site: Site, name: str
) -> None:
    page = checked(browser, site, name, viewport=PHONE)
    accessible(page)
    fits_every_screen(page, name)
    if name != "three":  # certificates on one verdict
        assert len(re.findall(rb"/Type\s*/Page\b", printed(page, name))) == 1
    page.context.close()


def test_the_way_in_passes_axe_and_fits_every_screen(browser: Browser, site: Site) -> None:
    site.network.posts[SHARE] = FetchError("fetch.timeout", host="wallet-voorbeeld.example")
    page = opened(browser, site.address, viewport=PHONE)
    for name, text in {
        "entry": None,
        "refused": "Samira kan dit goed.",
        "ask": "https://een-heel-lang-adres-dat-op-een-wallet-lijkt.voorbeeld.example/s/abc",
        "not-reached": SHARE,
        "gone": f"{site.address}/check/{'x' * 43}",
    }.items():
        page.set_viewport_size(PHONE)
        page.goto(site.address)
        if text:
            page.get_by_label("Link of tekst").fill(text)
            page.get_by_role("button", name="Controleren").click()
            page.wait_for_load_state()
        accessible(page)
        fits_every_screen(page, name)
    page.context.close()


def test_a_photo_of_the_code_leads_to_the_verdict_without_javascript(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    diploma = site.world.school.issue(DIPLOMA, holder=site.world.samira)
    link = site.network.shares(site.world.samira.present([diploma]))
    photo = tmp_path / "photo.png"
    photo.write_bytes(qr.png(link))

    page = opened(browser, site.address, java_script_enabled=False)
    page.get_by_label("Of een bestand of foto").set_input_files(photo)
    page.get_by_role("button", name="Controleren").click()
    assert page.locator("h1").inner_text() == "Echt en geldig, van een erkende uitgever."
    page.get_by_role("link", name="Lees de uitslag in gewone woorden").click()
    assert page.locator("h1").inner_text() == "Dit bewijs is echt en geldig."
    page.get_by_role("button", name="Nu opnieuw controleren").click()
    page.locator(".languages summary").click()
    page.get_by_role("link", name="English").click()
    assert page.locator("h1").inner_text() == "This certificate is genuine and valid."
    page.get_by_text("To keep for your records").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Report of this check").click()
    assert json.loads(download.value.path().read_text())["outcome"] == "passed"
    assert page.context.cookies() == []
    page.context.close()


def test_hostile_text_runs_nothing_and_breaks_no_content_rule(browser: Browser, site: Site) -> None:
    complaints: list[str] = []
    page = browser.new_context(locale="nl-NL").new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.goto(site.address)
    page.get_by_label("Link of tekst").fill(serialize(hostile(site.world)).decode())
    page.get_by_role("button", name="Controleren").click()
    page.wait_for_url(re.compile("/check/"))
    assert "<script>" in page.locator("main").inner_text()
    assert complaints == []
    page.context.close()
