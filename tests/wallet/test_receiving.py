"""Receiving a certificate: first what it is, then an account, judged before it is kept, never lost."""

import threading

import pytest
from flask import Flask
from sqlalchemy import func, select

from schemas.documents import JsonObject, parse_object
from tests.wallet.browser import BASE, PASSPHRASE, Browser, hidden_fields, path_of
from tests.wallet.ecosystem import (
    ISSUER_NAME,
    ISSUER_URL,
    MemoryChecker,
    MemoryIssuer,
    Offer,
    diploma,
    ervaringscertificaat,
    offer_link,
)
from wallet.errors import IssuerUnavailableError
from wallet.models import Document
from web.database import Database

TOKEN = "T" * 43
CODE = "ABCD2345EFGH"


@pytest.fixture(autouse=True)
def an_offer(issuer: MemoryIssuer) -> None:
    issuer.has_ready(TOKEN, diploma())
    issuer.has_ready(CODE, ervaringscertificaat())


def documents_in(database: Database) -> int:
    with database.reading() as session:
        return session.execute(select(func.count()).select_from(Document)).scalar_one()


def breaks_down() -> None:
    raise IssuerUnavailableError("issuer.unreachable")


def see(browser: Browser, link: str = offer_link(TOKEN)) -> str:
    page = browser.open("/receive", query_string={"offer": link})
    assert page.status_code == 200, page.text
    return page.text


# Seeing what it is


def test_whoever_has_the_link_sees_what_it_is_before_having_an_account(browser: Browser) -> None:
    page = see(browser)
    for words in ("Mbo-diploma Helpende Zorg en Welzijn", ISSUER_NAME, "Samira Voorbeeld", "Maak een wallet"):
        assert words in page


def test_the_issuer_goes_by_its_name_in_the_trust_list_not_by_its_own_words(browser: Browser) -> None:
    assert "Een naam die de uitgever zelf noemt" not in see(browser)


def test_an_issuer_on_no_list_is_marked_as_unknown(browser: Browser, checker: MemoryChecker) -> None:
    checker.names.clear()
    page = see(browser)
    assert "Een naam die de uitgever zelf noemt" in page
    assert "Wij kennen deze organisatie niet." in page


def test_looking_claims_and_stores_nothing(
    browser: Browser, issuer: MemoryIssuer, database: Database
) -> None:
    see(browser)
    see(browser)
    assert issuer.offers[TOKEN].holder is None
    assert documents_in(database) == 0


@pytest.mark.parametrize(
    ("link", "status"),
    [
        ("", 422),
        ("geen link", 422),
        ("javascript:alert(1)", 422),
        ("http://andere.example/o/" + TOKEN, 422),
        (offer_link("X" * 43), 422),
        ("https://x/" + "y" * 3000, 422),
    ],
)
def test_a_bad_link_gives_a_clear_page(browser: Browser, link: str, status: int) -> None:
    page = browser.open("/receive", query_string={"offer": link})
    assert page.status_code == status
    assert "problem__code" in page.text
    assert "<script>alert" not in page.text


@pytest.mark.parametrize("code", ["offer.expired", "offer.withdrawn", "offer.claimed"])
def test_an_offer_that_is_over_says_so(browser: Browser, issuer: MemoryIssuer, code: str) -> None:
    issuer.offers[TOKEN] = Offer(diploma(), refusal=code)
    page = browser.open("/receive", query_string={"offer": offer_link(TOKEN)})
    assert page.status_code == 422
    assert code in page.text


# Asking before contacting a stranger (WB-10)


def test_a_link_to_an_unknown_host_shows_the_host_and_contacts_nobody(
    browser: Browser, issuer: MemoryIssuer
) -> None:
    page = see(browser, f"https://andere-school.example/o/{TOKEN}")
    assert "andere-school.example" in page
    assert "Ken je deze website?" in page
    assert issuer.asked == []


def test_an_unknown_host_is_contacted_after_her_yes(browser: Browser, issuer: MemoryIssuer) -> None:
    issuer.urls = frozenset({"https://andere-school.example"})
    issuer.domain = "https://andere-school.example"
    page = see(browser, f"https://andere-school.example/o/{TOKEN}")
    assert path_of(browser.send("/receive/host", hidden_fields(page))) == "/receive"
    assert "Mbo-diploma" in browser.open("/receive").text
    assert issuer.asked == ["https://andere-school.example"]


def test_no_link_can_say_yes_in_her_place(browser: Browser, issuer: MemoryIssuer) -> None:
    answer = browser.client.post(
        "/receive/host", base_url=BASE, data={"offer": f"https://andere-school.example/o/{TOKEN}"}
    )
    assert answer.status_code == 400
    browser.client.set_cookie("wallet_offer", "forged.value", domain="localhost", path="/wallet")
    assert path_of(browser.open("/receive")) == "/receive/code"
    assert issuer.asked == []


# By code


