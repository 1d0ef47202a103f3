"""Making a wallet, getting in, getting back in, and who is kept out (WB-08, WB-11, WB-16)."""

import re
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.wallet.browser import BASE, PASSPHRASE, Browser, path_of
from tests.wallet.ecosystem import Clock
from wallet.models import BrowserSession, HolderKey, Wallet, WrappedKey
from web.database import Database

NAME = "samira@voorbeeld.nl"


def session_cookie(browser: Browser) -> str:
    cookie = browser.client.get_cookie("wallet_session", domain="localhost", path="/wallet")
    return cookie.value if cookie else ""


def recovery_code(browser: Browser) -> str:
    match = re.search(r'id="recovery-code">(.*?)</p>', browser.open("/recovery-code").text)
    assert match
    return unescape(match[1]).replace("<br>", "")


def is_signed_in(browser: Browser) -> bool:
    return browser.open("/documents").status_code == 200


@pytest.mark.parametrize(
    ("name", "passphrase", "words"),
    [
        ("", PASSPHRASE, "Vul dit in."),
        (NAME, "", "Vul dit in."),
        ("ab", PASSPHRASE, "te kort"),
        (NAME, "kortweg", "te kort"),
        (NAME, "x" * 1000, "te lang"),
        (NAME, "wachtwoord1234", "makkelijk te raden"),
        ("samira@voorbeeld.nl", "Samira@Voorbeeld.nl", "anders is dan je naam"),
        ("sami\u202era", PASSPHRASE, "onzichtbare tekens"),
    ],
)
def test_a_bad_name_or_passphrase_is_explained_at_the_field_and_at_the_top(
    browser: Browser, name: str, passphrase: str, words: str
) -> None:
    page = browser.send("/sign-up", {"name": name, "passphrase": passphrase})
    assert page.status_code == 422
    assert words in page.text.split('class="error-summary"')[1].split("</form>")[0]
    assert 'class="field__error"' in page.text
    assert not passphrase or passphrase not in page.text
    assert not is_signed_in(browser)


def test_a_name_is_taken_once_whatever_its_case(app: Flask, samira: Browser) -> None:
    page = Browser(app).send("/sign-up", {"name": " SAMIRA@voorbeeld.nl ", "passphrase": PASSPHRASE})
    assert page.status_code == 422
    assert "al in gebruik" in page.text


def test_a_new_wallet_shows_its_recovery_code_until_she_says_that_she_kept_it(browser: Browser) -> None:
    response = browser.send("/sign-up", {"name": NAME, "passphrase": PASSPHRASE})
    assert path_of(response) == "/recovery-code"
    code = recovery_code(browser)
    assert re.fullmatch(r"(?:[0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}", code)
    assert recovery_code(browser) == code
    assert "herstelcode" in browser.open("/documents").text
    assert path_of(browser.send("/recovery-code")) == "/documents"
    assert path_of(browser.open("/recovery-code")) == "/documents"
    assert "herstelcode" not in browser.open("/documents").text


def test_signing_in_works_with_any_spelling_of_the_name_and_leads_to_the_documents(
    app: Flask, samira: Browser
) -> None:
    elsewhere = Browser(app)
    assert path_of(elsewhere.signs_in("Samira@VOORBEELD.nl")) == "/documents"
    assert is_signed_in(elsewhere)


@pytest.mark.parametrize(
    ("name", "passphrase"),
    [
        (NAME, "een ander wachtwoord"),
        ("niemand@voorbeeld.nl", PASSPHRASE),
        (NAME, "x" * 5000),
        (NAME, "\x00"),
    ],
)
def test_a_wrong_name_and_a_wrong_passphrase_look_the_same(
    app: Flask, samira: Browser, name: str, passphrase: str
) -> None:
    page = Browser(app).signs_in(name, passphrase)
    assert page.status_code == 422
    assert "De naam of het wachtwoord klopt niet." in page.text


