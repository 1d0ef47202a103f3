"""One running demo for all journeys of a worker, and pages of a headless browser in it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.access import ask_axe
from tests.journeys.demo import RunningDemo, running_demo

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

    def check(page: Page) -> None:
        found = ask_axe(page)
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{page.url} scrolls sideways by {overflow} px"

    return check
