"""Verifying over the VC-API: a credential and everything that can be wrong with it."""

import copy
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.conformance.client import DATA_INTEGRITY, V1, V2, Json, Key, Server

TERMS = {"extra": "https://example.org/#extra"}
OTHER_DID = "did:key:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b"


def unsigned(key: Key, **members: Any) -> Json:
    return {
        "@context": [V2],
        "type": ["VerifiableCredential"],
        "issuer": key.did,
        "credentialSubject": {"id": "did:example:abc"},
        **members,
    }


def changed(document: Json, path: str, value: Any = ...) -> Json:
    """Return a copy in which the member at `a/b` has another value, or is gone."""
    result = copy.deepcopy(document)
    *parents, last = path.split("/")
    place: Any = result
    for parent in parents:
        place = place[parent]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return result


def without(member: str) -> Callable[[Json], Json]:
    return lambda document: changed(document, member)


def test_a_credential_of_a_stranger_verifies(server: Server, stranger: Key) -> None:
    answer = server.verify(stranger.secured(unsigned(stranger)), {"checks": ["proof"]})

    assert answer.status_code == 200, answer.text
    assert answer.json()["verified"] is True
    assert answer.json()["errors"] == []


NOT_EVEN_CREDENTIALS: list[Any] = ["text", '{"a": 1}', 7, True, None, [], [{}], {}, {"proof": {}}]


@pytest.mark.parametrize("value", NOT_EVEN_CREDENTIALS, ids=repr)
def test_what_is_no_credential_is_not_verified(server: Server, value: Any) -> None:
    answer = server.verify(value)

    assert answer.status_code == 400
    assert answer.json()["verified"] is False
    assert answer.json()["problemDetails"]


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b'"x"', b"3", b"{}", b"{", b'{"options":{}}'])
@pytest.mark.parametrize("kind", ["verifiers", "vpVerifiers", "holders"])
def test_a_body_that_is_no_request_is_refused(server: Server, kind: str, body: bytes) -> None:
    assert server.post(server.description[kind][0]["endpoint"], body).status_code == 400


TAMPERED: dict[str, Callable[[Json], Json]] = {
    "no proof": without("proof"),
    "a proof that is null": lambda vc: {**vc, "proof": None},
    "a proof that is a text": lambda vc: {**vc, "proof": "proof"},
    "a proof that is a number": lambda vc: {**vc, "proof": 5},
    "no proofs": lambda vc: {**vc, "proof": []},
    "a proof in a proof": lambda vc: {**vc, "proof": [[vc["proof"]]]},
    "a proof without type": without("proof/type"),
    "a proof without cryptosuite": without("proof/cryptosuite"),
    "a proof without method": without("proof/verificationMethod"),
    "a proof without purpose": without("proof/proofPurpose"),
    "a proof without value": without("proof/proofValue"),
    "a value that is null": lambda vc: changed(vc, "proof/proofValue", None),
    "a value without its header": lambda vc: changed(vc, "proof/proofValue", vc["proof"]["proofValue"][1:]),
    "a value that was cut": lambda vc: changed(vc, "proof/proofValue", vc["proof"]["proofValue"][:-4]),
    "another value": lambda vc: changed(vc, "proof/proofValue", "z" + "3" * 87),
    "an unknown type of proof": lambda vc: changed(vc, "proof/type", "UnknownProofType"),
    "an unknown cryptosuite": lambda vc: changed(vc, "proof/cryptosuite", "unknown-2099"),
    "a cryptosuite of another kind of key": lambda vc: changed(vc, "proof/cryptosuite", "ecdsa-rdfc-2019"),
    "another purpose": lambda vc: changed(vc, "proof/proofPurpose", "authentication"),
    "a date that is none": lambda vc: changed(vc, "proof/created", "yesterday"),
    "an end that is none": lambda vc: changed(vc, "proof/expires", "tomorrow"),
    "a method that nobody has": lambda vc: changed(vc, "proof/verificationMethod", "did:key:zXXX#zXXX"),
    "a method that is null": lambda vc: changed(vc, "proof/verificationMethod", None),
    "a changed claim": lambda vc: changed(vc, "credentialSubject/id", "did:example:other"),
    "an undefined term": lambda vc: {**vc, "undefined": "x"},
    "an undefined term of the subject": lambda vc: changed(vc, "credentialSubject/undefined", "x"),
    "an undefined type": lambda vc: {**vc, "type": [*vc["type"], "Undefined"]},
    "a null": lambda vc: {**vc, "validUntil": None},
    "another issuer": lambda vc: {**vc, "issuer": OTHER_DID},
    "an issuer that is no address": lambda vc: {**vc, "issuer": "fake-issuer"},
    "no type": without("type"),
    "no context": without("@context"),
    "the base context not first": lambda vc: {**vc, "@context": [TERMS, *vc["@context"]]},
    "previous proofs that are a number": lambda vc: changed(vc, "proof/previousProof", 3),
    "a previous proof that is not there": lambda vc: changed(vc, "proof/previousProof", "urn:uuid:gone"),
}


