"""A form that comes after the session has ended is not lost, reaches nobody else, and only she sends it."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.wallet.browser import BASE, PASSPHRASE, Browser, hidden_fields, path_of
from tests.wallet.ecosystem import Clock
from tests.wallet.portfolio.writing import writes
from wallet.app import SESSION_IDLE
from wallet.unsent import MAX_CHARACTERS, Unsent, carried, mark_of, seal, unseal

KEY = b"k" * 32
STORY = "Ik hielp mevrouw de Boer\nelke ochtend uit bed. <b>Met een tillift</b>."


def post(browser: Browser, path: str, fields: dict[str, str]) -> TestResponse:
    """POST with the token that a page had, and once more where a browser is told to (307)."""
    response = browser.client.post(path, base_url=BASE, data=fields)
    if response.status_code == 307:
        to = urlsplit(response.location)
        again = to.path.removeprefix("/wallet")
        response = browser.client.post(again, base_url=BASE, data=fields, query_string=to.query)
    return response


@pytest.fixture
def item(samira: Browser) -> str:
    return writes(samira)


@pytest.fixture
def late(samira: Browser, clock: Clock, item: str) -> TestResponse:
    """What she sees who sends an answer half an hour after the page was opened."""
    token = samira.form_token()
    clock.passes(minutes=SESSION_IDLE / timedelta(minutes=1))
    answer = {"csrf_token": token, "answer": STORY}
    return post(samira, f"/portfolio/items/{item}/answer/did", answer)


def signs_in(browser: Browser, page: TestResponse, name: str, **changed: str) -> TestResponse:
    """Fill in the form of that page, and send it where the form says."""
    sealed = hidden_fields(page.text)["unsent"]
    action = re.search(r'<form class="form" method="post" action="/wallet([^"]+)"', page.text)
    assert action, "a form without an address of its own goes back to where the late one went"
    return browser.send(action[1], {"unsent": sealed, "name": name, "passphrase": PASSPHRASE, **changed})


def test_she_signs_in_again_and_sends_what_she_had_typed_herself(
    samira: Browser, late: TestResponse, item: str
) -> None:
    assert late.status_code == 403
    assert "Wat je had ingevuld, blijft bewaard" in late.text
    assert "mevrouw de Boer" not in late.text
    page = signs_in(samira, late, "samira@voorbeeld.nl")
    assert page.status_code == 200
    assert "mevrouw de Boer" in page.text
    assert "<b>Met" not in page.text
    assert "mevrouw de Boer" not in samira.open(f"/portfolio/items/{item}").text  # nothing sends itself
    assert f'action="/wallet/portfolio/items/{item}/answer/did"' in page.text
    sent = samira.send(f"/portfolio/items/{item}/answer/did", hidden_fields(page.text))
    assert sent.status_code == 303
    assert "mevrouw de Boer" in samira.open(f"/portfolio/items/{item}").text


def test_a_wrong_passphrase_first_loses_nothing(samira: Browser, late: TestResponse) -> None:
    again = signs_in(samira, late, "samira@voorbeeld.nl", passphrase="iets heel anders")
    assert again.status_code == 422
    assert "mevrouw de Boer" in signs_in(samira, again, "samira@voorbeeld.nl").text


def test_a_passkey_that_does_not_open_the_wallet_loses_nothing(samira: Browser, late: TestResponse) -> None:
    sealed = hidden_fields(late.text)["unsent"]
    again = samira.send("/sign-in/passkey", {"unsent": sealed, "credential": "{}", "prf": ""})
    assert again.status_code == 422
    assert "mevrouw de Boer" in signs_in(samira, again, "samira@voorbeeld.nl").text


def test_somebody_else_on_the_same_browser_sees_nothing_of_it(
    app: Flask, samira: Browser, late: TestResponse
) -> None:
    Browser(app).signs_up("johan")
    page = signs_in(samira, late, "johan")
    assert page.status_code == 303
    assert "mevrouw de Boer" not in samira.open(path_of(page)).text


def test_the_form_opens_nowhere_else_and_not_for_ever(
    samira: Browser, late: TestResponse, clock: Clock
) -> None:
    clock.passes(hours=13)
    assert signs_in(samira, late, "samira@voorbeeld.nl").status_code == 303


def test_who_was_never_signed_in_here_is_asked_to_sign_in_and_nothing_is_kept(app: Flask, item: str) -> None:
    stranger = Browser(app)
    page = stranger.send(f"/portfolio/items/{item}/answer/did", {"answer": STORY})
    assert (page.status_code, path_of(page)) == (303, "/sign-in")


def test_no_other_site_can_fill_in_a_form_that_waits(app: Flask, samira: Browser) -> None:
    forged = post(samira, "/sign-in/again?next=/wallet/account", {"answer": "van een ander"})
    assert forged.status_code == 400  # without the token of her own form
    elsewhere = post(samira, "/sign-in/again?next=https://evil.example/", {"csrf_token": samira.form_token()})
    assert "evil.example" not in elsewhere.text


def test_secrets_and_files_are_not_carried() -> None:
    sent = [
        ("csrf_token", "x"),
        ("pin", "1234"),
        ("passphrase", "y"),
        ("answer", "tekst"),
        ("answer", "meer"),
    ]
    assert carried(sent) == (("answer", "tekst"), ("answer", "meer"))


@pytest.mark.parametrize(
    "fields",
    [[("answer", "x" * MAX_CHARACTERS)], [(f"f{number}", "") for number in range(201)]],
    ids=["large", "many"],
)
def test_what_is_larger_than_any_form_of_ours_is_not_carried(fields: list[tuple[str, str]]) -> None:
    assert carried(fields) == ()


def test_every_changed_character_makes_it_nothing(clock: Clock) -> None:
    sealed = seal(KEY, Unsent("/wallet/x", (("a", "b c"),)), mark=mark_of(KEY, "w1"), at=clock())
    assert unseal(KEY, sealed, wallet_id="w1", at=clock()) == Unsent("/wallet/x", (("a", "b c"),))
    raw = urlsafe_b64decode(sealed)
    for place in range(len(raw)):
        changed = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        assert unseal(KEY, urlsafe_b64encode(changed).decode(), wallet_id="w1", at=clock()) is None
    for hostile in ("", "x", "é", "AAAA", sealed[:-4], "A" * 100_000):
        assert unseal(KEY, hostile, wallet_id="w1", at=clock()) is None
    assert unseal(b"o" * 32, sealed, wallet_id="w1", at=clock()) is None
    assert unseal(KEY, sealed, wallet_id="w2", at=clock()) is None


def test_a_mark_names_no_wallet() -> None:
    assert "w1" not in mark_of(KEY, "w1")
    assert mark_of(KEY, "w1") != mark_of(b"o" * 32, "w1")
