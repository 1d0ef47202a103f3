"""Bad input at every door: a clear refusal with a code, never a fault of ours, never half a state.

Attack ids: JS-05, WB-17 (SECURITY.md).
"""

import gc
import io
import json
import warnings
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from issuer.installation import Installation
from issuer.models import Award, Batch, Credential, Role
from tests.issuer import samples
from tests.issuer.conftest import BASE_URL, Browser, SignIn, Tenant
from tests.issuer.test_access_matrix import MATRIX, Things, things_of
from tests.issuer.wallets import Wallet, challenge
from web.database import Database

API = ("/api/v1/offers/preview", "/api/v1/offers/claim")
BODIES: list[bytes] = [
    b"",
    b"null",
    b"true",
    b"1",
    b'"x"',
    b"[]",
    b"[[[[]]]]",
    b"{",
    b"{}",
    b'{"offer": null}',
    b'{"offer": 1}',
    b'{"offer": []}',
    b'{"offer": {}}',
    b'{"offer": "x", "presentation": null}',
    b'{"offer": "x", "presentation": "x"}',
    b'{"offer": "x", "presentation": []}',
    b'{"offer": "x", "offer": "y"}',
    b'{"offer": NaN}',
    b'{"offer": 1e400}',
    b'{"offer": "\\ud800"}',
    b'{"offer": "\xff"}',
    b"\xff\xfe{\x00}\x00",
    b'{"a":' * 200 + b"1" + b"}" * 200,
    b'{"offer": "' + b"x" * 5000 + b'"}',
    b"[" * 100_000,
]
NAUGHTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}${7*7}%(x)s",
    "'; DROP TABLE award; --",
    "\u202egnp.exe",
    "\x00",
    "a\u0000b",
    "\ud83d",
    "%%%%____",
    "A" * 100_000,
    "../../etc/passwd",
    "=HYPERLINK(1)",
    "١٢٣",
    "²",
]


@pytest.mark.parametrize("path", API)
@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_any_body_gets_a_problem_with_a_code(app: Flask, school: Tenant, path: str, body: bytes) -> None:
    answer = app.test_client().post(path, data=body, content_type="application/json", base_url=BASE_URL)
    assert 400 <= answer.status_code < 500, answer.text[:300]
    assert answer.content_type.startswith("application/problem+json")
    assert answer.get_json()["code"]


@pytest.mark.parametrize("path", API)
@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_json_in_disguise_is_refused(app: Flask, school: Tenant, path: str, content_type: str) -> None:
    answer = app.test_client().post(path, data=b'{"offer":"x"}', content_type=content_type, base_url=BASE_URL)
    assert answer.status_code == 415


def test_every_damaged_presentation_is_refused_and_claims_nothing(
    app: Flask, database: Database, installation: Installation, school: Tenant
) -> None:
    issued = samples.issued(database, installation, school)
    values: list[Any] = [None, 1, True, "x", [], {}, [[]], [None]]
    for member in ("@context", "type", "holder", "proof", "verifiableCredential", "id"):
        for value in values:
            presentation = Wallet().present(challenge(app, issued.offer_link))
            body = {"offer": issued.offer_link, "presentation": {**presentation, member: value}}
            answer = app.test_client().post(API[1], json=body, base_url=BASE_URL)
            assert 400 <= answer.status_code < 500, (member, value, answer.text)
            assert answer.get_json()["code"]
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Credential)) == 1


def test_every_damaged_proof_is_refused(
    app: Flask, database: Database, installation: Installation, school: Tenant
) -> None:
    issued = samples.issued(database, installation, school)
    for member in (
        "type",
        "cryptosuite",
        "created",
        "verificationMethod",
        "proofPurpose",
        "proofValue",
        "challenge",
    ):
        for value in (None, 1, "x", [], {}, "\u0000", "z" * 5000):
            presentation = Wallet().present(challenge(app, issued.offer_link))
            proof = presentation["proof"]
            assert isinstance(proof, dict)
            damaged = {**presentation, "proof": {**proof, member: value}}
            body = {"offer": issued.offer_link, "presentation": damaged}
            answer = app.test_client().post(API[1], json=body, base_url=BASE_URL)
            assert 400 <= answer.status_code < 500, (member, value, answer.text)


@pytest.fixture
def own(app: Flask, database: Database, installation: Installation, school: Tenant) -> Things:
    return things_of(app, database, installation, school)


POSTS = sorted(rule for method, rule in MATRIX if method == "POST" and not rule.startswith("/api/"))


