"""The pictures of the README, taken from a running demo: `python -m tests.journeys.screenshots`."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser_setup import CHROMIUM_ARGUMENTS, chromium
from tests.journeys.demo import RunningDemo, running_demo
from vakbewijs.demo.world import JOHAN

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"


def main() -> None:
    """Take both pictures, on a phone's screen."""
    with (
        tempfile.TemporaryDirectory() as home,
        running_demo(Path(home)) as demo,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGUMENTS)
        _wallet(_phone(browser), demo)
        _verdict(_phone(browser), demo)
        browser.close()


def _phone(browser: Browser) -> Page:
    return browser.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=2, locale="nl-NL"
    ).new_page()


def _wallet(page: Page, demo: RunningDemo) -> None:
    page.goto(f"{demo.addresses.wallet}/sign-in")
    page.get_by_label("Je inlognaam").fill(JOHAN.account)
    page.get_by_label("Je wachtwoord").fill(JOHAN.passphrase)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_load_state()
    page.screenshot(path=IMAGES / "wallet.png")


def _verdict(page: Page, demo: RunningDemo) -> None:
    page.goto(demo.seeded.open_share)
    page.get_by_role("button", name="Bekijk").click()
    page.wait_for_load_state()
    page.screenshot(path=IMAGES / "verdict.png")


if __name__ == "__main__":
    main()
