"""First what it is, then an account: whoever stops half-way finds the certificate waiting."""

import pytest
from flask import Flask

from tests.wallet.account.authenticator import Authenticator
from tests.wallet.account.test_passkeys import adds, signs_in
from tests.wallet.browser import PASSPHRASE, Browser, hidden_fields, path_of
from tests.wallet.ecosystem import Clock, MemoryIssuer, diploma, offer_link
from wallet.app import SESSION_IDLE

NAME = "samira@voorbeeld.nl"
TOKEN = "D" * 43
TITLE = "Er ligt een bewijs voor je klaar"


@pytest.fixture
def link(issuer: MemoryIssuer) -> str:
    issuer.has_ready(TOKEN, diploma())
    return offer_link(TOKEN)


def keeps(browser: Browser) -> None:
    """Accept what is waiting, and see that it is kept."""
    page = browser.open("/receive")
    assert TITLE in page.text
    kept = browser.send("/receive/accept", hidden_fields(page.text))
    assert path_of(kept).startswith("/documents/")


def test_what_it_is_stands_there_before_anybody_has_an_account(browser: Browser, link: str) -> None:
    page = browser.open("/receive", query_string={"offer": link})
    assert page.status_code == 200
    assert TITLE in page.text
    assert "Maak een wallet" in page.text


def test_it_waits_while_she_makes_a_wallet_in_another_tab(browser: Browser, link: str) -> None:
    browser.open("/receive", query_string={"offer": link})
    assert "Het blijft voor je klaarliggen." in browser.open("/sign-up").text
    browser.send("/sign-up", {"name": NAME, "passphrase": PASSPHRASE})
    assert path_of(browser.send("/recovery-code")) == "/receive"
    keeps(browser)


def test_it_waits_while_she_signs_in_with_a_passkey(app: Flask, samira: Browser, link: str) -> None:
    phone = Authenticator()
    adds(samira, phone)
    elsewhere = Browser(app)
    elsewhere.open("/receive", query_string={"offer": link})
    assert signs_in(elsewhere, phone) == "/receive"
    keeps(elsewhere)


def test_it_waits_when_her_session_ended_before_she_said_yes(
    samira: Browser, clock: Clock, link: str
) -> None:
    page = samira.open("/receive", query_string={"offer": link})
    clock.at += SESSION_IDLE
    assert path_of(samira.send("/receive/accept", hidden_fields(page.text))) == "/sign-in"
    assert path_of(samira.signs_in(NAME)) == "/receive"
    keeps(samira)


def test_it_waits_when_she_has_to_recover_her_wallet_first(app: Flask, link: str) -> None:
    first = Browser(app)
    first.send("/sign-up", {"name": NAME, "passphrase": PASSPHRASE})
    code = first.open("/recovery-code").text.split('id="recovery-code">')[1].split("</p>")[0]
    elsewhere = Browser(app)
    elsewhere.open("/receive", query_string={"offer": link})
    fields = {"name": NAME, "code": code.replace("<br>", ""), "passphrase": "een heel nieuw wachtwoord"}
    elsewhere.send("/recover", fields)
    assert path_of(elsewhere.send("/recovery-code")) == "/receive"
    keeps(elsewhere)


def test_stopping_half_way_takes_nothing_from_the_issuer(app: Flask, browser: Browser, link: str) -> None:
    browser.open("/receive", query_string={"offer": link})
    browser.send("/receive/decline")
    again = Browser(app).signs_up(NAME)
    again.open("/receive", query_string={"offer": link})
    keeps(again)


def test_two_certificates_in_two_tabs_are_both_kept(samira: Browser, issuer: MemoryIssuer, link: str) -> None:
    issuer.has_ready("E" * 43, {**diploma(), "name": "Een ander diploma"})
    first = samira.open("/receive", query_string={"offer": link})
    second = samira.open("/receive", query_string={"offer": offer_link("E" * 43)})
    for page in (first, second):
        kept = samira.send("/receive/accept", hidden_fields(page.text))
        assert path_of(kept).startswith("/documents/")
