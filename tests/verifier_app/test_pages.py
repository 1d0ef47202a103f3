"""The pages around the verdict: the box, what it refuses, what can be taken along, and what no page does."""

import io
import json
import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from schemas.documents import serialize
from tests.catalogues import untranslated
from tests.ecosystem import DIPLOMA, World
from tests.verifier_app.cases import CASES, three, valid_diploma
from tests.verifier_app.doors import hand_in, headline, words_of
from web import qr

HANDLE = "a" * 43
BANNED = ("credential", "did:", "holder", "token", "issuer", "verifier")


def upload(client: FlaskClient, content: bytes, name: str = "file", **fields: str) -> TestResponse:
    response = client.post("/", data={"file": (io.BytesIO(content), name), **fields})
    response.request.environ["wsgi.input"].close()  # the test client leaves the file that it made open
    return response


def test_the_box_says_that_nothing_stays(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "Na 15 minuten is alles weg." in page
    assert "geen cookies" in page


def test_a_file_and_a_photo_are_taken_as_well_as_text(client: FlaskClient, world: World) -> None:
    document = serialize(valid_diploma(world))
    assert upload(client, document, "bewijs.json").status_code == 303
    assert upload(client, b"\n  " + document, "bewijs.txt").status_code == 303
    code = qr.png("https://wallet-elders.example/s/abc")
    assert "wallet-elders.example" in upload(client, code, "photo.png").text
    assert "wallet-elders.example" in upload(client, b"https://wallet-elders.example/s/abc\n").text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n but not really", "Dit bestand kunnen wij niet lezen."),
        (b"\xff\xd8\xff\xe0" + bytes(200), "Dit bestand kunnen wij niet lezen."),
        (bytes(range(256)) * 20, "Dit bestand kunnen wij niet lezen."),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "Deze PDF is beschadigd."),
        (b"PK\x03\x04\x14\x00\x00\x00\x08\x00\xff", "Dit bestand kunnen wij niet lezen."),
        (b'{"a": "' + b"a" * 1_100_000 + b'"}', "Dit is te groot voor een bewijs."),
        (b"https://user@a.example/x", "geen link en geen bewijs"),
        (b"https://a.example/x https://b.example/y", "Dit is gewone tekst"),
        (b"http://wallet.example/s/abc", "Wij openen alleen veilige links."),
        (b"<svg onload=alert(1)>", "Dit is een webpagina"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_file_that_is_no_certificate_is_refused_with_what_to_do(
    client: FlaskClient, content: bytes, sentence: str
) -> None:
    response = upload(client, content)
    assert response.status_code == 400
    assert sentence in words_of(response.text)
    assert "error-summary" in response.text


def test_a_photo_without_a_code_or_with_two_says_what_to_do(client: FlaskClient) -> None:
    from PIL import Image

    def picture(*codes: str) -> bytes:
        ground = Image.new("L", (900, 450), 255)
        for place, code in enumerate(codes):
            ground.paste(
                Image.open(io.BytesIO(qr.png(code, pixels_per_module=8))).resize((400, 400)),
                (450 * place, 20),
            )
        target = io.BytesIO()
        ground.save(target, "PNG")
        return target.getvalue()

    assert "Wij zien geen QR-code" in upload(client, picture()).text
    assert "meer QR-codes" in upload(client, picture("https://a.example/x", "https://b.example/y")).text
    assert "b.example" in upload(client, picture("https://b.example/y")).text


def test_nothing_and_two_things_at_once_are_refused(client: FlaskClient) -> None:
    assert "Plak een link of kies een bestand." in client.post("/", data={}).text
    assert "Plak een link of kies een bestand." in client.post("/", data={"document": " \n"}).text
    both = upload(client, b"{}", document="{}")
    assert both.status_code == 400
    assert "Niet allebei." in both.text


def test_what_was_typed_stays_in_the_box(client: FlaskClient) -> None:
    page = hand_in(client, "dit is <b>geen</b> bewijs").text
    assert "dit is &lt;b&gt;geen&lt;/b&gt; bewijs</textarea>" in page


def test_more_than_the_form_may_hold_is_refused_before_it_is_read(client: FlaskClient) -> None:
    response = client.post("/", data=b"x" * 13_000_000, content_type="multipart/form-data; boundary=x")
    assert response.status_code == 413
    assert upload(client, bytes(11_000_000)).status_code in (400, 413)


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (b"\xff\xfe", "application/json"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b"document=%ff", "application/x-www-form-urlencoded"),
    ],
)
def test_a_broken_form_is_refused_and_breaks_nothing(
    client: FlaskClient, data: bytes, content_type: str
) -> None:
    assert 400 <= client.post("/", data=data, content_type=content_type).status_code < 500


def test_another_site_can_not_send_our_forms(client: FlaskClient, world: World) -> None:
    location = hand_in(client, valid_diploma(world)).location
    for path in ("/", location):
        refused = client.post(path, data={"document": "{}"}, headers={"Sec-Fetch-Site": "cross-site"})
        assert refused.status_code == 403


def test_the_original_comes_back_byte_for_byte_and_each_certificate_by_itself(
    client: FlaskClient, world: World
) -> None:
    document = b" " + serialize(three(world)) + b"\n"
    location = upload(client, document).location
    original = client.get(f"{location}/original")
    assert original.data == document
    assert original.headers["Content-Disposition"] == 'attachment; filename="bewijs.json"'
    shown = json.loads(document)["verifiableCredential"]
    for number in (1, 2, 3):
        assert client.get(f"{location}/certificates/{number}.json").get_json() == shown[number - 1]
    for number in ("0", "4", "-1", "x", "9" * 30):
        assert client.get(f"{location}/certificates/{number}.json").status_code == 404


