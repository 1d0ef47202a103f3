"""Certificates, offers and answers that try to become part of the page (WB-01, WB-15, JS-04)."""

import json

import pytest

from schemas.documents import JsonObject, JsonValue, parse_object, serialize
from tests.wallet.browser import Browser, path_of
from tests.wallet.ecosystem import MemoryChecker, MemoryIssuer, ervaringscertificaat, offer_link

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "%(evil)s %s %d",
    "</title><svg/onload=alert(1)>",
    "Samira\u202eregal\u200b",
    "&#60;script&#62;",
    "\x00\x1b[31mrood",
]
LIVE = ("<script>alert", "<img src=x", "<svg/onload", "\u202e", "\u200b", "\x1b")
PAGES = ("", "/print", "/delete")


def poisoned(value: JsonValue, attack: str) -> JsonValue:
    """Put the attack into every text of a document that is neither structure, date nor code."""
    if isinstance(value, dict):
        kept = ("@context", "type", "id", "credentialSchema", "credentialStatus", "issuer")
        dates = ("validFrom", "awardedDate", "datumOvereenkomst", "geboortedatum", "geldigVan", "datumBewijs")
        return {
            name: item if name in (*kept, *dates) else poisoned(item, attack) for name, item in value.items()
        }
    if isinstance(value, list):
        return [poisoned(item, attack) for item in value]
    return attack if isinstance(value, str) else value


@pytest.mark.parametrize("attack", ATTACKS)
def test_js_05_nothing_in_a_document_becomes_markup_or_a_link(
    samira: Browser, issuer: MemoryIssuer, checker: MemoryChecker, attack: str
) -> None:
    document = poisoned(ervaringscertificaat(), attack)
    assert isinstance(document, dict)
    document["issuer"] = {"id": "did:key:z6MkX", "type": ["Profile"], "name": attack}
    document["evidence"] = [{"id": "javascript:alert(1)", "type": ["Evidence"], "name": attack}]
    checker.names.clear()
    place = path_of(samira.send("/documents/add", {"text": serialize(document).decode()}))
    share = samira.shares(place.rsplit("/", 1)[-1], receiver="<b>Zorggroep</b>")
    shown = ("/documents", "/shares", f"/shares/{share}", f"/shares/{share}/stop")
    for path in (*(place + page for page in PAGES), *shown):
        response = samira.open(path)
        assert response.status_code == 200, path
        page = response.text
        for live in (*LIVE, "<b>Zorggroep"):
            assert live not in page, path
        assert 'href="javascript:' not in page
        assert " onmouseover='" not in page
        assert ">49<" not in page
    assert parse_object(samira.open(f"{place}/original").data) == document


@pytest.mark.parametrize("attack", ATTACKS)
def test_js_05_nothing_that_an_issuer_says_becomes_markup(
    browser: Browser, issuer: MemoryIssuer, checker: MemoryChecker, attack: str
) -> None:
    checker.names.clear()
    template: JsonObject = {**ervaringscertificaat(), "name": attack}
    issuer.has_ready("H" * 43, template)
    page = browser.open("/receive", query_string={"offer": offer_link("H" * 43)})
    assert page.status_code in (200, 503)
    for live in LIVE:
        assert live not in page.text


def test_no_page_has_inline_script_style_or_event_handlers(samira: Browser, issuer: MemoryIssuer) -> None:
    issuer.has_ready("H" * 43, ervaringscertificaat())
    document = samira.receives(offer_link("H" * 43))
    share = samira.shares(document)
    for path in ("/documents", f"/documents/{document}", f"/shares/{share}", "/account"):
        response = samira.open(path)
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        assert " onclick=" not in response.text
        assert " style=" not in response.text
        assert "<script>" not in response.text


def test_links_to_elsewhere_are_those_of_the_share_page_only(samira: Browser, issuer: MemoryIssuer) -> None:
    document = json.loads(serialize(ervaringscertificaat()))
    document["credentialSubject"]["achievement"]["criteria"]["id"] = "https://evil.example/"
    document["credentialSubject"]["image"] = {"id": "https://evil.example/x.png", "type": "Image"}
    issuer.has_ready("H" * 43, document)
    held = samira.receives(offer_link("H" * 43))
    page = samira.open(f"/documents/{held}").text
    assert "evil.example" not in page
    assert 'href="http' not in page
    assert "<img" not in page