@pytest.mark.parametrize("role", list(Role))
def test_every_form_refuses_every_odd_body(sign_in: SignIn, school: Tenant, own: Things, role: Role) -> None:
    browser = sign_in(school, role)
    token = browser.token()
    for rule in POSTS:
        if rule in ("/sign-out", "/console/<slug>/account"):
            continue
        for body, content_type in (
            (b"", "application/x-www-form-urlencoded"),
            (
                b"\xff\xfe=\xff&reason=%ff%fe&" + f"csrf_token={token}".encode(),
                "application/x-www-form-urlencoded",
            ),
            (json.dumps({"csrf_token": token}).encode(), "application/json"),
            (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
            (b"x", "multipart/form-data"),
        ):
            answer = browser.client.post(
                own.path(rule), data=body, content_type=content_type, base_url=BASE_URL
            )
            assert answer.status_code < 500, (rule, body, answer.text[:300])


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_js_05_naughty_text_in_every_field_is_shown_harmless_or_refused(
    sign_in: SignIn, school: Tenant, own: Things, text: str
) -> None:
    browser = sign_in(school, Role.REGISTRAR)
    text = text.encode("utf-8", "replace").decode()
    fields = {
        **dict.fromkeys(samples.diploma(), text),
        "reason": text,
        "q": text,
        "document": text,
        "email": text,
        "change": text,
    }
    for path in (
        "./new/diploma/form?standard=crebo:25498",
        "./new/json",
        f"./awards/{own.values['award_id']}/suspend",
    ):
        answer = browser.post(path, fields)
        assert answer.status_code < 500, (path, answer.text[:300])
        assert "<script>alert(1)" not in answer.text
        assert "<img src=x" not in answer.text
    for path in ("./awards", "./new/diploma"):
        answer = browser.get(path, query_string={"q": text, "kind": text, "state": text, "page": text})
        assert answer.status_code == 200
        assert "<script>alert(1)" not in answer.text


@pytest.mark.parametrize("page", ["-1", "0", "999999", "x", "١", "²", "1e9", "9" * 50])
def test_an_odd_page_number_shows_a_page(registrar: Browser, page: str) -> None:
    assert registrar.get("./awards", query_string={"page": page}).status_code == 200


def test_wildcards_in_the_search_box_are_letters(
    registrar: Browser, database: Database, installation: Installation, school: Tenant
) -> None:
    samples.issued(database, installation, school)
    assert "Niets gevonden" in registrar.get("./awards?q=%25").text
    assert "Niets gevonden" in registrar.get("./awards?q=_").text
    assert "Samira Voorbeeld" in registrar.get("./awards?q=samira+VOORB").text


def test_a_file_that_is_no_spreadsheet_makes_no_batch(registrar: Browser, database: Database) -> None:
    for content in (b"", b"\x00\x01", b"PK\x03\x04nope", b"%PDF-1.7", b"<html>"):
        answer = registrar.post(
            "./batches/new", {"kind": "Diploma", "file": (io.BytesIO(content), "../../x.csv")}
        )
        assert answer.status_code == 422, answer.text[:300]
    assert registrar.post("./batches/new", {"kind": "Diploma"}).status_code == 422
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Batch)) == 0


def test_an_upload_over_the_limit_is_refused(registrar: Browser) -> None:
    def upload(size: int) -> int:
        file = (io.BytesIO(b"a;b\n" + b"x" * size), "x.csv")
        return registrar.post("./batches/new", {"kind": "Diploma", "file": file}).status_code

    with warnings.catch_warnings():
        # The test client spools a large body to a file and leaves closing it to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        assert upload(6_000_000) == 422
        assert upload(13_000_000) == 413
        gc.collect()


def test_a_host_that_is_not_ours_gets_nothing(app: Flask, school: Tenant) -> None:
    answer = app.test_client().get("/", base_url="http://evil.example/issuer")
    assert answer.status_code == 400


def test_nothing_was_made_by_any_of_this(
    sign_in: SignIn, school: Tenant, own: Things, database: Database
) -> None:
    browser = sign_in(school, Role.REGISTRAR)
    with database.reading() as session:
        before = session.scalar(select(func.count()).select_from(Award))
    browser.post("./new/diploma/form?standard=crebo:25498", {"given_names": "x" * 3000})
    browser.post("./new/json", {"document": '{"type": "Diploma"}'})
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Award)) == before


ODD_ROWS = [
    {"evidence-²-name": "x"},
    {f"evidence-{'1' * 5000}-name": "x"},
    {"evidence-0-number": "1" * 5000, "change": "add-evidence"},
    {"evidence-0-number": "²", "change": "add-evidence"},
    {"evidence-": "x", "evidence": "x", "evidence-0": "x", "evidence-0-name-0": "x"},
    {"judgements-0-based_on": ["x", "²"], "change": "remove-evidence-0"},
    {"evidence-0-name": (io.BytesIO(b"x"), "x.txt"), "given_names": (io.BytesIO(b"x"), "x.txt")},
]


@pytest.mark.parametrize("fields", ODD_ROWS, ids=range(len(ODD_ROWS)))
def test_js_05_rows_with_odd_names_and_numbers_are_no_fault_of_ours(
    sign_in: SignIn, school: Tenant, fields: dict[str, Any]
) -> None:
    browser = sign_in(school, Role.REGISTRAR)
    answer = browser.post("./new/ervaringscertificaat/form?standard=crebo:25491", fields)
    assert answer.status_code in (200, 422), answer.text[:300]


def test_more_rows_than_anybody_types_are_refused(sign_in: SignIn, school: Tenant) -> None:
    browser = sign_in(school, Role.REGISTRAR)
    rows = {f"evidence-{number}-name": "x" for number in range(3000)}
    answer = browser.post("./new/ervaringscertificaat/form?standard=crebo:25491", rows)
    assert answer.status_code == 422
    assert "Dit zijn er te veel." in answer.text
    assert (
        browser.post(
            "./new/ervaringscertificaat/form?standard=crebo:25491", {**rows, "change": "add-evidence"}
        ).status_code
        == 200
    )