def test_the_session_has_a_new_id_after_signing_in_and_the_old_one_is_worth_nothing(
    app: Flask, samira: Browser
) -> None:
    victim, attacker = Browser(app), Browser(app)
    victim.client.set_cookie("wallet_session", "fixed-by-an-attacker", domain="localhost", path="/wallet")
    victim.signs_in(NAME)
    assert session_cookie(victim) not in ("", "fixed-by-an-attacker")
    attacker.client.set_cookie("wallet_session", "fixed-by-an-attacker", domain="localhost", path="/wallet")
    assert not is_signed_in(attacker)
    first = session_cookie(victim)
    victim.signs_in(NAME)
    assert session_cookie(victim) != first
    attacker.client.set_cookie("wallet_session", first, domain="localhost", path="/wallet")
    assert not is_signed_in(attacker)


def test_signing_out_ends_the_session_on_the_server_and_empties_the_cache(
    app: Flask, samira: Browser
) -> None:
    cookie = session_cookie(samira)
    response = samira.send("/sign-out")
    assert "cache" in response.headers["Clear-Site-Data"]
    assert not is_signed_in(samira)
    thief = Browser(app)
    thief.client.set_cookie("wallet_session", cookie, domain="localhost", path="/wallet")
    assert not is_signed_in(thief)


def test_half_an_hour_of_silence_ends_the_session_and_a_visit_keeps_it(samira: Browser, clock: Clock) -> None:
    for _ in range(3):
        clock.passes(minutes=20)
        assert is_signed_in(samira)
    clock.passes(minutes=31)
    response = samira.open("/documents")
    assert path_of(response) == "/sign-in?next=/wallet/documents"


def test_a_session_ends_after_twelve_hours_however_busy(samira: Browser, clock: Clock) -> None:
    for _ in range(12 * 3):
        clock.passes(minutes=20)
        samira.open("/documents")
    assert not is_signed_in(samira)


def test_after_ten_wrong_attempts_the_account_is_closed_for_a_while_also_with_the_right_passphrase(
    app: Flask, samira: Browser, clock: Clock
) -> None:
    for number in range(10):
        assert Browser(app).signs_in(NAME, f"fout wachtwoord {number}").status_code == 422
    locked = Browser(app).signs_in(NAME)
    assert locked.status_code == 429
    assert "Wacht" in locked.text
    clock.passes(minutes=14)
    assert Browser(app).signs_in(NAME).status_code == 429
    clock.passes(minutes=2)
    assert Browser(app).signs_in(NAME).status_code == 303


def test_recovery_attempts_and_names_without_an_account_are_counted_alike(
    app: Flask, samira: Browser
) -> None:
    for name in (NAME, "niemand@voorbeeld.nl"):
        fields = {"name": name, "code": "0000-0000-0000-0000-0000-0000", "passphrase": PASSPHRASE}
        statuses = [Browser(app).send("/recover", fields).status_code for _ in range(11)]
        assert statuses == [422] * 10 + [429]


def test_signing_in_forgets_the_wrong_attempts(app: Flask, samira: Browser) -> None:
    for _ in range(3):
        for number in range(6):
            Browser(app).signs_in(NAME, f"fout wachtwoord {number}")
        assert Browser(app).signs_in(NAME).status_code == 303


def test_the_recovery_code_gives_a_new_passphrase_and_code_and_ends_other_sessions(app: Flask) -> None:
    first = Browser(app)
    first.send("/sign-up", {"name": NAME, "passphrase": PASSPHRASE})
    code = recovery_code(first)
    second = Browser(app)
    typed = code.lower().replace("-", " ")
    response = second.send(
        "/recover", {"name": NAME, "code": typed, "passphrase": "een heel nieuw wachtwoord"}
    )
    assert path_of(response) == "/recovery-code"
    assert recovery_code(second) != code
    assert not is_signed_in(first)
    assert first.signs_in(NAME).status_code == 422
    assert first.signs_in(NAME, "een heel nieuw wachtwoord").status_code == 303
    again = Browser(app).send(
        "/recover", {"name": NAME, "code": code, "passphrase": "nog een nieuw wachtwoord"}
    )
    assert again.status_code == 422


