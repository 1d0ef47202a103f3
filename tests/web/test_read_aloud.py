"""Reading aloud in a real browser, with voices that note what they are asked to say instead of saying it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.web.test_pages_in_a_browser import address

__all__ = ["address"]

pytestmark = pytest.mark.browser

VOICES = """
window.said = [];
window.current = null;
const voice = (lang, localService) => ({ lang, localService, name: lang });
const voices = %(voices)s.map(([lang, local]) => voice(lang, local));
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices,
  speak: (utterance) => { window.said.push([utterance.text, utterance.lang]); window.current = utterance; },
  cancel: () => { const ended = window.current; window.current = null; ended?.onend?.(); },
  addEventListener: () => {},
} });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
window.finish = () => { const ended = window.current; window.current = null; ended.onend(); };
"""
MARKED = "[...(CSS.highlights.get('reading') ?? [])].map((range) => range.toString())"


@pytest.fixture
def opened(chromium_process: Browser, address: str) -> Iterator[Page]:
    context = chromium_process.new_context(locale="nl-NL", reduced_motion="reduce")
    context.add_init_script(VOICES % {"voices": '[["en-GB", true], ["nl-NL", true]]'})
    page = context.new_page()
    page.set_default_timeout(5_000)
    page.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
    page.goto(f"{address}/form")
    yield page
    context.close()


def said(page: Page) -> list[list[str]]:
    found: list[list[str]] = page.evaluate("window.said")
    return found


def test_it_reads_sentence_by_sentence_in_the_language_of_the_page_and_marks_each(opened: Page) -> None:
    opened.get_by_role("button", name="Lees voor").click()
    for sentence in (opened.locator(".steps__text").inner_text(), opened.locator("h1").inner_text()):
        assert said(opened)[-1] == [sentence, "nl-NL"]
        assert opened.evaluate(MARKED) == [sentence]
        opened.evaluate("window.finish()")
    assert len(said(opened)) == 3


def test_it_reads_everything_in_sight_once_and_then_stops(opened: Page) -> None:
    opened.get_by_role("button", name="Lees voor").click()
    while opened.evaluate("window.current !== null"):
        opened.evaluate("window.finish()")
    texts = [text for text, _ in said(opened)]
    assert "Uw naam" in texts
    assert not any("Lees voor" in text or "Wacht met lezen" in text for text in texts)
    assert opened.evaluate(MARKED) == []
    assert opened.get_by_role("button", name="Lees voor").is_visible()
    assert opened.get_by_role("button", name="Stop met lezen").is_hidden()


def test_waiting_goes_on_with_the_same_sentence(opened: Page) -> None:
    opened.get_by_role("button", name="Lees voor").click()
    opened.evaluate("window.finish()")
    opened.get_by_role("button", name="Wacht met lezen").click()
    assert opened.evaluate("window.current") is None
    assert len(said(opened)) == 2
    opened.get_by_role("button", name="Lees verder").click()
    assert said(opened)[2] == said(opened)[1]


def test_stopping_begins_anew_the_next_time_and_keeps_the_keyboard_in_place(opened: Page) -> None:
    opened.get_by_role("button", name="Lees voor").click()
    opened.evaluate("window.finish()")
    opened.get_by_role("button", name="Stop met lezen").click()
    assert opened.evaluate("window.current") is None
    assert opened.evaluate(MARKED) == []
    assert opened.evaluate("document.activeElement.textContent.trim()") == "Lees voor"
    opened.get_by_role("button", name="Lees voor").click()
    assert said(opened)[2] == said(opened)[0]


@pytest.mark.parametrize(
    ("voices", "why"),
    [("[]", "no voice"), ('[["en-GB", true]]', "other language"), ('[["nl-NL", false]]', "a far service")],
    ids=["no-voice", "other-language", "far-service"],
)
def test_it_hides_where_the_device_has_no_voice_for_the_page(
    chromium_process: Browser, address: str, voices: str, why: str
) -> None:
    context = chromium_process.new_context(locale="nl-NL")
    context.add_init_script(VOICES % {"voices": voices})
    page = context.new_page()
    page.goto(f"{address}/form")
    assert page.locator("[data-read-aloud]").is_hidden(), why
    context.close()


def test_it_hides_without_script(chromium_process: Browser, address: str) -> None:
    context = chromium_process.new_context(locale="nl-NL", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/form")
    assert page.locator("[data-read-aloud]").is_hidden()
    context.close()
