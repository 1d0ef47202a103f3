"""The wallet's OpenAPI document, held against its routes and what it really answers."""

from flask import Flask

from tests.openapi import Described, api_routes
from wallet.api_description import DESCRIPTION


def test_the_description_names_every_address_for_programs_and_no_other(app: Flask) -> None:
    assert Described(app, DESCRIPTION).routes() == api_routes(app)


def test_a_ticket_that_nobody_has_is_refused_as_described(app: Flask) -> None:
    answer = app.test_client().get("/t/unknown", base_url="http://localhost:8000/wallet")

    Described(app, DESCRIPTION).check("/t/{ticket}", answer)
