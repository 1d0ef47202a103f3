"""The end of a session is told beforehand, and never takes away what was being typed (WCAG 2.2.1)."""

from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from tests.wallet.browser import Browser, path_of
from tests.wallet.ecosystem import Clock
from tests.wallet.portfolio.writing import begins
from tests.wallet.test_pages_in_a_browser import checked, opened
from tests.wallet.test_pages_in_a_browser import served as served  # a fixture
from wallet.app import SESSION_IDLE

ALMOST = SESSION_IDLE - timedelta(minutes=4)
TYPED = "Ik hielp mijn buurvrouw met haar boodschappen."


def test_who_says_that_she_is_still_there_stays_signed_in(samira: Browser, clock: Clock) -> None:
    for _ in range(3):
        clock.passes(seconds=ALMOST.total_seconds())
        answer = samira.send("/account/still-here")
        assert (answer.status_code, answer.data) == (204, b"")
    assert samira.open("/documents").status_code == 200


def test_who_came_too_late_is_asked_to_sign_in(samira: Browser, clock: Clock) -> None:
    token = samira.form_token()
    clock.passes(seconds=SESSION_IDLE.total_seconds())
    answer = samira.send("/account/still-here", {"csrf_token": token})
    assert path_of(answer).startswith("/sign-in")


def test_a_page_for_everybody_warns_nobody(browser: Browser) -> None:
    assert "data-still-here" not in browser.open("/sign-in").text


@pytest.mark.browser
def test_she_is_warned_in_time_stays_by_one_button_and_keeps_what_she_typed(
    chromium_process: Chromium, served: tuple[Flask, str], clock: Clock
) -> None:
    app, address = served
    samira = Browser(app).signs_up("samira@voorbeeld.nl")
    item = begins(samira, "story")
    context = opened(chromium_process, address, samira, 390, "light")
    page = context.new_page()
    page.clock.install()
    page.goto(f"{address}/portfolio/items/{item}/answer/title")
    alert = page.locator("[data-still-here]")

    def passes(span: timedelta) -> None:
        clock.passes(seconds=span.total_seconds())
        page.clock.fast_forward(int(span.total_seconds() * 1000))

    passes(timedelta(minutes=20))
    expect(alert).to_be_empty()
    passes(timedelta(minutes=5))
    expect(page.get_by_role("alert")).to_contain_text("Over 5 minuten word je uitgelogd.")
    problems: list[str] = []
    checked(page, problems)
    assert problems == []
    with page.expect_response("**/account/still-here") as answer:
        alert.get_by_role("button").click()
    assert answer.value.status == 204
    page.clock.run_for(1000)
    expect(alert).to_be_empty()

    # Who types is there, and is not asked.
    page.locator("main input[name=answer]").fill(TYPED)
    with page.expect_response("**/account/still-here") as answer:
        passes(timedelta(minutes=25))
    assert answer.value.status == 204
    page.clock.run_for(1000)
    expect(alert).to_be_empty()
    expect(page.locator("main input[name=answer]")).to_have_value(TYPED)

    # Who is gone for good finds the page, and her words, where she left them.
    passes(SESSION_IDLE)
    expect(alert).to_contain_text("Je bent uitgelogd.")
    expect(page.locator("main input[name=answer]")).to_have_value(TYPED)
    context.close()