@pytest.mark.parametrize("typed", ["ABCD-2345-EFGH", "abcd 2345 efgh", "abcd2345efgh"])
def test_a_code_from_a_letter_finds_the_offer(browser: Browser, typed: str) -> None:
    assert path_of(browser.send("/receive/code", {"code": typed})) == "/receive"
    assert "Ervaringscertificaat Verzorgende IG" in browser.open("/receive").text


@pytest.mark.parametrize("typed", ["", "ABCD", "ZZZZ-ZZZZ-ZZZZ", "<script>alert(1)</script>", "x" * 400])
def test_a_wrong_code_keeps_what_was_typed_and_says_what_to_do(browser: Browser, typed: str) -> None:
    page = browser.send("/receive/code", {"code": typed})
    assert page.status_code == 422
    assert 'class="error-summary"' in page.text
    assert "<script>alert" not in page.text


def test_a_code_that_could_not_be_asked_everywhere_is_not_called_wrong(
    browser: Browser, issuer: MemoryIssuer
) -> None:
    issuer.before_preview = breaks_down
    page = browser.send("/receive/code", {"code": "ZZZZ-ZZZZ-ZZZZ"})
    assert page.status_code == 503
    assert "Er is niets kwijt." in page.text


def test_only_configured_issuers_are_asked_for_a_code(browser: Browser, issuer: MemoryIssuer) -> None:
    browser.send("/receive/code", {"code": "ZZZZ-ZZZZ-ZZZZ"})
    assert set(issuer.asked) == {ISSUER_URL}


# Account after


def test_the_offer_waits_while_she_makes_an_account(browser: Browser, database: Database) -> None:
    see(browser)
    response = browser.send("/sign-up", {"name": "samira@voorbeeld.nl", "passphrase": PASSPHRASE})
    assert path_of(response) == "/recovery-code"
    assert path_of(browser.send("/recovery-code")) == "/receive"
    page = browser.open("/receive").text
    document = path_of(browser.send("/receive/accept", hidden_fields(page)))
    assert "Echt en geldig" in browser.open(document).text
    assert documents_in(database) == 1
    assert path_of(browser.open("/receive")) == "/receive/code"


def test_the_offer_waits_while_she_signs_in(app: Flask, samira: Browser) -> None:
    browser = Browser(app)
    see(browser)
    assert path_of(browser.signs_in("samira@voorbeeld.nl")) == "/receive"


def test_stopping_half_way_loses_nothing(browser: Browser) -> None:
    see(browser)
    browser.open("/sign-up")
    assert "Er ligt een bewijs voor je klaar" in browser.open("/").text
    assert "Mbo-diploma" in browser.open("/receive").text


def test_saying_not_now_forgets_the_offer_here_and_leaves_it_open_there(
    browser: Browser, issuer: MemoryIssuer
) -> None:
    see(browser)
    browser.send("/receive/decline")
    assert path_of(browser.open("/receive")) == "/receive/code"
    assert issuer.offers[TOKEN].holder is None
    assert "Mbo-diploma" in see(browser)


# Keeping


def test_a_second_click_keeps_one_document(samira: Browser, database: Database) -> None:
    fields = hidden_fields(see(samira))
    first = path_of(samira.send("/receive/accept", fields))
    second = path_of(samira.send("/receive/accept", fields))
    assert first == second
    assert documents_in(database) == 1
    assert "Je had dit bewijs al." in samira.open(second).text


def test_two_clicks_at_the_same_moment_keep_one_document(
    app: Flask, samira: Browser, issuer: MemoryIssuer, database: Database
) -> None:
    fields = {**hidden_fields(see(samira)), "csrf_token": samira.form_token()}
    together = threading.Barrier(2, timeout=10)
    issuer.after_claim = together.wait
    cookies = samira.client.get_cookie("wallet_session", domain="localhost", path="/wallet")
    forms = samira.client.get_cookie("wallet_forms", domain="localhost", path="/wallet")
    assert cookies
    assert forms
    places: list[str] = []

    def click() -> None:
        client = app.test_client()
        client.set_cookie("wallet_session", cookies.value, domain="localhost", path="/wallet")
        client.set_cookie("wallet_forms", forms.value, domain="localhost", path="/wallet")
        places.append(path_of(client.post("/receive/accept", base_url=BASE, data=fields)))

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(places) == 2
    assert len(set(places)) == 1
    assert documents_in(database) == 1


def test_a_network_that_breaks_after_the_claim_loses_nothing(
    samira: Browser, issuer: MemoryIssuer, database: Database
) -> None:
    fields = hidden_fields(see(samira))
    issuer.after_claim = breaks_down
    page = samira.send("/receive/accept", fields)
    assert page.status_code == 503
    assert page.headers["Retry-After"]
    assert documents_in(database) == 0
    assert issuer.offers[TOKEN].holder is not None
    issuer.after_claim = lambda: None
    again = samira.open("/receive").text
    assert "Was jij dat?" in again
    samira.send("/receive/accept", hidden_fields(again))
    assert documents_in(database) == 1


