"""The addresses for programs: whatever the body, an answer that is no fault of ours."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from issuer.app import create_app as create_issuer
from issuer.models import Base
from issuer.settings import IssuerSettings
from keys.key_types import KeyType
from schemas.credential import CredentialKind
from schemas.documents import JsonObject, JsonValue, serialize
from tests.differential.mutants import Pool, mutate
from tests.fuzz.material import CHANCES, credentials, damaged, in_bounded_time, pointers, submission, world
from tests.issuer import conftest as issuing
from tests.issuer import samples
from tests.issuer.test_machine_door import badge, make_instance, make_key
from tests.issuer.wallets import Wallet
from tests.verifier_app.doors import WALLET, WorldClient
from verifier.app import create_app as create_verifier
from verifier.cli import MIGRATIONS
from verifier.settings import VerifierSettings
from web.context import current_database
from web.database import Database
from web.migrations import upgrade
from web.passwords import PasswordCost
from web.settings import TrustAnchorSetting


@pytest.fixture(scope="module")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    here = world()
    settings = VerifierSettings(
        home=tmp_path_factory.mktemp("verifier"),
        public_base_url="https://localhost",
        wallet_urls=(WALLET,),
        trust_anchors=(TrustAnchorSetting(did=here.keeper.did, url=here.keeper.url),),
        rate_limits=False,
    )
    database = Database(settings.database_url)
    upgrade(database, MIGRATIONS)
    database.close()
    app = create_verifier(settings, clock=here.clock, client=WorldClient(here.network))
    app.testing = True
    yield app.test_client()
    with app.app_context():
        current_database().close()


SUITES = {
    "eddsa-rdfc-2022": KeyType.ED25519,
    "eddsa-jcs-2022": KeyType.ED25519,
    "ecdsa-rdfc-2019": KeyType.P256,
    "ecdsa-sd-2023": KeyType.P256,
}


class IssuersDoors:
    """An issuer with a door for every suite, a key to it, and an offer."""

    def __init__(self, home: Path) -> None:
        settings = IssuerSettings(
            home=home,
            public_base_url=issuing.BASE_URL,
            allow_insecure_loopback=True,
            rate_limits=False,
            wallet_url="http://localhost:8000/wallet",
        )
        self.database = Database(settings.database_url)
        Base.metadata.create_all(self.database.engine)
        self.installation = issuing.make_installation()
        self.school = issuing.make_tenant(self.database, self.installation, "roc")
        for suite, key_type in SUITES.items():
            make_instance(
                self.database, self.installation, self.school, suite, cryptosuite=suite, key_type=key_type
            )
        self.key = make_key(self.database, self.school)
        self.offer = samples.issued(
            self.database, self.installation, self.school, CredentialKind.DIPLOMA
        ).offer_link
        self.app: Flask = create_issuer(
            settings,
            clock=issuing.Clock(),
            installation=self.installation,
            password_cost=PasswordCost.for_tests(),
        )
        self.app.testing = True

    def post(self, path: str, content: bytes) -> int:
        """Send JSON with the key, and return the status of the answer."""
        return (
            self.app.test_client()
            .post(
                path,
                data=content,
                content_type="application/json",
                headers={"Authorization": f"Bearer {self.key}"},
                base_url=issuing.BASE_URL,
            )
            .status_code
        )


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IssuersDoors]:
    doors = IssuersDoors(tmp_path_factory.mktemp("issuer"))
    yield doors
    doors.app.extensions["vakbewijs"].database.close()
    doors.database.close()


def _as_json(handed_over: bytes | JsonObject) -> JsonValue:
    return handed_over if isinstance(handed_over, dict) else handed_over.decode("latin-1")


def _sent(chance: random.Random, body: JsonObject) -> bytes:
    """Return the body as bytes, sometimes changed around the document that is in it."""
    if chance.random() < 0.3:
        mutate(body, chance, Pool({**body, "type": ["x"]}))
    content = serialize(body)
    return damaged(chance, content) if chance.random() < 0.2 else content


@given(CHANCES)
def test_the_verification_api_answers_whatever_is_sent(verifier: FlaskClient, chance: random.Random) -> None:
    handed_over = submission(chance)
    content = handed_over if isinstance(handed_over, bytes) else serialize(handed_over)
    if chance.random() < 0.5:
        content = _sent(chance, {chance.choice(["document", "link", "x"]): _as_json(handed_over)})
    kind = chance.choice(["application/json", "application/vc+jwt", "application/vp", "text/plain", "x+json"])
    with in_bounded_time():
        answer = verifier.post(
            "/api/v1/verify", data=content, content_type=kind, base_url="https://localhost"
        )
    # 502: the body was read as a link, and nothing came from there.
    assert answer.status_code < 500 or (answer.status_code, bool(answer.get_json()["code"])) == (502, True)


@given(CHANCES, st.sampled_from(["/credentials/verify", "/presentations/verify", "/credentials/derive"]))
def test_the_verifiers_vc_api_answers_whatever_is_sent(
    verifier: FlaskClient, chance: random.Random, path: str
) -> None:
    document = _as_json(submission(chance))
    based = credentials()[-3]
    body: JsonObject = {
        "verifiablePresentation" if "presentations" in path else "verifiableCredential": document,
        "options": {"challenge": "x", "domain": "y"},
    }
    if "derive" in path:
        selected: list[JsonValue] = [*pointers(chance, based, count=2)]
        body = {"verifiableCredential": based, "options": {"selectivePointers": selected}}
    with in_bounded_time():
        answer = verifier.post(
            path,
            data=_sent(chance, json.loads(json.dumps(body))),
            content_type="application/json",
            base_url="https://localhost",
        )
    assert answer.status_code < 500


@given(CHANCES)
def test_the_resolver_answers_whatever_is_asked(verifier: FlaskClient, chance: random.Random) -> None:
    asked = damaged(chance, b"did:web:roc-voorbeeld.example%23key-1").decode("latin-1")
    with in_bounded_time():
        answer = verifier.get(f"/1.0/identifiers/{asked}", base_url="https://localhost")
    assert answer.status_code < 500


@given(CHANCES)
def test_the_machine_door_answers_whatever_is_sent(issuer: IssuersDoors, chance: random.Random) -> None:
    suite = chance.choice(list(SUITES))
    credential: dict[str, Any] = json.loads(json.dumps(badge(issuer.school)))
    credential["name"], credential["validFrom"] = {"@value": "x", "@language": "nl"}, "2026-01-01T00:00:00Z"
    mutate(credential, chance, Pool(credential))
    options: JsonObject = {"mandatoryPointers": [*pointers(chance, credential, count=chance.randrange(3))]}
    body: JsonObject = {"credential": credential, **({"options": options} if chance.random() < 0.5 else {})}
    with in_bounded_time():
        status = issuer.post(f"/issuers/{suite}/credentials/issue", _sent(chance, body))
    assert status < 500


@given(CHANCES)
def test_the_status_door_answers_whatever_is_sent(issuer: IssuersDoors, chance: random.Random) -> None:
    entry: JsonObject = {"type": "BitstringStatusListEntry", "statusPurpose": "revocation"}
    body: JsonObject = {"credentialId": "urn:x:none", "credentialStatus": entry, "status": True}
    mutate(body, chance, Pool(body))
    assert issuer.post("/credentials/status", _sent(chance, body)) < 500


@given(CHANCES)
def test_the_offer_api_answers_whatever_is_sent(issuer: IssuersDoors, chance: random.Random) -> None:
    presentation: JsonObject = Wallet().present("een-challenge")
    mutate(presentation, chance, Pool(presentation))
    body: JsonObject = {"offer": issuer.offer, "presentation": presentation}
    for path in ("/api/v1/offers/preview", "/api/v1/offers/claim"):
        assert issuer.post(path, _sent(chance, json.loads(json.dumps(body)))) < 500
