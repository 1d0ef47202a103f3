"""One running demo for all journeys of a worker, and pages of a headless browser in it."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.journeys.demo import RunningDemo, running_demo

AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TIMEOUT_MILLISECONDS = 15_000


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDemo]:
    with running_demo(tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture(scope="session")
def browser(chromium_process: Browser) -> Browser:
    return chromium_process


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page of somebody's own browser: `open_page(width=390, javascript=False)`."""
    contexts = []

    def opened(
        *, width: int = 390, height: int = 844, javascript: bool = True, locale: str = "nl-NL"
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            locale=locale,
            accept_downloads=True,
        )
        context.set_default_timeout(TIMEOUT_MILLISECONDS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def accessible() -> Callable[[Page], None]:
    """Check a page against WCAG 2.2 AA with axe, and that it does not scroll sideways."""
    axe = Axe()

    def check(page: Page) -> None:
        found = axe.run(page, options={"runOnly": {"type": "tag", "values": AXE_RULES}})
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{page.url} scrolls sideways by {overflow} px"

    return check
