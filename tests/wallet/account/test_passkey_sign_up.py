"""A wallet that is made with a passkey alone, and another name to sign in with."""

import re

import pytest
from flask import Flask

from tests.wallet.account.authenticator import Authenticator, asked
from tests.wallet.account.test_passkeys import count, signs_in
from tests.wallet.browser import PASSPHRASE, Browser, hidden_fields, path_of
from tests.wallet.ecosystem import Clock, MemoryIssuer, diploma, offer_link
from web.database import Database

NAME = "samira@voorbeeld.nl"
FIRST, SECOND = "/sign-up/passkey", "/sign-up/passkey/make"


def chooses_a_name(browser: Browser, name: str = NAME) -> None:
    assert path_of(browser.send(FIRST, {"name": name})) == SECOND


def signs_up(browser: Browser, device: Authenticator, name: str = NAME) -> str:
    """Make a wallet with a device; return the recovery code."""
    chooses_a_name(browser, name)
    made = browser.send(SECOND, device.creates(*asked(browser.open(SECOND).text)))
    assert path_of(made) == "/recovery-code"
    match = re.search(r'id="recovery-code">([^<]+)<br>([^<]+)<', browser.open("/recovery-code").text)
    assert match
    return match[1] + match[2]


@pytest.fixture
def phone() -> Authenticator:
    return Authenticator()


def test_a_device_alone_makes_a_wallet_and_opens_it_elsewhere(
    app: Flask, browser: Browser, phone: Authenticator
) -> None:
    signs_up(browser, phone)
    assert path_of(browser.send("/recovery-code")) == "/documents"
    elsewhere = Browser(app)
    assert signs_in(elsewhere, phone) == "/documents"
    assert NAME in elsewhere.open("/account").text
    assert Browser(app).signs_in(NAME, PASSPHRASE).status_code == 422


def test_what_was_offered_waits_until_the_recovery_code_is_kept(
    browser: Browser, phone: Authenticator, issuer: MemoryIssuer
) -> None:
    issuer.has_ready("D" * 43, diploma())
    browser.open("/receive", query_string={"offer": offer_link("D" * 43)})
    assert "Het blijft voor je klaarliggen." in browser.open(FIRST).text
    signs_up(browser, phone)
    assert path_of(browser.send("/recovery-code")) == "/receive"
    kept = browser.send("/receive/accept", hidden_fields(browser.open("/receive").text))
    assert path_of(kept).startswith("/documents/")


def test_the_recovery_code_mends_a_lost_device(app: Flask, browser: Browser, phone: Authenticator) -> None:
    code = signs_up(browser, phone)
    anew = Browser(app)
    fields = {"name": NAME, "code": code, "passphrase": PASSPHRASE}
    assert path_of(anew.send("/recover", fields)) == "/recovery-code"
    assert path_of(Browser(app).signs_in(NAME)) == "/documents"


def test_the_last_way_in_stays_until_there_is_another(browser: Browser, phone: Authenticator) -> None:
    signs_up(browser, phone)
    (remove,) = re.findall(r"/account/passkeys/[0-9a-f-]{36}/remove", browser.open("/account/passkeys").text)
    assert browser.send(remove).status_code == 422
    assert path_of(browser.send("/account/passphrase", {"passphrase": PASSPHRASE})) == "/account"
    assert path_of(browser.send(remove)) == "/account/passkeys"


def test_she_is_asked_for_her_passkey_and_not_for_a_passphrase_that_she_has_not(
    browser: Browser, phone: Authenticator, clock: Clock
) -> None:
    signs_up(browser, phone)
    clock.passes(minutes=10)
    assert path_of(browser.open("/account/name")).startswith("/account/confirm")
    page = browser.open("/account/confirm?next=/wallet/account/name").text
    assert "Daarom vragen we nog 1 keer je passkey." in page
    assert 'name="passphrase"' not in page
    where = ("/account/confirm?next=/wallet/account/name", "/account/confirm/passkey")
    signs_in(browser, phone, where)
    assert browser.open("/account/name").status_code == 200


def test_a_name_that_is_taken_or_wrong_is_said_before_a_device_makes_anything(
    samira: Browser, app: Flask, database: Database
) -> None:
    other = Browser(app)
    for name, sentence in ((NAME.upper(), "al in gebruik"), ("ab", "te kort"), ("", "Vul dit in")):
        page = other.send(FIRST, {"name": name})
        assert page.status_code == 422
        assert sentence in page.text
    assert path_of(other.open(SECOND)) == FIRST


def test_a_name_that_was_taken_meanwhile_makes_no_wallet(
    app: Flask, browser: Browser, phone: Authenticator, database: Database
) -> None:
    chooses_a_name(browser)
    answer = phone.creates(*asked(browser.open(SECOND).text))
    Browser(app).signs_up(NAME)
    page = browser.send(SECOND, answer)
    assert page.status_code == 422
    assert "al in gebruik" in page.text
    assert count(database) == 0


@pytest.mark.parametrize(
    "fields",
    [{}, {"credential": "{}", "prf": "x"}, {"credential": "x" * 30_000, "prf": "A" * 43}],
    ids=["nothing", "rubbish", "too much"],
)
def test_a_wrong_answer_makes_no_wallet(browser: Browser, app: Flask, fields: dict[str, str]) -> None:
    chooses_a_name(browser)
    assert browser.send(SECOND, fields).status_code == 422
    assert path_of(Browser(app).send(FIRST, {"name": NAME})) == SECOND


def test_an_answer_counts_once_and_in_its_own_browser(
    app: Flask, browser: Browser, phone: Authenticator
) -> None:
    chooses_a_name(browser)
    answer = phone.creates(*asked(browser.open(SECOND).text))
    thief = Browser(app)
    chooses_a_name(thief, "dief@voorbeeld.nl")
    assert thief.send(SECOND, answer).status_code == 422
    assert path_of(browser.send(SECOND, answer)) == "/recovery-code"
    assert path_of(browser.send(SECOND, answer)) == FIRST


def test_a_device_without_prf_makes_no_wallet(browser: Browser, database: Database) -> None:
    chooses_a_name(browser)
    answer = Authenticator(has_prf=False).creates(*asked(browser.open(SECOND).text))
    assert browser.send(SECOND, answer).status_code == 422
    assert count(database) == 0


def test_a_new_name_opens_the_wallet_and_the_old_one_does_not(app: Flask, samira: Browser) -> None:
    assert NAME in samira.open("/account/name").text
    assert path_of(samira.send("/account/name", {"name": "Samira H."})) == "/account"
    assert "Samira H." in samira.open("/account").text
    assert Browser(app).signs_in(NAME).status_code == 422
    assert path_of(Browser(app).signs_in("samira h.")) == "/documents"
    assert Browser(app).signs_up(NAME)


def test_a_name_of_somebody_else_is_refused_and_ones_own_in_capitals_is_not(
    samira: Browser, johan: Browser
) -> None:
    page = samira.send("/account/name", {"name": "JOHAN@voorbeeld.nl"})
    assert page.status_code == 422
    assert "al in gebruik" in page.text
    assert "JOHAN@voorbeeld.nl" in page.text
    assert path_of(samira.send("/account/name", {"name": NAME.upper()})) == "/account"
    assert NAME.upper() in samira.open("/account").text