@pytest.mark.parametrize("case", TAMPERED)
def test_what_was_changed_is_not_verified(server: Server, stranger: Key, case: str) -> None:
    answer = server.verify(TAMPERED[case](stranger.secured(unsigned(stranger))))

    assert answer.status_code == 400, answer.text
    assert answer.json()["verified"] is False


# Signed by somebody who did not look: a proof that holds makes none of these a credential.
WRONG_BUT_SIGNED: dict[str, Json] = {
    "expired": {"validUntil": "2021-01-01T00:00:00Z"},
    "not valid yet": {"validFrom": "2998-01-01T00:00:00Z"},
    "an end before the start": {"validFrom": "2030-01-01T00:00:00Z", "validUntil": "2029-01-01T00:00:00Z"},
    "a subject without anything": {"credentialSubject": {}},
    "a term that no signature covers": {"credentialSubject": {"id": "did:example:a", "no": 1}},
    "a schema without id": {"credentialSchema": {"type": "JsonSchema"}},
    "a resource without digest": {"relatedResource": {"id": V2}},
    "an id that is relative": {"id": "relative"},
}


@pytest.mark.parametrize("case", WRONG_BUT_SIGNED)
def test_what_is_wrong_is_not_verified_however_well_signed(server: Server, stranger: Key, case: str) -> None:
    signed = stranger.secured(unsigned(stranger, **WRONG_BUT_SIGNED[case]))

    assert server.verify(signed).status_code == 400


def test_a_type_that_only_a_removed_base_made_absolute_is_not_verified(server: Server, stranger: Key) -> None:
    document = unsigned(stranger, type=["VerifiableCredential", "Relative"])
    signed = stranger.secured({**document, "@context": [V2, {"@base": "https://example.org/"}]})

    assert server.verify({**signed, "@context": [V2]}).status_code == 400


@pytest.mark.parametrize("created", [None, "2026-01-01T00:00:00", "2026-01-01T00:00:00Z"])
def test_a_proof_without_date_or_offset_is_tolerated(
    server: Server, stranger: Key, created: str | None
) -> None:
    answer = server.verify(stranger.secured(unsigned(stranger), created=created))

    assert answer.status_code == 200, answer.text


def test_a_proof_that_has_expired_is_not_verified(server: Server, stranger: Key) -> None:
    past = (datetime.now(UTC) - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")

    assert server.verify(stranger.secured(unsigned(stranger), expires=past)).status_code == 400


def test_every_proof_of_a_set_must_hold_and_one_is_by_the_issuer(server: Server, stranger: Key) -> None:
    document = unsigned(stranger)
    own, foreign = stranger.proof(document), Key.from_seed(8).proof(document)
    broken = {**foreign, "proofValue": own["proofValue"]}

    assert server.verify({**document, "proof": [own, foreign]}).status_code == 200
    assert server.verify({**document, "proof": [own, broken]}).status_code == 400
    assert server.verify({**document, "proof": [foreign]}).status_code == 400


@pytest.mark.parametrize("as_array", [False, True])
def test_a_chain_of_proofs_verifies_and_breaks_with_any_of_them(
    server: Server, stranger: Key, as_array: bool
) -> None:
    document = unsigned(stranger)
    first = stranger.proof(document, id="urn:uuid:11111111-1111-4111-8111-111111111111")
    name = [first["id"]] if as_array else first["id"]
    second = Key.from_seed(8).proof(document, previous=(first,), previousProof=name)

    chain = server.verify({**document, "proof": [first, second]})
    assert chain.status_code == 200, chain.text
    assert server.verify({**document, "proof": [second]}).status_code == 400
    renamed = {**first, "id": "urn:uuid:22222222-2222-4222-8222-222222222222"}
    assert server.verify({**document, "proof": [renamed, second]}).status_code == 400


def test_a_presentation_is_no_credential(server: Server, stranger: Key) -> None:
    document = {"@context": [V2], "type": ["VerifiablePresentation"], "holder": stranger.did}

    assert server.verify(stranger.secured(document)).status_code == 400


def test_a_credential_of_version_1_1_verifies(server: Server, stranger: Key) -> None:
    document = unsigned(stranger, issuanceDate="2025-01-01T00:00:00Z")
    document["@context"] = [V1, DATA_INTEGRITY]
    answer = server.verify(stranger.secured(document))

    assert answer.status_code == 200, answer.text
