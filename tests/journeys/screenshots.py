"""Pictures of a running demo: `make screenshots` (`python -m tests.journeys.screenshots`).

Two for the README in `docs/images`, and the ten main pages of wallet and verdict on a phone in
`docs/screenshots`, with one in Arabic: whoever changes a page looks at them as Samira would.
"""

import tempfile
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser_setup import CHROMIUM_ARGUMENTS, chromium
from tests.journeys.demo import RunningDemo, running_demo
from vakbewijs.demo.world import JOHAN, SAMIRA, DemoHolder

DOCS = Path(__file__).resolve().parents[2] / "docs"
IMAGES, SCREENSHOTS = DOCS / "images", DOCS / "screenshots"
MAX_BYTES = 150_000
COLOURS = 96  # pages have few; more only makes the files larger


def main() -> None:
    """Take all pictures, on a phone's screen."""
    SCREENSHOTS.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as home,
        running_demo(Path(home)) as demo,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGUMENTS)
        _readme(_phone(browser), demo)
        _strangers(_phone(browser), demo)
        _samira(_phone(browser), demo)
        _johan(_phone(browser), demo)
        _arabic(_phone(browser, "ar"), demo)
        browser.close()


def _phone(browser: Browser, language: str = "nl") -> Page:
    return browser.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=2, locale=language
    ).new_page()


def _signs_in(page: Page, demo: RunningDemo, holder: DemoHolder) -> None:
    page.goto(f"{demo.addresses.wallet}/sign-in")
    page.locator("input[name=name]").fill(holder.account)
    page.locator("input[name=passphrase]").fill(holder.passphrase)
    page.locator("main .button--primary").first.click()
    page.wait_for_load_state()


def _readme(page: Page, demo: RunningDemo) -> None:
    _signs_in(page, demo, JOHAN)
    page.screenshot(path=IMAGES / "wallet.png")
    _opens(page, demo.seeded.open_share)
    page.screenshot(path=IMAGES / "verdict.png")


def _strangers(page: Page, demo: RunningDemo) -> None:
    page.goto(f"{demo.addresses.wallet}/")
    _keep(page, "01-start")
    page.goto(f"{demo.addresses.wallet}/receive?{urlencode({'offer': demo.seeded.experience_offer})}")
    _keep(page, "02-ready-for-you")
    _opens(page, demo.seeded.open_share)
    _keep(page, "10-verdict")


def _samira(page: Page, demo: RunningDemo) -> None:
    _signs_in(page, demo, SAMIRA)
    wallet = demo.addresses.wallet
    page.goto(f"{wallet}/portfolio")
    _keep(page, "05-what-i-can")
    page.goto(f"{wallet}/portfolio/qualifications")
    page.locator("main .card__link, main .link-list a").first.click()
    _keep(page, "06-what-is-proven")
    page.goto(f"{wallet}/learning/law")
    _keep(page, "09-what-may-i-learn")


def _johan(page: Page, demo: RunningDemo) -> None:
    _signs_in(page, demo, JOHAN)
    _keep(page, "03-my-certificates")
    page.locator(".card__link").first.click()
    _keep(page, "04-one-certificate")
    page.get_by_role("button", name="Deel dit bewijs").click()
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Naam van de ander").fill("Zorggroep De Linde")
    page.get_by_role("button", name="Verder").click()
    for _ in range(4):  # why, how long, how often, PIN: as offered
        page.get_by_role("button", name="Verder").click()
    page.get_by_role("heading", name="Klopt dit?").wait_for()
    _keep(page, "07-check-before-sharing")
    page.get_by_role("button", name="Maak de link").click()
    page.goto(f"{demo.addresses.wallet}/shares")
    _keep(page, "08-who-can-look")


def _arabic(page: Page, demo: RunningDemo) -> None:
    _signs_in(page, demo, JOHAN)
    _keep(page, "11-my-certificates-in-arabic")


def _opens(page: Page, share: str) -> None:
    page.goto(share)
    page.locator("main .button--primary").first.click()
    page.wait_for_load_state()


def _keep(page: Page, name: str) -> None:
    """Keep what a phone shows first, with few colours, so that the pictures stay small."""
    page.wait_for_load_state("networkidle")
    path = SCREENSHOTS / f"{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    if path.stat().st_size > MAX_BYTES:
        raise RuntimeError(f"{path.name} is larger than {MAX_BYTES} bytes")


if __name__ == "__main__":
    main()
