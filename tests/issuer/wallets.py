"""A wallet for tests: a key, and presentations signed with it."""

from datetime import datetime

from flask import Flask
from werkzeug.test import TestResponse

from keys.did_key import did_key_for
from keys.key_types import KeyType
from keys.proofs import ProofPurpose, add_proof
from keys.signer import PrivateKeySigner, generate
from schemas.contexts import CREDENTIALS_V2
from schemas.documents import JsonObject
from tests.issuer.conftest import BASE_URL, NOW

ORIGIN = "http://localhost:8000"


class Wallet:
    """Holds one key."""

    def __init__(self, key_type: KeyType = KeyType.ED25519) -> None:
        self._key = generate(key_type)
        self.did = did_key_for(self._key.public_key)
        self._suite = "eddsa-rdfc-2022" if key_type is KeyType.ED25519 else "ecdsa-rdfc-2019"

    def present(
        self,
        challenge: str,
        *,
        domain: str | None = ORIGIN,
        holder: str | None = None,
        purpose: ProofPurpose = ProofPurpose.AUTHENTICATION,
        at: datetime = NOW,
        **members: object,
    ) -> JsonObject:
        """Return a presentation without credentials, signed for a challenge and a domain."""
        fragment = self.did.removeprefix("did:key:")
        document: JsonObject = {
            "@context": [CREDENTIALS_V2],
            "type": ["VerifiablePresentation"],
            "holder": holder or self.did,
            **members,  # type: ignore[dict-item]
        }
        return add_proof(
            document,
            cryptosuite=self._suite,
            signer=PrivateKeySigner(self._key, f"{self.did}#{fragment}"),
            purpose=purpose,
            created=at,
            domain=domain,
            challenge=challenge,
        )


def preview(app: Flask, reference: object) -> TestResponse:
    """Ask the issuer what is offered."""
    return app.test_client().post("/api/v1/offers/preview", json={"offer": reference}, base_url=BASE_URL)


def challenge(app: Flask, reference: str) -> str:
    """Get a challenge for an offer."""
    answer = preview(app, reference)
    assert answer.status_code == 200, answer.text
    return str(answer.get_json()["challenge"])


def claim(app: Flask, reference: object, presentation: object) -> TestResponse:
    """Claim an offer."""
    return app.test_client().post(
        "/api/v1/offers/claim", json={"offer": reference, "presentation": presentation}, base_url=BASE_URL
    )
