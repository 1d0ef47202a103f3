"""Headers on every answer, and who may send a form (WB-07, WB-12)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.sample import SECRET_TOKEN, SampleSettings, create_app
from web.security import content_security_policy

OWN_ORIGIN = "http://localhost:8000"


def token_of(client: FlaskClient, path: str = "/form") -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


def every_route(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:\w+:)?(\w+)>", "x", rule.rule)
        for method in (rule.methods or set()) - {"OPTIONS"}:
            yield method, path


def test_every_route_answers_with_every_guarding_header(app: Flask, client: FlaskClient) -> None:
    app.testing = False  # one of the routes always fails
    walked = 0
    for method, path in every_route(app):
        response = client.open(path, method=method)
        headers = response.headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, path
        assert "unsafe" not in policy, path
        assert "frame-ancestors 'none'" in policy, path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Referrer-Policy"] == "no-referrer", path
        assert headers["X-Frame-Options"] == "DENY", path
        assert "Cache-Control" in headers, path
        assert "Server" not in headers, path
        walked += 1
    assert walked > 20


def test_personal_pages_are_never_stored_and_static_files_are(client: FlaskClient) -> None:
    assert client.get("/").headers["Cache-Control"] == "no-store"
    address = re.search(r'href="/sample(/static/web/style.css\?v=\w+)"', client.get("/").text)
    assert address
    for path, kept in ((address[1], True), ("/static/web/style.css", False)):
        with client.get(path) as response:
            assert ("immutable" in response.headers["Cache-Control"]) is kept
            assert "Set-Cookie" not in response.headers


def test_only_pages_that_say_so_may_be_indexed(client: FlaskClient) -> None:
    assert "noindex" in client.get("/").headers["X-Robots-Tag"]
    assert "noindex" in client.get(f"/s/{SECRET_TOKEN}").headers["X-Robots-Tag"]
    assert "X-Robots-Tag" not in client.get("/about").headers
    assert "noindex" not in client.get("/about").text


def test_no_page_holds_inline_script_or_style(client: FlaskClient) -> None:
    for path in ("/", "/gallery", "/form", f"/s/{SECRET_TOKEN}", "/verdict/good", "/nope"):
        page = client.get(path).text
        assert " style=" not in page, path
        assert "<style" not in page, path
        assert not re.search(r"<script(?! src=)", page), path
        assert not re.search(r"\son\w+=", page), path


def test_an_actor_can_widen_form_action_to_one_other_origin(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "form-action 'self' https://verifier.example.nl;" in policy


@pytest.mark.parametrize(
    "exceptions",
    [
        {"script-src": ("'unsafe-inline'",)},
        {"img-src": ("*",)},
        {"img-src": ("https://*.nl",)},
        {"nonsense": ("x",)},
    ],
)
def test_an_exception_that_would_open_the_content_rules_is_refused(
    exceptions: dict[str, tuple[str, ...]],
) -> None:
    with pytest.raises(ValueError, match="content rule"):
        content_security_policy(exceptions)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1", "localhost:x", ""])
def test_a_host_that_is_not_ours_is_refused_without_a_page(client: FlaskClient, host: str) -> None:
    response = client.get("/", headers={"Host": host})
    assert response.status_code == 400
    assert host not in response.text or not host


def test_links_to_others_come_from_the_settings_and_not_from_the_request(app: Flask) -> None:
    from web.addresses import external_url

    with app.test_request_context("/", base_url="http://localhost:9999/other"):
        assert external_url("public.shared", token="x") == "http://localhost:8000/sample/s/x"
    with app.app_context():
        assert external_url("public.shared", token="x", lang="en").endswith("/sample/s/x?lang=en")


def test_a_form_without_a_token_changes_nothing_and_says_what_to_do(client: FlaskClient) -> None:
    response = client.post("/form", data={"name": "x"})
    assert response.status_code == 400
    assert "Dit formulier is te oud." in response.text


def test_a_token_from_another_browser_is_refused(app: Flask, client: FlaskClient) -> None:
    stolen = token_of(app.test_client())
    token_of(client)
    assert client.post("/form", data={"csrf_token": stolen}).status_code == 400


def test_a_form_with_its_token_is_accepted(client: FlaskClient) -> None:
    assert client.post("/form", data={"csrf_token": token_of(client)}).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site", "nonsense"])
def test_a_form_from_another_site_is_refused_even_with_a_token(client: FlaskClient, site: str) -> None:
    token = token_of(client)
    response = client.post("/form", data={"csrf_token": token}, headers={"Sec-Fetch-Site": site})
    assert response.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost:8001"},
    ],
)
def test_a_public_form_from_another_site_is_refused(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post(f"/s/{SECRET_TOKEN}", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": OWN_ORIGIN},
        {"Origin": "null"},
    ],
)
def test_a_public_form_needs_no_cookie_and_gets_none(client: FlaskClient, headers: dict[str, str]) -> None:
    response = client.post(f"/s/{SECRET_TOKEN}", headers=headers)
    assert response.status_code == 303
    assert "Set-Cookie" not in response.headers


def test_public_pages_set_no_cookies_and_hold_no_token(client: FlaskClient) -> None:
    for path in (
        f"/s/{SECRET_TOKEN}",
        "/search",
        "/s/wrong",
        "/about",
        "/nope",
        "/livez",
    ):
        response = client.get(path)
        assert "Set-Cookie" not in response.headers, path
        assert "csrf_token" not in response.text, path


def test_a_public_form_is_validated_without_a_token(client: FlaskClient) -> None:
    assert "Gevonden" in client.post("/search", data={"words": "zorg"}).text
    assert "Gevonden" not in client.post("/search", data={"words": ""}).text


def test_https_brings_strict_transport_and_cookies_for_this_host_alone(tmp_path: Path) -> None:
    app = create_app(SampleSettings(home=tmp_path, public_base_url="https://wallet.example.nl"))
    response = app.test_client().get("/form", base_url="https://wallet.example.nl")
    assert "max-age=" in response.headers["Strict-Transport-Security"]
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-sample_forms=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_forwarded_headers_count_only_behind_the_configured_proxies(tmp_path: Path) -> None:
    forwarded = {
        "X-Forwarded-For": "6.6.6.6",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "http",
    }
    for hops, expected in ((0, 200), (1, 400)):
        app = create_app(
            SampleSettings(home=tmp_path, public_base_url="https://wallet.example.nl", proxy_hops=hops)
        )
        response = app.test_client().get("/", base_url="https://wallet.example.nl", headers=forwarded)
        assert response.status_code == expected


def test_the_public_path_is_taken_off_when_no_proxy_did_so(app: Flask) -> None:
    client = app.test_client()
    inside = client.get("/", base_url="http://localhost:8000/", environ_overrides={"SCRIPT_NAME": ""})
    outside = client.get("/sample/", base_url="http://localhost:8000/", environ_overrides={"SCRIPT_NAME": ""})
    assert outside.status_code == 200
    assert inside.status_code == 200
    assert 'href="/sample/static/' in outside.text
