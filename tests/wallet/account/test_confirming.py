"""Who finds a wallet open can't take it over: what matters asks again who she is."""

import pytest
from flask import Flask

from tests.wallet.browser import PASSPHRASE, Browser, path_of
from tests.wallet.ecosystem import Clock

NAME = "samira@voorbeeld.nl"
GUARDED = ("/account/passphrase", "/account/recovery-code", "/account/delete", "/account/keys")


@pytest.mark.parametrize("path", GUARDED)
def test_five_minutes_after_signing_in_the_passphrase_is_asked_again(
    samira: Browser, clock: Clock, path: str
) -> None:
    clock.passes(minutes=5)
    assert samira.open(path).status_code == 200
    clock.passes(seconds=1)
    assert path_of(samira.open(path)) == f"/account/confirm?next=/wallet{path}"


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/account/passphrase", {"passphrase": "een heel nieuw wachtwoord"}),
        ("/account/recovery-code", {}),
        ("/account/delete", {"word": "weg"}),
    ],
)
def test_a_form_that_comes_too_late_changes_nothing_and_leads_to_the_question(
    app: Flask, samira: Browser, clock: Clock, path: str, fields: dict[str, str]
) -> None:
    clock.passes(minutes=6)
    assert path_of(samira.send(path, fields)) == f"/account/confirm?next=/wallet{path}"
    assert path_of(samira.open("/recovery-code")) == "/documents"
    assert Browser(app).signs_in(NAME).status_code == 303


def test_the_right_passphrase_leads_on_under_a_new_session(samira: Browser, clock: Clock) -> None:
    clock.passes(minutes=6)
    before = samira.client.get_cookie("wallet_session", domain="localhost", path="/wallet")
    confirmed = samira.send("/account/confirm", {"passphrase": PASSPHRASE, "next": "/wallet/account/delete"})
    assert path_of(confirmed) == "/account/delete"
    assert samira.open("/account/delete").status_code == 200
    after = samira.client.get_cookie("wallet_session", domain="localhost", path="/wallet")
    assert before
    assert after
    assert before.value != after.value


def test_a_wrong_passphrase_is_counted_like_a_wrong_one_at_the_door(
    app: Flask, samira: Browser, clock: Clock
) -> None:
    clock.passes(minutes=6)
    wrong = [samira.send("/account/confirm", {"passphrase": f"fout wachtwoord {n}"}) for n in range(11)]
    assert [page.status_code for page in wrong] == [422] * 10 + [429]
    assert Browser(app).signs_in(NAME).status_code == 429
    assert path_of(samira.open("/account/delete")).startswith("/account/confirm")


@pytest.mark.parametrize("evil", ["//evil.example/", "https://evil.example/", "/\\evil.example"])
def test_confirming_never_leads_to_another_site(samira: Browser, evil: str) -> None:
    response = samira.send("/account/confirm", {"passphrase": PASSPHRASE, "next": evil})
    assert response.location == "/wallet/account"


def test_somebody_elses_passphrase_confirms_nothing(app: Flask, samira: Browser, clock: Clock) -> None:
    Browser(app).signs_up("johan@voorbeeld.nl", "heel ander wachtwoord nu")
    clock.passes(minutes=6)
    page = samira.send("/account/confirm", {"passphrase": "heel ander wachtwoord nu"})
    assert page.status_code == 422


def test_a_new_passphrase_opens_and_the_old_one_no_more_and_other_browsers_are_signed_out(
    app: Flask, samira: Browser
) -> None:
    elsewhere = Browser(app)
    elsewhere.signs_in(NAME)
    changed = samira.send("/account/passphrase", {"passphrase": "een heel nieuw wachtwoord"})
    assert path_of(changed) == "/account"
    assert samira.open("/documents").status_code == 200
    assert path_of(elsewhere.open("/documents")).startswith("/sign-in")
    assert elsewhere.signs_in(NAME).status_code == 422
    assert elsewhere.signs_in(NAME, "een heel nieuw wachtwoord").status_code == 303


def test_a_weak_new_passphrase_is_refused_and_changes_nothing(app: Flask, samira: Browser) -> None:
    elsewhere = Browser(app)
    elsewhere.signs_in(NAME)
    page = samira.send("/account/passphrase", {"passphrase": "kort"})
    assert page.status_code == 422
    assert "te kort" in page.text
    assert elsewhere.open("/documents").status_code == 200
    assert Browser(app).signs_in(NAME).status_code == 303