@pytest.mark.parametrize("code", ["", "kort", "UUUU" * 6, "0" * 24, "<script>", "0" * 5000])
def test_a_wrong_recovery_code_changes_nothing(app: Flask, samira: Browser, code: str) -> None:
    fields = {"name": NAME, "code": code, "passphrase": "een heel nieuw wachtwoord"}
    assert Browser(app).send("/recover", fields).status_code == 422
    assert Browser(app).signs_in(NAME).status_code == 303


def test_a_weak_new_passphrase_at_recovery_keeps_the_code_good(app: Flask) -> None:
    first = Browser(app)
    first.send("/sign-up", {"name": NAME, "passphrase": PASSPHRASE})
    code = recovery_code(first)
    fields = {"name": NAME, "code": code}
    assert Browser(app).send("/recover", {**fields, "passphrase": "kort"}).status_code == 422
    assert Browser(app).send("/recover", {**fields, "passphrase": "een nieuw wachtwoord"}).status_code == 303


def test_a_new_recovery_code_ends_the_old_one(app: Flask) -> None:
    browser = Browser(app)
    browser.send("/sign-up", {"name": NAME, "passphrase": PASSPHRASE})
    old = recovery_code(browser)
    browser.send("/recovery-code")
    assert path_of(browser.send("/account/recovery-code")) == "/recovery-code"
    assert recovery_code(browser) != old
    fields = {"name": NAME, "code": old, "passphrase": "een nieuw wachtwoord"}
    assert Browser(app).send("/recover", fields).status_code == 422


@pytest.mark.parametrize(
    "evil",
    [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "\t//evil.example",
    ],
)
def test_signing_in_never_leads_to_another_site(app: Flask, samira: Browser, evil: str) -> None:
    response = Browser(app).send("/sign-in", {"name": NAME, "passphrase": PASSPHRASE, "next": evil})
    assert response.location == "/wallet/documents"


def test_signing_in_leads_back_to_the_page_that_was_asked_for(app: Flask, samira: Browser) -> None:
    browser = Browser(app)
    page = path_of(browser.open("/shares"))
    assert page == "/sign-in?next=/wallet/shares"
    response = browser.send("/sign-in", {"name": NAME, "passphrase": PASSPHRASE, "next": "/wallet/shares"})
    assert response.location == "/wallet/shares"


def test_a_form_without_its_token_or_from_another_site_changes_nothing(app: Flask, samira: Browser) -> None:
    client = samira.client
    assert client.post("/sign-out", base_url=BASE).status_code == 400
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert samira.send("/sign-out", headers=foreign).status_code == 403
    assert is_signed_in(samira)


def test_personal_pages_are_not_cached_and_the_cookie_is_out_of_reach_of_scripts(samira: Browser) -> None:
    response = samira.open("/documents")
    assert response.headers["Cache-Control"] == "no-store"
    cookie = samira.signs_in(NAME).headers.getlist("Set-Cookie")
    session = next(line for line in cookie if line.startswith("wallet_session="))
    assert "HttpOnly" in session
    assert "SameSite=Lax" in session


def test_the_front_page_leads_a_signed_in_holder_to_her_documents(samira: Browser, browser: Browser) -> None:
    assert path_of(samira.open("/")) == "/documents"
    assert browser.open("/").status_code == 200


def test_nothing_of_a_refused_sign_up_stays_behind(browser: Browser, database: Database) -> None:
    browser.send("/sign-up", {"name": NAME, "passphrase": "kort"})
    with database.reading() as session:
        for table in (Wallet, WrappedKey, HolderKey, BrowserSession):
            assert session.execute(select(func.count()).select_from(table)).scalar_one() == 0
