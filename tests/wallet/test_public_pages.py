"""What the receiver of a link meets: nothing without a button, nothing twice by one ticket (WB-05, WB-06)."""

import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from schemas.documents import parse_object
from tests.wallet.browser import BASE, Browser
from tests.wallet.ecosystem import Clock, MemoryIssuer, diploma, offer_link

TOKEN = "D" * 43
VERIFIER = {"Accept": "application/vp"}


@pytest.fixture
def share(samira: Browser, issuer: MemoryIssuer) -> str:
    """The id of a share of Samira's."""
    issuer.has_ready(TOKEN, diploma())
    return samira.shares(samira.receives(offer_link(TOKEN)), duration="1-week")


@pytest.fixture
def path(samira: Browser, share: str) -> str:
    """The path of that share's link."""
    return "/s/" + samira.link_of(share).rsplit("/", 1)[-1]


def post(browser: Browser, path: str, **headers: str) -> TestResponse:
    return browser.client.post(path, base_url=BASE, headers=headers)


def ticket_from(response: TestResponse) -> str:
    """The ticket's path, out of the address of the verifier."""
    assert response.status_code == 303
    assert response.location.startswith("http://localhost:8000/verifier/open?ticket=")
    (address,) = parse_qs(urlsplit(response.location).query)["ticket"]
    assert address.startswith(BASE)
    return urlsplit(address).path.removeprefix("/wallet")


def looks(samira: Browser, share: str) -> str:
    return samira.open(f"/shares/{share}").text.split("Bekeken</dt><dd>")[1].split("<")[0]


def test_the_page_shows_that_something_is_shared_and_nothing_else(browser: Browser, path: str) -> None:
    response = browser.open(path)
    assert response.status_code == 200
    for secret in ("Samira", "Helpende", "Diploma", "ROC", "Linde"):
        assert secret not in response.text
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers


def test_loading_the_page_counts_nothing_and_uses_up_nothing(
    browser: Browser, samira: Browser, share: str, path: str
) -> None:
    for _ in range(5):
        browser.open(path)
        browser.client.head(path, base_url=BASE)
    assert looks(samira, share) == "0 keer"


def test_the_button_counts_a_look_and_leads_to_the_verifier_with_a_ticket(
    browser: Browser, samira: Browser, share: str, path: str
) -> None:
    ticket = ticket_from(post(browser, path))
    assert looks(samira, share) == "1 keer"
    response = browser.open(ticket)
    assert response.mimetype == "application/vp"
    assert parse_object(response.data)["id"] == f"urn:uuid:{share}"
    assert looks(samira, share) == "1 keer"


def test_a_verifier_gets_the_presentation_itself(
    browser: Browser, samira: Browser, share: str, path: str
) -> None:
    response = post(browser, path, **VERIFIER)
    assert parse_object(response.data)["id"] == f"urn:uuid:{share}"
    assert looks(samira, share) == "1 keer"


def test_a_browser_that_accepts_everything_gets_the_redirect(browser: Browser, path: str) -> None:
    for accept in ("*/*", "text/html,application/xhtml+xml,*/*;q=0.8"):
        assert post(browser, path, Accept=accept).status_code == 303


def test_a_ticket_works_once(browser: Browser, path: str) -> None:
    ticket = ticket_from(post(browser, path))
    assert browser.open(ticket).status_code == 200
    again = browser.open(ticket)
    assert again.status_code == 404
    assert again.get_json()["code"] == "share.unknown"


def test_a_look_at_a_ticket_without_its_body_does_not_use_it_up(browser: Browser, path: str) -> None:
    ticket = ticket_from(post(browser, path))
    assert browser.client.head(ticket, base_url=BASE).status_code == 405
    assert browser.open(ticket).status_code == 200


def test_a_ticket_is_good_for_five_minutes(browser: Browser, path: str, clock: Clock) -> None:
    ticket = ticket_from(post(browser, path))
    clock.passes(minutes=5)
    assert browser.open(ticket).status_code == 404


