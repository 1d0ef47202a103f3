"""A certificate from elsewhere: bounded, judged, kept once, and labelled for what it is (WB-04)."""

import io

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from keys.signer import generate
from schemas.documents import JsonObject, serialize
from tests.wallet.browser import BASE, Browser, path_of
from tests.wallet.conftest import NOW
from tests.wallet.ecosystem import MemoryChecker, diploma, signed

GARBAGE = [
    b"",
    b"   ",
    b"geen json",
    b"{",
    b"[]",
    b"null",
    b'"tekst"',
    b'{"a":1,"a":2}',
    b'{"a":NaN}',
    b'{"a":1e400}',
    b"\xff\xfe",
    b"\xef\xbb\xbf{}",
    b"[" * 5000,
    b'{"a":' * 200 + b"1" + b"}" * 200,
    b'{"a":"\\ud800"}',
    b'{"@context":[],"type":"VerifiableCredential"}',
    b'{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],"issuer":5}',
    b"%PDF-1.7 ...",
]


def foreign() -> JsonObject:
    """A signed diploma that is bound to nobody, as on paper."""
    return signed(diploma(), generate(), at=NOW)


@pytest.mark.parametrize("content", GARBAGE)
@pytest.mark.parametrize("way", ["file", "text"])
def test_what_is_no_certificate_is_refused_with_a_sentence(samira: Browser, content: bytes, way: str) -> None:
    if way == "file":
        page = samira.send("/documents/add", {"file": (io.BytesIO(content), "bewijs.json")})
    else:
        page = samira.send("/documents/add", {"text": content.decode("utf-8", "replace")})
    assert page.status_code in (422, 413)
    assert "Hier komen je diploma" in samira.open("/documents").text


def test_a_file_over_a_megabyte_is_refused_unread(samira: Browser, checker: MemoryChecker) -> None:
    # Encoded here: the test client would keep a body of this size in a file that nobody closes.
    file = FileStorage(io.BytesIO(b"{" + b"x" * (1024 * 1024)), "bewijs.json")
    boundary, body = encode_multipart({"csrf_token": samira.form_token(), "file": file})
    page = samira.client.post(
        "/documents/add",
        base_url=BASE,
        data=body,
        content_type=f"multipart/form-data; boundary={boundary}",
    )
    assert page.status_code == 422
    assert "te groot" in page.text
    assert checker.checked == 0


@pytest.mark.parametrize("way", ["file", "text"])
def test_a_certificate_is_kept_byte_for_byte_with_its_label(
    samira: Browser, checker: MemoryChecker, way: str
) -> None:
    checker.says("warning", "binding", "binding.unbound")
    content = serialize(foreign())
    fields = {"file": (io.BytesIO(content), "x.json")} if way == "file" else {"text": content.decode()}
    document = path_of(samira.send("/documents/add", fields))
    page = samira.open(document).text
    assert "Zelf toegevoegd uit een bestand" in page
    assert "Echt, maar let op" in page
    assert "Neem je paspoort mee" in page
    assert samira.open(f"{document}/original").data == content


def test_the_same_certificate_is_kept_once_whatever_its_white_space_and_proof(samira: Browser) -> None:
    key = generate()
    first = signed(diploma(), key, at=NOW)
    again = signed(diploma(), key, at=NOW.replace(hour=13))
    places = {
        path_of(samira.send("/documents/add", {"text": text}))
        for text in (
            serialize(first).decode(),
            "\n  " + serialize(first).decode().replace('","', '", "') + "\n",
            serialize(again).decode(),
        )
    }
    assert len(places) == 1
    assert "Je had dit bewijs al." in samira.open(places.pop()).text


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("structure", "unsigned.term"),
        ("structure", "context.unknown"),
        ("proof", "proof.signature_mismatch"),
        ("proof", "proof.missing"),
        ("key", "key.not_of_issuer"),
    ],
)
def test_what_was_changed_or_never_signed_is_not_kept(
    samira: Browser, checker: MemoryChecker, name: str, code: str
) -> None:
    checker.says("failed", name, code)
    page = samira.send("/documents/add", {"text": serialize(foreign()).decode()})
    assert page.status_code == 422
    assert "Dit bewijs klopt niet." in page.text
    assert "Hier komen je diploma" in samira.open("/documents").text


@pytest.mark.parametrize(
    ("outcome", "name", "code", "words"),
    [
        ("failed", "status", "status.revoked", "Ingetrokken"),
        ("failed", "issuer", "issuer.not_recognised", "Niet erkend"),
        ("failed", "schema", "schema.missing", "Klopt niet"),
        ("warning", "validity", "validity.expired", "Verlopen"),
        ("warning", "status", "status.suspended", "Tijdelijk gestopt"),
        ("warning", "issuer", "issuer.unknown", "Echt, maar let op"),
        ("indeterminate", "status", "fetch.timeout", "Nog niet gecontroleerd"),
    ],
)
def test_what_can_be_believed_is_kept_and_says_what_is_the_matter(
    samira: Browser, checker: MemoryChecker, outcome: str, name: str, code: str, words: str
) -> None:
    checker.says(outcome, name, code)
    document = path_of(samira.send("/documents/add", {"text": serialize(foreign()).decode()}))
    assert words in samira.open("/documents").text
    assert words in samira.open(document).text


def test_a_foreign_kind_is_shown_as_far_as_it_is_understood(samira: Browser) -> None:
    badge: JsonObject = {
        **diploma(),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
    }
    badge.pop("name")
    document = path_of(samira.send("/documents/add", {"text": serialize(badge).decode()}))
    page = samira.open(document).text
    assert "Dit bewijs komt van een andere website." in page
    assert "Helpende Zorg en Welzijn" in page


def test_a_document_that_lacks_what_its_kind_needs_still_has_a_page(samira: Browser) -> None:
    bare: JsonObject = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential", "Diploma"],
        "issuer": "did:web:x.example",
        "credentialSubject": {"achievement": "geen object"},
    }
    document = path_of(samira.send("/documents/add", {"text": serialize(bare).decode()}))
    assert samira.open(document).status_code == 200
    assert samira.open(f"{document}/print").status_code == 200
    assert "Diploma" in samira.open("/documents").text
