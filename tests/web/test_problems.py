"""Refusals and faults, as pages for people and as problem+json for programs."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

ENGLISH = {"Accept-Language": "en"}


def test_a_fault_shows_an_incident_number_and_nothing_of_the_inside(app: Flask) -> None:
    app.testing = False
    response = app.test_client().get("/boom")
    assert response.status_code == 500
    assert re.search(r"\d{4}-\d{4}", response.text)
    for inside in ("Samira", "RuntimeError", "Traceback", "sample/__init__"):
        assert inside not in response.text


def test_a_fault_in_an_api_is_problem_json_with_the_incident(app: Flask) -> None:
    app.testing = False
    app.view_functions["api.echo"] = app.view_functions["personal.boom"]
    response = app.test_client().post("/api/v1/echo")
    assert response.mimetype == "application/problem+json"
    assert response.status_code == 500
    assert re.fullmatch(r"\d{4}-\d{4}", response.get_json()["incident"])
    assert "Samira" not in response.text


@pytest.mark.parametrize(
    ("language", "title", "advice"),
    [
        ("nl", "Deze pagina bestaat niet.", "Kijk of het adres klopt."),
        ("en", "This page does not exist.", "Check the address."),
    ],
)
def test_a_page_that_is_not_there_says_so_in_the_readers_language(
    client: FlaskClient, language: str, title: str, advice: str
) -> None:
    response = client.get("/nope", headers={"Accept-Language": language})
    assert response.status_code == 404
    assert f'<html lang="{language}"' in response.text
    assert title in response.text
    assert advice in response.text


def test_a_domain_error_gets_the_status_of_its_class_and_the_words_of_its_code(client: FlaskClient) -> None:
    response = client.get("/refuse/share.stopped")
    assert response.status_code == 410
    assert "<h1>Terug</h1>" in response.text
    assert "Samira" not in response.text


def test_a_domain_error_without_an_entry_in_the_table_is_a_400(client: FlaskClient) -> None:
    response = client.get("/refuse/some.code")
    assert response.status_code == 400
    assert "some.code" in response.text
    assert "Samira" not in response.text


def test_a_program_gets_code_pointer_and_parameters(client: FlaskClient) -> None:
    response = client.get("/refuse/some.code", headers={"Accept": "application/json", **ENGLISH})
    assert response.mimetype == "application/problem+json"
    assert response.get_json() == {
        "type": "https://w3id.org/vakbewijs/problems/some.code",
        "title": "We do not understand this request.",
        "status": 400,
        "detail": "Go back and try again.",
        "code": "some.code",
        "parameters": {"name": "Samira"},
    }
    pointed = client.get("/refuse/share.stopped", headers={"Accept": "application/json"})
    assert pointed.get_json()["pointer"] == "/a"


@pytest.mark.parametrize(
    ("accept", "mimetype"),
    [
        ("text/html", "text/html"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("*/*", "text/html"),
        ("", "text/html"),
        ("application/json", "application/problem+json"),
        ("application/problem+json", "application/problem+json"),
        ("application/vp", "application/problem+json"),
    ],
)
def test_who_takes_no_pages_gets_json(client: FlaskClient, accept: str, mimetype: str) -> None:
    assert client.get("/nope", headers={"Accept": accept}).mimetype == mimetype


@pytest.mark.parametrize("path", ["/api/", "/api/v1/nothing", "/api/v2/echo"])
def test_an_api_address_that_is_not_there_is_problem_json(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.mimetype) == (404, "application/problem+json")


def test_json_that_is_none_is_a_400_and_not_a_fault(client: FlaskClient) -> None:
    response = client.post("/api/v1/echo", data=b"{", content_type="application/json")
    assert (response.status_code, response.get_json()["code"]) == (400, "http.400")


def test_a_body_that_is_not_announced_as_json_is_a_415(client: FlaskClient) -> None:
    response = client.post("/api/v1/echo", data=b"{}", content_type="text/plain")
    assert (response.status_code, response.get_json()["code"]) == (415, "http.415")


def test_a_method_that_is_not_there_names_the_ones_that_are(client: FlaskClient) -> None:
    response = client.put("/api/v1/echo")
    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]


def test_a_body_over_the_limit_is_refused_unread(client: FlaskClient) -> None:
    response = client.post("/api/v1/echo", data=b"x" * (13 * 1024 * 1024), content_type="application/json")
    assert (response.status_code, response.get_json()["code"]) == (413, "http.413")


def test_a_form_with_too_many_parts_is_refused(client: FlaskClient) -> None:
    part = '--x\r\nContent-Disposition: form-data; name="f"\r\n\r\n1\r\n'
    response = client.post(
        "/search", data=part * 1_100 + "--x--", content_type="multipart/form-data; boundary=x"
    )
    assert response.status_code == 413


def test_every_status_that_we_use_has_words_of_its_own_in_both_languages(app: Flask) -> None:
    from flask_babel import force_locale

    from web.problems import STATUS_TEXTS

    with app.test_request_context("/"):
        for status, words in STATUS_TEXTS.items():
            dutch = (str(words.title), str(words.advice))
            with force_locale("en"):
                assert (str(words.title), str(words.advice)) != dutch, status
    assert set(STATUS_TEXTS) >= {400, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 503}
