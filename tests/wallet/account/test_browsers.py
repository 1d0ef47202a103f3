"""Where am I signed in: she recognises her devices, ends one or all others, and never somebody else's."""

import re

import pytest
from flask import Flask

from tests.wallet.browser import PASSPHRASE, Browser, path_of
from tests.wallet.ecosystem import Clock
from tests.wallet.test_at_rest import dump
from wallet.browsers import Device, device_of
from web.database import Database

NAME = "samira@voorbeeld.nl"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.1 Mobile/15E148 Safari/604.1"
)
LAPTOP = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
)


def on_a_phone(app: Flask, name: str = NAME) -> Browser:
    phone = Browser(app)
    phone.send("/sign-in", {"name": name, "passphrase": PASSPHRASE}, headers={"User-Agent": PHONE})
    return phone


def keys(page: str) -> list[str]:
    return re.findall(r'name="browser" value="([0-9a-f]+)"', page)


@pytest.mark.parametrize(
    ("user_agent", "browser", "system"),
    [
        ("", "", ""),
        ("<script>alert(1)</script>", "", ""),
        ("x" * 100_000, "", ""),
        (PHONE, "Safari", "iPhone"),
        (LAPTOP, "Edge", "Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux"),
        (
            "Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) "
            "SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
            "Samsung Internet",
            "Android",
        ),
        ("Mozilla/5.0 (X11; CrOS x86_64 1) Chrome/140.0 Safari/537.36", "Chrome", "Chromebook"),
    ],
)
def test_a_device_gets_two_words_and_nothing_of_what_a_stranger_wrote(
    user_agent: str, browser: str, system: str
) -> None:
    assert device_of(user_agent) == Device(browser=browser, system=system)


def test_the_list_names_each_device_and_which_one_this_is(app: Flask, samira: Browser, clock: Clock) -> None:
    clock.passes(minutes=3)
    on_a_phone(app)
    page = samira.open("/account/browsers").text
    assert "Safari op iPhone" in page
    assert page.count("Dit apparaat") == 1
    assert page.index("Dit apparaat") < page.index("Safari op iPhone")
    assert len(keys(page)) == 1


def test_sessions_that_are_over_are_not_in_the_list(app: Flask, samira: Browser, clock: Clock) -> None:
    on_a_phone(app)
    clock.passes(minutes=20)
    samira.open("/documents")
    clock.passes(minutes=15)
    assert "iPhone" not in samira.open("/account/browsers").text


def test_ending_one_device_signs_out_that_one_only(app: Flask, samira: Browser) -> None:
    phone, library = on_a_phone(app), Browser(app)
    library.signs_in(NAME)
    page = samira.open("/account/browsers").text
    (card,) = [card for card in page.split('class="card') if "iPhone" in card]
    ended = samira.send("/account/browsers/end", {"browser": keys(card)[0]})
    assert path_of(ended) == "/account/browsers"
    assert path_of(phone.open("/documents")).startswith("/sign-in")
    assert library.open("/documents").status_code == 200
    assert samira.open("/documents").status_code == 200


def test_ending_the_others_leaves_this_one(app: Flask, samira: Browser) -> None:
    others = [on_a_phone(app), on_a_phone(app)]
    samira.send("/account/browsers/end-others")
    assert [path_of(other.open("/documents")) for other in others] == ["/sign-in?next=/wallet/documents"] * 2
    assert samira.open("/documents").status_code == 200
    assert "nergens anders" in samira.open("/account/browsers").text


def test_nobody_sees_or_ends_the_session_of_another(app: Flask, samira: Browser, johan: Browser) -> None:
    phone = on_a_phone(app)
    (key,) = keys(samira.open("/account/browsers").text)
    assert "iPhone" not in johan.open("/account/browsers").text
    assert johan.send("/account/browsers/end", {"browser": key}).status_code == 404
    johan.send("/account/browsers/end-others")
    assert phone.open("/documents").status_code == 200
    assert samira.open("/documents").status_code == 200


def test_the_key_in_the_list_is_no_cookie(app: Flask, samira: Browser) -> None:
    on_a_phone(app)
    (key,) = keys(samira.open("/account/browsers").text)
    thief = Browser(app)
    thief.client.set_cookie("wallet_session", key, domain="localhost", path="/wallet")
    assert path_of(thief.open("/documents")).startswith("/sign-in")


def test_the_database_does_not_tell_which_devices_she_has(
    app: Flask, samira: Browser, database: Database
) -> None:
    on_a_phone(app)
    for word in (b"iPhone", b"Safari", b"Mozilla"):
        assert word not in dump(database)
