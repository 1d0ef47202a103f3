"""Passkeys by our own script, in Chromium with a virtual authenticator that has the PRF extension or not."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page

from tests.wallet.browser import PASSPHRASE
from tests.wallet.test_pages_in_a_browser import checked, served  # noqa: F401

pytestmark = pytest.mark.browser
NAME = "samira@voorbeeld.nl"


@pytest.fixture
def window(chromium_process: Chromium) -> Iterator[BrowserContext]:
    context = chromium_process.new_context(viewport={"width": 390, "height": 844}, locale="nl-NL")
    yield context
    context.close()


def has_authenticator(page: Page, *, has_prf: bool) -> None:
    """Plug in a device that verifies its owner at once."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "ctap2Version": "ctap2_1",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "hasPrf": has_prf,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def signs_up(page: Page, address: str) -> None:
    page.goto(address + "/sign-up")
    page.fill("input[name=name]", NAME)
    page.fill("input[name=passphrase]", PASSPHRASE)
    page.click("main button[type=submit]")
    page.get_by_role("button", name="Ik heb de code bewaard").click()
    page.wait_for_url("**/documents")


def makes_a_passkey(page: Page, address: str) -> None:
    page.goto(address + "/account/passkeys/add")
    page.fill("input[name=name]", "mijn telefoon")
    assert not page.get_by_text("Dat lukte niet.").is_visible()
    assert not page.get_by_text("Dit apparaat kan je wallet niet van het slot halen.").is_visible()
    page.get_by_role("button", name="Maak een passkey").click()


def test_a_passkey_made_in_the_browser_opens_the_wallet_again(
    window: BrowserContext,
    served: tuple[Flask, str],  # noqa: F811
) -> None:
    _, address = served
    page = window.new_page()
    alarms: list[str] = []
    page.on("console", lambda message: alarms.append(message.text) if message.type == "error" else None)
    has_authenticator(page, has_prf=True)
    signs_up(page, address)
    makes_a_passkey(page, address)
    page.wait_for_url("**/account/passkeys")
    assert page.get_by_role("heading", name="mijn telefoon").is_visible()
    problems: list[str] = []
    checked(page, problems)

    page.goto(address + "/account")
    page.get_by_role("button", name="Log uit").click()
    page.goto(address + "/sign-in?next=/wallet/account/passkeys")
    checked(page, problems)
    page.get_by_role("button", name="Log in met een passkey").click()
    page.get_by_role("heading", name="mijn telefoon").wait_for()

    page.goto(address + "/account/confirm?next=/wallet/account/delete")
    page.get_by_role("button", name="Gebruik een passkey").click()
    page.get_by_label("Typ het woord: weg").wait_for()
    assert problems == []
    assert alarms == []


def test_a_device_that_can_not_unlock_is_told_so_and_gets_no_way_in(
    window: BrowserContext,
    served: tuple[Flask, str],  # noqa: F811
) -> None:
    _, address = served
    page = window.new_page()
    has_authenticator(page, has_prf=False)
    signs_up(page, address)
    makes_a_passkey(page, address)
    page.get_by_text("Dit apparaat kan je wallet niet van het slot halen.").wait_for(state="visible")
    problems: list[str] = []
    checked(page, problems)
    page.goto(address + "/account/passkeys")
    assert page.get_by_text("Je hebt nog geen passkey.").is_visible()
    assert problems == []


def test_without_a_script_the_page_says_what_to_do_instead(
    chromium_process: Chromium,
    served: tuple[Flask, str],  # noqa: F811
) -> None:
    _, address = served
    context = chromium_process.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    signs_up(page, address)
    page.goto(address + "/account/passkeys/add")
    assert page.get_by_text("Dat kan niet in deze browser.").is_visible()
    assert not page.locator("form[data-passkey]").is_visible()
    context.close()
