"""Verifying presentations over the VC-API."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conformance.client import V2, Json, Key, Server
from tests.conformance.test_verifying import changed, unsigned, without

OPTIONS = {"challenge": "c1d0a9b8", "domain": "https://verifier.example"}
TERMS = {"Extra": "https://example.org/#Extra"}
HOLDER = Key.from_seed(9)
ISSUER = Key.from_seed(7)
SHOWN = ISSUER.secured(unsigned(ISSUER))


def unsigned_presentation(*credentials: Any, **members: Any) -> Json:
    document: Json = {"@context": [V2], "type": ["VerifiablePresentation"]}
    if credentials:
        document["verifiableCredential"] = list(credentials)
    return {**document, **members}


def presentation(*credentials: Any, **members: Any) -> Json:
    document = unsigned_presentation(*credentials, **members)
    return HOLDER.secured(document, purpose="authentication", **OPTIONS)


ACCEPTED: dict[str, Callable[[], Json]] = {
    "one credential": lambda: presentation(SHOWN),
    "one that is no array": lambda: presentation(verifiableCredential=SHOWN),
    "several credentials": lambda: presentation(SHOWN, ISSUER.secured(unsigned(ISSUER, name="Second"))),
    "no credential": lambda: presentation(),
    "a holder": lambda: presentation(SHOWN, holder=HOLDER.did),
    "a holder that is an object": lambda: presentation(SHOWN, holder={"id": HOLDER.did}),
    "an id": lambda: presentation(SHOWN, id="urn:uuid:3978344f-8596-4c3a-a978-8fcaba3903c5"),
    "an extra type": lambda: presentation(
        SHOWN, **{"@context": [V2, TERMS], "type": ["VerifiablePresentation", "Extra"]}
    ),
}


@pytest.mark.parametrize("case", ACCEPTED)
def test_a_presentation_verifies(server: Server, case: str) -> None:
    answer = server.verify_presentation(ACCEPTED[case](), OPTIONS)

    assert answer.status_code == 200, answer.text
    assert answer.json()["verified"] is True


def proven(**options: Any) -> Json:
    return HOLDER.secured(unsigned_presentation(SHOWN), **{"purpose": "authentication", **options})


REFUSED: dict[str, Callable[[], Any]] = {
    "no proof": lambda: unsigned_presentation(SHOWN),
    "no challenge": lambda: proven(domain=OPTIONS["domain"]),
    "another challenge": lambda: proven(**{**OPTIONS, "challenge": "other"}),
    "another domain": lambda: proven(**{**OPTIONS, "domain": "https://other.example"}),
    "another purpose": lambda: proven(**{**OPTIONS, "purpose": "assertionMethod"}),
    "no context": lambda: without("@context")(presentation(SHOWN)),
    "the base context not first": lambda: presentation(SHOWN, **{"@context": [TERMS, V2]}),
    "a context that is no address": lambda: {
        **presentation(SHOWN),
        "@context": [V2, "https ://not-a-url"],
    },
    "a context that is a number": lambda: {**presentation(SHOWN), "@context": [V2, 3]},
    "an unknown context": lambda: {**presentation(SHOWN), "@context": [V2, "https://example.org/unknown"]},
    "no type": lambda: without("type")(presentation(SHOWN)),
    "another type": lambda: presentation(SHOWN, **{"@context": [V2, TERMS], "type": ["Extra"]}),
    "a holder that is no address": lambda: presentation(SHOWN, holder="somebody"),
    "a holder without id": lambda: presentation(SHOWN, holder={}),
    "another holder": lambda: presentation(SHOWN, holder="did:example:other"),
    "an entry that is a text": lambda: {**presentation(SHOWN), "verifiableCredential": ["credential"]},
    "an entry that is null": lambda: {**presentation(SHOWN), "verifiableCredential": [None]},
    "another value": lambda: changed(presentation(SHOWN), "proof/proofValue", "z" + "3" * 87),
    "a changed credential": lambda: presentation(changed(SHOWN, "credentialSubject/id", "did:example:b")),
    "a credential without proof": lambda: presentation(without("proof")(SHOWN)),
    "an expired credential": lambda: presentation(
        ISSUER.secured(unsigned(ISSUER, validUntil="2021-01-01T00:00:00Z"))
    ),
    "a credential": lambda: SHOWN,
    "an empty object": dict,
    "a text": lambda: "presentation",
    "null": lambda: None,
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_presentation_that_does_not_hold_is_not_verified(server: Server, case: str) -> None:
    answer = server.verify_presentation(REFUSED[case](), OPTIONS)

    assert answer.status_code == 400, answer.text
    assert answer.json()["verified"] is False
