"""How often one address may do something (WB-11)."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.sample import FIXED_NOW, SampleSettings, create_app


def post(client: FlaskClient, *, address: str = "203.0.113.1") -> int:
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/form").text)
    assert token
    response = client.post(
        "/limited", data={"csrf_token": token[1]}, environ_overrides={"REMOTE_ADDR": address}
    )
    if response.status_code == 429:
        assert 1 <= int(response.headers["Retry-After"]) <= 60
        assert "Wacht even." in response.text
    return response.status_code


@pytest.fixture
def limited(settings: SampleSettings) -> Flask:
    return create_app(settings.model_copy(update={"rate_limits": True}), clock=lambda: FIXED_NOW)


def test_the_request_over_the_limit_is_a_429_that_says_how_long_to_wait(limited: Flask) -> None:
    client = limited.test_client()
    assert [post(client) for _ in range(4)] == [200, 200, 200, 429]


def test_addresses_are_counted_apart(limited: Flask) -> None:
    client = limited.test_client()
    for _ in range(4):
        post(client)
    assert post(client, address="203.0.113.2") == 200


def test_the_many_addresses_of_one_household_are_counted_as_one(limited: Flask) -> None:
    client = limited.test_client()
    tries = [post(client, address=f"2001:db8:1:2::{number}") for number in range(1, 5)]
    assert tries == [200, 200, 200, 429]
    assert post(client, address="2001:db8:1:3::1") == 200


def test_applications_are_counted_apart(limited: Flask, settings: SampleSettings) -> None:
    for _ in range(4):
        post(limited.test_client())
    other = create_app(settings.model_copy(update={"rate_limits": True}))
    assert post(other.test_client()) == 200


def test_looking_at_a_form_is_not_counted(limited: Flask) -> None:
    client = limited.test_client()
    assert {client.get("/form").status_code for _ in range(20)} == {200}


def test_limits_can_be_switched_off(app: Flask) -> None:
    client = app.test_client()
    assert {post(client) for _ in range(10)} == {200}
