"""Checking for programs: three shapes of body, one report, and a code for everything that is refused."""

import json

import pytest
from flask.testing import FlaskClient

from schemas.documents import serialize
from schemas.errors import FetchError
from tests.ecosystem import DIPLOMA, World
from tests.verifier_app.cases import valid_diploma
from tests.verifier_app.doors import SHARE, Answer, WorldClient

PATH = "/api/v1/verify"


def test_a_document_in_an_envelope_gets_the_report_of_the_bare_one(client: FlaskClient, world: World) -> None:
    document = valid_diploma(world)
    bare = client.post(PATH, json=document)
    enveloped = client.post(PATH, json={"document": document})
    assert bare.status_code == enveloped.status_code == 200
    assert bare.get_json() == enveloped.get_json()
    assert bare.get_json()["outcome"] == "passed"


@pytest.mark.parametrize(
    "media_type",
    ["application/json", "application/vc", "application/vp", "application/ld+json; charset=utf-8"],
)
def test_the_types_of_certificates_and_presentations_are_taken(
    client: FlaskClient, world: World, media_type: str
) -> None:
    response = client.post(PATH, data=serialize(valid_diploma(world)), content_type=media_type)
    assert response.status_code == 200
    assert response.mimetype == "application/json"


def test_a_link_is_fetched_and_judged_as_made_for_its_origin(
    client: FlaskClient, world: World, network: WorldClient
) -> None:
    diploma = world.school.issue(DIPLOMA, holder=world.samira)
    link = network.shares(world.samira.present([diploma]))
    report = client.post(PATH, json={"link": link}).get_json()
    assert report["outcome"] == "passed"
    assert report["presentation"]["checks"][-1]["code"] == "freshness.holds"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"document": "text"}, "submission.envelope"),
        ({"document": {}, "link": "https://a.example/x"}, "submission.envelope"),
        ({"document": None}, "submission.envelope"),
        ({"link": 7}, "submission.envelope"),
        ({"link": ["https://a.example"]}, "submission.envelope"),
        ({"link": "http://a.example/x"}, "link.not_https"),
        ({"link": "javascript:alert(1)"}, "link.unreadable"),
        ({"link": ""}, "link.unreadable"),
        ("https://a.example/x", "submission.text"),
        (7, "submission.text"),
    ],
)
def test_an_envelope_with_something_else_in_it_is_refused_with_a_code(
    client: FlaskClient, body: object, code: str
) -> None:
    response = client.post(PATH, json=body)
    assert response.status_code == 400
    assert response.mimetype == "application/problem+json"
    assert response.get_json()["code"] == code


@pytest.mark.parametrize(
    ("answer", "status", "code"),
    [
        (Answer(410, b'{"code": "share.stopped"}'), 410, "link.stopped"),
        (Answer(410, b'{"code": "share.expired"}'), 410, "link.expired"),
        (Answer(403, b'{"code": "share.pin_needed"}'), 403, "link.pin"),
        (Answer(404), 404, "link.unknown"),
        (Answer(200, b"<html>"), 422, "link.no_document"),
        (FetchError("fetch.refused_address"), 400, "link.refused"),
        (FetchError("fetch.timeout"), 502, "fetch.timeout"),
    ],
)
def test_a_link_that_fails_says_how_by_its_code(
    client: FlaskClient, network: WorldClient, answer: Answer | FetchError, status: int, code: str
) -> None:
    network.posts[SHARE] = answer
    response = client.post(PATH, json={"link": SHARE})
    assert (response.status_code, response.get_json()["code"]) == (status, code)
    assert "canary" not in response.text


@pytest.mark.parametrize("media_type", ["text/plain", "text/html", "application/x-www-form-urlencoded", ""])
def test_what_is_not_announced_as_json_is_refused(client: FlaskClient, media_type: str) -> None:
    response = client.post(PATH, data=b"{}", content_type=media_type)
    assert (response.status_code, response.get_json()["code"]) == (415, "http.415")


def test_a_body_is_read_up_to_its_bound_and_no_further(client: FlaskClient) -> None:
    two_megabytes = b'{"a": "' + b"a" * 2_000_000 + b'"}'
    response = client.post(PATH, data=two_megabytes, content_type="application/json")
    assert (response.status_code, response.get_json()["code"]) == (400, "json.too_large")
    response = client.post(PATH, data=b"{" + b" " * 13_000_000, content_type="application/json")
    assert response.status_code == 413
    assert response.mimetype == "application/problem+json"


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_other_methods_are_refused_as_programs_expect(client: FlaskClient, method: str) -> None:
    response = getattr(client, method)(PATH)
    assert response.status_code == 405
    assert response.mimetype == "application/problem+json"


def test_sentences_follow_the_language_and_codes_do_not(client: FlaskClient, world: World) -> None:
    document = valid_diploma(world)
    dutch = client.post(PATH, json=document, headers={"Accept-Language": "nl"}).get_json()
    english = client.post(PATH, json=document, headers={"Accept-Language": "en"}).get_json()
    assert dutch["verdict"]["professional"] == "Echt en geldig, van een erkende uitgever."
    assert english["verdict"]["professional"] == "Genuine and valid, from a recognised issuer."
    assert [check["code"] for check in dutch["credentials"][0]["checks"]] == [
        check["code"] for check in english["credentials"][0]["checks"]
    ]


def test_no_cookie_and_nothing_cached(client: FlaskClient, world: World) -> None:
    client.set_cookie("verifier_session", "x")
    response = client.post(PATH, json=valid_diploma(world))
    assert "Set-Cookie" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"
    assert json.loads(response.text)["verifiedAt"] == "2026-07-01T12:00:00Z"
