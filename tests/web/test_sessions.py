"""Signing in, staying in and signing out (WB-08)."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.web.sample import FIXED_NOW, BrowserSession, SampleSettings, browser_sessions, create_app
from web.context import current_database

COOKIE = "sample_session"


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.time = FIXED_NOW

    def __call__(self):
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sealing() -> ModuleType:
    return pytest.importorskip("keys.sealing")


@pytest.fixture
def app(settings: SampleSettings, clock: Clock, sealing: ModuleType) -> Iterator[Flask]:
    application = create_app(settings, clock=clock, sealing=sealing)
    application.testing = True
    yield application
    with application.app_context():
        current_database().close()


def token_of(client: FlaskClient) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/sign-in").text)
    assert found
    return found[1]


def sign_in(client: FlaskClient, secret: str = "") -> str:
    response = client.post("/sign-in", data={"csrf_token": token_of(client), "secret": secret})
    assert response.status_code == 303
    cookie = client.get_cookie(COOKIE, path="/sample")
    assert cookie
    return cookie.value


def rows(app: Flask) -> list[BrowserSession]:
    with app.app_context(), current_database().reading() as session:
        return list(session.scalars(select(BrowserSession)))


def test_a_cookie_that_someone_planted_is_not_the_session_after_signing_in(client: FlaskClient) -> None:
    client.set_cookie(COOKIE, "planted", path="/sample")
    assert sign_in(client) != "planted"
    planted = client.application.test_client()
    planted.set_cookie(COOKIE, "planted", path="/sample")
    assert planted.get("/me").status_code == 401


def test_signing_in_again_gives_a_new_id_and_ends_the_old_one(app: Flask, client: FlaskClient) -> None:
    first = sign_in(client)
    second = sign_in(client)
    assert first != second
    old = app.test_client()
    old.set_cookie(COOKIE, first, path="/sample")
    assert old.get("/me").status_code == 401
    assert len(rows(app)) == 1


def test_signing_out_ends_the_session_on_the_server_too(app: Flask, client: FlaskClient) -> None:
    value = sign_in(client)
    response = client.post("/sign-out", data={"csrf_token": token_of(client)})
    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert client.get_cookie(COOKIE, path="/sample") is None
    client.set_cookie(COOKIE, value, path="/sample")
    assert client.get("/me").status_code == 401
    assert rows(app) == []


def test_the_cookie_is_for_this_actor_and_out_of_reach_of_scripts(client: FlaskClient) -> None:
    response = client.post("/sign-in", data={"csrf_token": token_of(client)})
    cookie = next(c for c in response.headers.getlist("Set-Cookie") if c.startswith(COOKIE))
    assert {"HttpOnly", "Path=/sample", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Expires" not in cookie


def test_under_https_the_cookie_is_bound_to_the_host(tmp_path: Path) -> None:
    for base, name in (
        ("https://a.nl", "__Host-sample_session"),
        ("https://a.nl/w", "__Secure-sample_session"),
    ):
        settings = SampleSettings(home=tmp_path, public_base_url=base)
        assert browser_sessions(settings)._cookie == name
        assert browser_sessions(settings)._attributes["secure"]


def test_a_session_ends_after_idle_time(client: FlaskClient, clock: Clock) -> None:
    sign_in(client)
    clock.time += timedelta(minutes=29)
    assert client.get("/me").status_code == 200
    clock.time += timedelta(minutes=1)
    assert client.get("/me").status_code == 401


def test_a_session_that_is_touched_lasts_but_not_for_ever(
    app: Flask, client: FlaskClient, clock: Clock
) -> None:
    sign_in(client)
    sessions = browser_sessions(SampleSettings(home=Path(), public_base_url="https://a.nl"))
    for _ in range(47):
        clock.time += timedelta(minutes=15)
        assert client.get("/me").status_code == 200
        with app.app_context(), current_database().transaction() as session:
            session.scalars(select(BrowserSession)).one().seen_at = clock.time
            assert sessions.remove_expired(session, at=clock.time) == 0
    clock.time += timedelta(minutes=15)
    assert client.get("/me").status_code == 401


def test_the_database_holds_neither_the_cookie_nor_the_secret(
    app: Flask, client: FlaskClient, settings: SampleSettings
) -> None:
    value = sign_in(client, secret="her data key")
    assert client.get("/me").get_json()["secret"] == "her data key"
    stored = b"".join(path.read_bytes() for path in settings.folder.glob("*.sqlite3*"))
    assert value.encode() not in stored
    assert b"her data key" not in stored


def test_a_wrapped_secret_that_was_changed_is_no_session(app: Flask, client: FlaskClient) -> None:
    sign_in(client, secret="her data key")
    with app.app_context(), current_database().transaction() as session:
        row = session.scalars(select(BrowserSession)).one()
        assert row.wrapped_secret
        row.wrapped_secret = row.wrapped_secret[:-1] + bytes([row.wrapped_secret[-1] ^ 1])
    assert client.get("/me").status_code == 401


def test_ending_the_others_leaves_this_browser_signed_in(
    app: Flask, client: FlaskClient, settings: SampleSettings
) -> None:
    other = app.test_client()
    sign_in(other)
    mine = sign_in(client)
    sessions = browser_sessions(settings)
    cookie = {"Cookie": f"{COOKIE}={mine}"}
    with app.test_request_context("/", headers=cookie), current_database().transaction() as session:
        signed_in = sessions.load(session, request, at=FIXED_NOW)
        assert signed_in
        assert sessions.end_others(session, signed_in) == 1
    assert other.get("/me").status_code == 401
    assert client.get("/me").status_code == 200


def test_a_form_token_from_before_signing_in_opens_nothing_afterwards(client: FlaskClient) -> None:
    before = token_of(client)
    sign_in(client)
    assert client.post("/form", data={"csrf_token": before}).status_code == 400


def test_the_form_cookie_of_one_session_is_worth_nothing_beside_another(
    app: Flask, client: FlaskClient
) -> None:
    attacker = app.test_client()
    sign_in(attacker)
    token = token_of(attacker)
    planted = attacker.get_cookie("sample_forms", path="/sample")
    sign_in(client)
    assert planted
    client.set_cookie("sample_forms", planted.value, path="/sample")
    assert client.post("/form", data={"csrf_token": token}).status_code == 400