def test_a_jwt_comes_back_as_it_was_received(client: FlaskClient, world: World) -> None:
    certificate = world.school.issue_jwt(DIPLOMA, holder=world.samira)
    shown = world.samira.present_jwt([certificate])
    for token, media_type in ((certificate, "application/vc+jwt"), (shown, "application/vp+jwt")):
        received = token.encode() + b"\n"
        original = client.get(f"{upload(client, received).location}/original")

        assert original.data == received
        assert original.mimetype == media_type
        assert original.headers["Content-Disposition"] == 'attachment; filename="bewijs.jwt"'


def test_a_certificate_out_of_a_selection_is_a_document_that_can_be_handed_in_again(
    client: FlaskClient, world: World
) -> None:
    shown = world.samira.present_jwt([world.school.issue_jwt(DIPLOMA, holder=world.samira)], challenge=None)
    location = hand_in(client, shown).location
    certificate = client.get(f"{location}/certificates/1.json").get_json()

    assert certificate["type"] == "EnvelopedVerifiableCredential"
    again = client.post("/api/v1/verify", json=certificate).get_json()
    assert again["credentials"][0]["outcome"] == "warning"
    assert {"proof.holds", "binding.not_presented"} <= {
        check["code"] for check in again["credentials"][0]["checks"]
    }


def test_the_report_is_that_of_the_api(client: FlaskClient, world: World) -> None:
    document = valid_diploma(world)
    location = hand_in(client, document).location
    report = client.get(f"{location}/report.json").get_json()
    assert report == client.post("/api/v1/verify", json=document).get_json()


@pytest.mark.parametrize("path", ["", "/for/citizen", "/original", "/report.json", "/certificates/1.json"])
def test_after_a_quarter_of_an_hour_every_part_is_gone_with_a_clear_page(
    client: FlaskClient, world: World, path: str
) -> None:
    location = hand_in(client, valid_diploma(world)).location
    assert client.get(location + path).status_code == 200
    world.clock.passes(minutes=15)
    response = client.get(location + path)
    assert response.status_code == 410
    assert headline(response.text) == "Deze controle is niet meer te zien."
    assert client.post(location).status_code == 410


# For who signs in; all other pages are for anybody and set no cookies.
PERSONAL = ("language", "entrance.", "console.")

# The keys of this verifier say nothing about who asks for them.
PUBLISHED = frozenset({"own_document.did_document"})


def test_no_page_sets_a_cookie_or_is_kept_and_every_result_stays_out_of_search_engines(
    app: Flask, client: FlaskClient, world: World
) -> None:
    handle = hand_in(client, valid_diploma(world)).location.rpartition("/")[2]
    values = {"handle": handle, "audience": "citizen", "number": 1, "filename": "style.css"}
    values |= {"identifier": "did:key:@", "slug": "none", "token": "A" * 43}
    values |= {"request_id": "none", "answer_id": "none", "bulk_id": "none"}
    seen = set()
    for rule in app.url_map.iter_rules():
        if rule.endpoint.endswith("static") or rule.endpoint.startswith(PERSONAL):
            continue
        arguments = {name: values[name] for name in rule.arguments}
        address = app.url_map.bind("localhost").build(rule.endpoint, arguments)
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            response = client.open(address, method=method)
            seen.add(rule.endpoint)
            assert "Set-Cookie" not in response.headers, address
            kept = "public, max-age=300" if rule.endpoint in PUBLISHED else "no-store"
            assert response.headers["Cache-Control"] == kept, address
            assert response.headers["Referrer-Policy"] == "no-referrer"
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]
            assert response.headers["Strict-Transport-Security"]
            if rule.endpoint != "entry.show" and rule.endpoint != "entry.submit":
                assert response.headers["X-Robots-Tag"] == "noindex, noarchive", address
    assert {"entry.show", "checks.show", "checks.findings", "api.verify", "opening.ticket"} <= seen


def test_only_the_box_may_be_found_by_search_engines(client: FlaskClient, world: World) -> None:
    assert "noindex" not in client.get("/").text
    assert "noindex" in client.get(hand_in(client, valid_diploma(world)).location).text


def test_a_log_holds_routes_and_codes_and_nothing_about_people(
    client: FlaskClient, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    location = hand_in(client, CASES["changed"].make(world)).location
    client.get(location)
    client.get("/open", query_string={"ticket": "https://wallet-voorbeeld.example/wallet/t/canary-7"})
    client.post("/api/v1/verify", json={"link": "https://wallet-voorbeeld.example/wallet/s/canary-8"})
    lines = [
        record.msg if isinstance(record.msg, dict) else {"event": record.getMessage()}
        for record in caplog.records
    ]
    requests = [line for line in lines if line.get("event") == "request"]
    assert [line["route"] for line in requests] == ["/", "/check/<handle>", "/open", "/api/v1/verify"]
    assert "Kanarie" not in caplog.text
    assert location.rpartition("/")[2] not in str(requests)
    assert "canary" not in str(requests)


@pytest.mark.parametrize("package", ["verifier", "verifier/views/console"])
def test_every_sentence_is_translated(package: str) -> None:
    assert untranslated(package) == []


def test_dutch_pages_use_everyday_words(client: FlaskClient, world: World) -> None:
    location = hand_in(client, CASES["valid experience"].make(world)).location
    for page in (client.get("/").text, client.get(location).text, client.get(f"{location}/for/citizen").text):
        words = words_of(page).lower()
        assert [word for word in BANNED if word in words] == []