def test_of_two_fetches_at_the_same_moment_exactly_one_gets_the_presentation(
    app: Flask, browser: Browser, path: str
) -> None:
    together = threading.Barrier(2, timeout=10)

    def fetch(ticket: str) -> int:
        together.wait()
        return app.test_client().get(ticket, base_url=BASE).status_code

    with ThreadPoolExecutor(2) as pool:
        for _ in range(5):
            ticket = ticket_from(post(browser, path))
            assert sorted(pool.map(fetch, [ticket, ticket])) == [200, 404]


def test_looks_at_the_same_moment_are_all_counted(app: Flask, samira: Browser, share: str, path: str) -> None:
    together = threading.Barrier(6, timeout=10)

    def look(_number: int) -> None:
        together.wait()
        app.test_client().post(path, base_url=BASE, headers=VERIFIER)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(look, range(6)))
    assert looks(samira, share) == "6 keer"


def test_a_stopped_share_says_so_to_who_has_the_link_and_its_tickets_die_with_it(
    browser: Browser, samira: Browser, share: str, path: str
) -> None:
    ticket = ticket_from(post(browser, path))
    samira.send(f"/shares/{share}/stop")
    page = browser.open(path)
    assert page.status_code == 410
    assert "Dit wordt niet meer gedeeld." in page.text
    assert post(browser, path).status_code == 410
    told = post(browser, path, **VERIFIER)
    assert (told.status_code, told.get_json()["code"]) == (410, "share.stopped")
    assert browser.open(ticket).status_code == 404


def test_an_expired_share_says_so_from_midnight_on(browser: Browser, path: str, clock: Clock) -> None:
    clock.passes(days=7, hours=10, minutes=59)
    assert browser.open(path).status_code == 200
    ticket = ticket_from(post(browser, path))
    clock.passes(minutes=1)
    assert "Deze link is verlopen." in browser.open(path).text
    told = post(browser, path, **VERIFIER)
    assert (told.status_code, told.get_json()["code"]) == (410, "share.expired")
    late = browser.open(ticket)
    assert (late.status_code, late.get_json()["code"]) == (410, "share.expired")


@pytest.mark.parametrize("wrong", ["x", "A" * 43, "A" * 42, "A" * 44, "é" * 43, "%00" * 10, "A" * 3000])
def test_a_wrong_link_looks_like_one_that_never_existed(browser: Browser, path: str, wrong: str) -> None:
    for attempt in (
        browser.open(f"/s/{wrong}"),
        post(browser, f"/s/{wrong}"),
        post(browser, f"/s/{wrong}", **VERIFIER),
        browser.open(f"/t/{wrong}"),
    ):
        assert attempt.status_code == 404
        assert "share.unknown" in attempt.text


def test_an_address_that_does_not_exist_has_a_way_on_but_a_wrong_link_leads_into_nobodys_wallet(
    browser: Browser,
) -> None:
    assert "Naar het begin" in browser.open("/no/such/page").text
    assert "Naar het begin" not in browser.open("/s/" + "A" * 43).text


def test_a_share_token_is_no_ticket_and_a_ticket_is_no_share(browser: Browser, path: str) -> None:
    assert browser.open(path.replace("/s/", "/t/")).status_code == 404
    ticket = ticket_from(post(browser, path))
    assert browser.open(ticket.replace("/t/", "/s/")).status_code == 404
    assert browser.open(ticket).status_code == 200


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_another_site_can_not_press_the_button(
    browser: Browser, samira: Browser, share: str, path: str, headers: dict[str, str]
) -> None:
    assert post(browser, path, **headers).status_code == 403
    assert looks(samira, share) == "0 keer"


def test_public_pages_read_no_cookies(samira: Browser, path: str) -> None:
    response = samira.open(path)
    assert "Set-Cookie" not in response.headers
    assert "Account" not in response.text


def test_no_token_reaches_the_log(browser: Browser, path: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    ticket = ticket_from(post(browser, path))
    browser.open(path)
    browser.open(ticket)
    browser.open(ticket)
    logged = " ".join(str(record.msg) + record.getMessage() for record in caplog.records)
    assert "/s/<token>" in logged
    assert path.rsplit("/", 1)[-1] not in logged
    assert ticket.rsplit("/", 1)[-1] not in logged
