"""The look in a real browser: accessibility, narrow screens, paper, and life without JavaScript."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.access import ask_axe
from tests.web.sample import FIXED_NOW, SECRET_TOKEN, SampleSettings, create_app

pytestmark = pytest.mark.browser

PATHS = ("/gallery", "/form", "/verdict/good", "/verdict/unknown", f"/s/{SECRET_TOKEN}", "/nope")
# Links inside a sentence may be smaller (WCAG 2.2, 2.5.8); checkboxes have a label around them that is not.
SMALL_TARGETS = """() => [...document.querySelectorAll(
  "a.button, button, header a, footer a, footer button, summary, select, textarea, .choice, .error-summary a,"
  + "input:not([type=hidden]):not([type=radio]):not([type=checkbox])")]
  .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 47.5)
  .map((e) => e.outerHTML.slice(0, 120))"""


class _Quiet(WSGIRequestHandler):
    def log_request(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, lambda *_: [], threaded=True, request_handler=_Quiet)
    settings = SampleSettings(
        home=tmp_path_factory.mktemp("home"),
        public_base_url=f"http://localhost:{server.server_port}/sample",
        allow_insecure_loopback=True,
        rate_limits=False,
        help_contact="0800-0123",
    )
    server.app = create_app(settings, clock=lambda: FIXED_NOW)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield settings.public_base_url
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def browser(chromium_process: Browser) -> Browser:
    return chromium_process


def opened(browser: Browser, url: str, **options: object) -> Page:
    page = browser.new_context(locale="nl-NL", **options).new_page()  # type: ignore[arg-type]
    page.goto(url)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_passes_axe_in_both_schemes(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    for path in PATHS:
        page = opened(browser, address + path, viewport={"width": width, "height": 844}, color_scheme=scheme)
        if path == "/form":
            page.click("main button[type=submit]")
        found = ask_axe(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        page.context.close()


def test_no_page_scrolls_sideways_at_320_pixels_or_400_percent(browser: Browser, address: str) -> None:
    for path in PATHS:
        page = opened(browser, address + path, viewport={"width": 320, "height": 256})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, f"{path} with large text"
        page.context.close()


def test_what_can_be_tapped_is_48_pixels_high(browser: Browser, address: str) -> None:
    for path in PATHS:
        page = opened(browser, address + path, viewport={"width": 390, "height": 844})
        assert page.evaluate(SMALL_TARGETS) == [], path
        page.context.close()


def test_the_focus_is_never_under_the_anchored_button(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/form", viewport={"width": 390, "height": 700})
    for _ in range(20):
        page.keyboard.press("Tab")
        covered = page.evaluate(
            """() => {
              const box = document.activeElement.getBoundingClientRect();
              const bar = document.querySelector(".form > .actions").getBoundingClientRect();
              const inside = document.activeElement.closest(".form > .actions, footer") || box.height > 700;
              return !inside && box.bottom > bar.top && box.top < bar.bottom;
            }"""
        )
        assert not covered, page.evaluate("document.activeElement.outerHTML")
    page.context.close()


def test_nothing_breaks_the_content_rules_and_the_comforts_work(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{address}/gallery?lang=nl")
    page.get_by_role("button", name="Link kopiëren").click()
    page.get_by_role("button", name="Gekopieerd").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "https://wallet.example.nl/s/4fQ2m9xT7bKp0LwZ"
    assert complaints == []
    context.close()


def test_after_a_refused_form_the_focus_is_on_the_summary_and_links_lead_to_fields(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/form")
    page.click("main button[type=submit]")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name="Uw naam: Vul dit in.").click()
    assert page.evaluate("document.activeElement.id") == "name"
    page.context.close()


def test_a_form_that_is_sent_twice_in_a_hurry_is_held_back_once_and_never_blocked(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/search")
    held_back = page.evaluate(
        """() => {
          const form = document.querySelector("form[data-once]");
          const send = () => {
            const event = new Event("submit", {cancelable: true});
            form.dispatchEvent(event);
            return event.defaultPrevented;
          };
          const hurried = [send(), send()];
          window.dispatchEvent(new Event("pageshow"));  // she came back to the page
          return [...hurried, send()];
        }"""
    )
    assert held_back == [False, True, False]
    page.context.close()


def test_everything_works_without_javascript(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/form", java_script_enabled=False)
    page.fill("#name", "Samira")
    page.fill("#born", "1-1-1985")
    page.fill("#passphrase", "geheim geheim")
    page.check("text=1 maand")
    page.check("#agreed")
    page.click("main button[type=submit]")
    assert page.locator(".notice--good").inner_text().endswith("Bewaard")
    page.goto(f"{address}/gallery")
    assert not page.locator("[data-copy]").is_visible()
    page.click(".languages summary")
    page.click(".languages >> text=English")
    assert page.get_attribute("html", "lang") == "en"
    page.context.close()


def test_a_verdict_prints_on_one_a4(browser: Browser, address: str, tmp_path: Path) -> None:
    page = opened(browser, f"{address}/verdict/good")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.context.close()


def test_a_page_in_a_right_to_left_language_is_mirrored_and_does_not_scroll(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/gallery", viewport={"width": 390, "height": 844})
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    mark = page.locator(".wordmark__mark").bounding_box()
    assert mark
    assert mark["x"] > 195
    page.context.close()