def test_a_network_that_breaks_before_the_claim_loses_nothing(
    samira: Browser, issuer: MemoryIssuer, database: Database
) -> None:
    fields = hidden_fields(see(samira))
    issuer.before_preview = breaks_down
    assert samira.send("/receive/accept", fields).status_code == 503
    issuer.before_preview = lambda: None
    samira.send("/receive/accept", fields)
    assert documents_in(database) == 1


def test_an_offer_that_another_wallet_claimed_is_refused(
    samira: Browser, johan: Browser, database: Database
) -> None:
    fields = hidden_fields(see(johan))
    samira.receives(offer_link(TOKEN))
    page = johan.send("/receive/accept", fields)
    assert page.status_code == 422
    assert "Dit bewijs zit al in een andere wallet." in page.text
    assert documents_in(database) == 1


@pytest.mark.parametrize("carried", ["", "forged", "x" * 10_000])
def test_a_form_that_the_wallet_did_not_sign_claims_nothing(
    samira: Browser, issuer: MemoryIssuer, carried: str
) -> None:
    assert path_of(samira.send("/receive/accept", {"pending": carried})) == "/receive/code"
    assert issuer.asked == []


def test_accepting_without_being_signed_in_asks_to_sign_in_and_keeps_the_offer(
    browser: Browser, issuer: MemoryIssuer
) -> None:
    fields = hidden_fields(see(browser))
    assert path_of(browser.send("/receive/accept", fields)) == "/sign-in"
    assert issuer.offers[TOKEN].holder is None
    assert "Mbo-diploma" in browser.open("/receive").text


# Judging before keeping


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("proof", "proof.signature_mismatch", "Dit bewijs klopt niet."),
        ("structure", "document.no_subject", "Dit bewijs klopt niet."),
        ("issuer", "issuer.not_recognised", "mag dit bewijs niet geven"),
        ("status", "status.revoked", "ingetrokken"),
        ("schema", "schema.assessor_is_guide", "Dit bewijs klopt niet."),
    ],
)
def test_a_copy_that_fails_is_refused_in_plain_words_and_nothing_is_kept(
    samira: Browser, checker: MemoryChecker, database: Database, name: str, code: str, words: str
) -> None:
    fields = hidden_fields(see(samira))
    checker.says("failed", name, code)
    page = samira.send("/receive/accept", fields)
    assert page.status_code == 422
    assert words in page.text
    assert documents_in(database) == 0
    assert "Mbo-diploma" in samira.open("/receive").text


def test_a_copy_that_could_not_be_checked_is_kept_as_such_and_can_be_checked_again(
    samira: Browser, checker: MemoryChecker
) -> None:
    checker.says("indeterminate", "status", "fetch.timeout")
    document = samira.receives(offer_link(TOKEN))
    assert "Nog niet gecontroleerd" in samira.open("/documents").text
    checker.says("passed", "status", "status.clear")
    samira.send(f"/documents/{document}/check")
    assert "Echt en geldig" in samira.open(f"/documents/{document}").text
    assert checker.forgotten == 1


def _bound_to_another(document: JsonObject) -> JsonObject:
    subject = document["credentialSubject"]
    assert isinstance(subject, dict)
    return {**document, "credentialSubject": {**subject, "id": "did:key:z6MkSomebodyElse"}}


def _by_another_issuer(document: JsonObject) -> JsonObject:
    return {**document, "issuer": {"id": "did:key:z6MkAnotherIssuer", "name": "Iemand anders"}}


@pytest.mark.parametrize(
    ("tamper", "code"),
    [
        (_bound_to_another, "document.refused_other_holder"),
        (_by_another_issuer, "document.refused_other_offer"),
        (lambda document: {"type": "iets anders"}, "document.refused_changed"),
        (lambda document: {}, "document.refused_changed"),
    ],
)
def test_a_copy_that_is_not_what_was_offered_is_refused(
    samira: Browser, issuer: MemoryIssuer, database: Database, tamper: object, code: str
) -> None:
    issuer.tamper = tamper  # type: ignore[assignment]
    page = samira.send("/receive/accept", hidden_fields(see(samira)))
    assert page.status_code == 422
    assert code in page.text
    assert documents_in(database) == 0


def test_a_challenge_for_somebody_elses_desk_is_not_signed(
    samira: Browser, issuer: MemoryIssuer, database: Database
) -> None:
    fields = hidden_fields(see(samira))
    issuer.domain = "https://bank.example"
    assert samira.send("/receive/accept", fields).status_code == 503
    assert issuer.offers[TOKEN].holder is None


def test_the_download_is_the_signed_document_as_the_issuer_gave_it(
    samira: Browser, issuer: MemoryIssuer
) -> None:
    document = samira.receives(offer_link(TOKEN))
    response = samira.open(f"/documents/{document}/original")
    assert parse_object(response.data) == issuer.offers[TOKEN].copy
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.mimetype == "application/json"
