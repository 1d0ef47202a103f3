"""The verifier's addresses for other people's software, held against their description."""

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from keys.did_key import did_key_for, verification_method_for
from keys.proofs import ProofPurpose, add_proof
from keys.signer import PrivateKeySigner, generate
from schemas.documents import JsonObject
from tests.ecosystem import World
from tests.openapi import Described, api_routes
from verifier.api_description import DESCRIPTION
from verifier.views import api

VERIFY, PRESENT, DERIVE = "/credentials/verify", "/presentations/verify", "/credentials/derive"
RESOLVE = "/1.0/identifiers/{identifier}"


@pytest.fixture
def described(app: Flask) -> Described:
    return Described(app, DESCRIPTION)


def signed(world: World, **members: Any) -> JsonObject:
    key = generate()
    document: JsonObject = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": did_key_for(key.public_key),
        "credentialSubject": {"id": "did:key:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b"},
        **members,
    }
    return add_proof(
        document,
        cryptosuite="eddsa-rdfc-2022",
        signer=PrivateKeySigner(key, verification_method_for(key.public_key)),
        purpose=ProofPurpose.ASSERTION_METHOD,
        created=world.clock(),
    )


def send(client: FlaskClient, described: Described, path: str, body: object) -> TestResponse:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = client.post(path, data=content, content_type="application/json", base_url="https://localhost")
    described.check(path, answer, content)
    return answer


def test_the_description_names_every_address_for_programs_and_no_other(
    app: Flask, described: Described
) -> None:
    assert described.routes() == api_routes(app)


def test_a_credential_that_holds_is_200_and_any_other_400(
    client: FlaskClient, described: Described, world: World
) -> None:
    credential = signed(world)

    assert send(client, described, VERIFY, {"verifiableCredential": credential}).status_code == 200
    for wrong in ({**credential, "name": "changed"}, {}, "text", None, [credential]):
        assert send(client, described, VERIFY, {"verifiableCredential": wrong}).status_code == 400
    for body in (b"", b"[]", b"null", b"{", b'{"verifiableCredential": {}, "options": 1}'):
        assert send(client, described, VERIFY, body).status_code == 400
        assert send(client, described, PRESENT, body).status_code == 400
        assert send(client, described, DERIVE, body).status_code == 400


def test_an_installation_takes_no_inline_contexts_at_this_door_either(
    client: FlaskClient, described: Described, world: World
) -> None:
    credential = signed(world)
    credential["@context"] = [*credential["@context"], {"Extra": "https://example.org/#E"}]  # type: ignore[misc]

    answer = send(client, described, VERIFY, {"verifiableCredential": credential})

    assert answer.status_code == 400
    assert "context.inline" in answer.text


def test_the_judgement_for_people_is_described_as_well(
    client: FlaskClient, described: Described, world: World
) -> None:
    assert send(client, described, "/api/v1/verify", signed(world)).status_code == 200
    assert send(client, described, "/api/v1/verify", b"{").status_code == 400


@pytest.mark.parametrize(
    ("identifier", "status"),
    [
        ("did:key:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b", 200),
        ("did:key:@", 400),
        ("did:web:nobody.example", 404),
    ],
)
def test_an_identifier_resolves_or_says_why_not(
    client: FlaskClient, described: Described, identifier: str, status: int
) -> None:
    answer = client.get(f"/1.0/identifiers/{identifier}", base_url="https://localhost")

    described.check(RESOLVE, answer)
    assert answer.status_code == status


def test_an_address_that_does_not_exist_is_answered_to_a_program(client: FlaskClient) -> None:
    for path in ("/credentials/other", "/presentations/other", "/1.0/other"):
        answer = client.post(path, base_url="https://localhost")
        assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    wrong = client.get(VERIFY, base_url="https://localhost", headers={"Accept": "*/*"})
    assert (wrong.status_code, wrong.mimetype) == (405, "application/problem+json")


def test_the_description_names_every_type_that_the_verdict_takes(client: FlaskClient) -> None:
    content = client.get("/openapi.json").get_json()["paths"]["/api/v1/verify"]["post"]["requestBody"][
        "content"
    ]

    for taken in api._JSON_TYPES | api._JWT_TYPES | api._CARRIER_TYPES:
        assert taken in content
