"""What the data model allows verifies when it is signed, and what it forbids does not, whoever signed it."""

from typing import Any

import pytest

from keys.canonicalization import ContextRules
from keys.did_key import did_key_for, verification_method_for
from keys.proofs import ProofPurpose, add_proof
from keys.signer import PrivateKeySigner, Signer, generate
from schemas.documents import JsonObject, parse_object, serialize
from schemas.errors import DomainError
from tests.ecosystem import NOW, SHARE_ID, SHARE_ORIGIN, World
from tests.schemas.data_model_cases import (
    ACCEPTED,
    ACCEPTED_PRESENTATIONS,
    HOLDER,
    ISSUER,
    MEANINGLESS,
    REFUSED,
    REFUSED_PRESENTATIONS,
    Refusal,
)
from verifier.policy import VC_API_POLICY
from verifier.result import Outcome, PresentationResult
from verifier.verification import verify_presentation

_KEY = generate()
SIGNER = PrivateKeySigner(_KEY, verification_method_for(_KEY.public_key))
DID = did_key_for(_KEY.public_key)

# The proof of a document that nobody can sign.
HAND_MADE: JsonObject = {
    "type": "DataIntegrityProof",
    "cryptosuite": "eddsa-rdfc-2022",
    "created": "2026-07-01T12:00:00Z",
    "verificationMethod": SIGNER.verification_method,
    "proofPurpose": "assertionMethod",
    "proofValue": "z3FXQ",
}


def _by(signer: Signer, document: JsonObject) -> JsonObject:
    """Return the document with the signer's DID in place of the parties of the cases."""
    did = signer.verification_method.partition("#")[0]
    text = serialize(document).decode().replace(ISSUER, did).replace(HOLDER, did)
    return parse_object(text.encode())


def issue(
    document: JsonObject,
    cryptosuite: str = "eddsa-rdfc-2022",
    *,
    contexts: ContextRules = VC_API_POLICY.contexts,
) -> JsonObject:
    """Sign a credential as any issuer over the VC-API would."""
    return add_proof(
        _by(SIGNER, document),
        cryptosuite=cryptosuite,
        signer=SIGNER,
        purpose=ProofPurpose.ASSERTION_METHOD,
        created=NOW,
        contexts=contexts,
    )


def present(document: JsonObject, **options: Any) -> JsonObject:
    """Sign a presentation for the question of these tests."""
    return add_proof(
        _by(SIGNER, document),
        cryptosuite="eddsa-rdfc-2022",
        signer=SIGNER,
        purpose=ProofPurpose.AUTHENTICATION,
        created=NOW,
        contexts=VC_API_POLICY.contexts,
        **{"domain": SHARE_ORIGIN, "challenge": SHARE_ID, **options},
    )


def as_json(document: JsonObject) -> JsonObject:
    """Sign a bad credential as plain JSON, where a suite takes it, or put a proof below it by hand."""
    if "proof" in document:
        return _by(SIGNER, document)
    try:
        return issue(document, "eddsa-jcs-2022")
    except DomainError:
        return {**_by(SIGNER, document), "proof": HAND_MADE}


def verify_shown(world: World, document: JsonObject) -> PresentationResult:
    """Verify a presentation by the policy of the VC-API."""
    return verify_presentation(
        document,
        policy=VC_API_POLICY,
        resolver=world.resolver,
        status_lists=world.status_lists,
        trust=world.trust_lists.registry(),
        at=NOW,
        expected_domain=SHARE_ORIGIN,
        expected_challenge=SHARE_ID,
    )


@pytest.mark.parametrize("document", ACCEPTED.values(), ids=ACCEPTED)
def test_a_credential_that_the_data_model_allows_holds_when_its_issuer_signs_it(
    world: World, document: JsonObject
) -> None:
    result = world.verify(issue(document), policy=VC_API_POLICY)

    assert {check.code for check in result.checks if check.outcome is Outcome.FAILED} == set()
    assert result.content_is_proven


@pytest.mark.parametrize("refusal", REFUSED.values(), ids=REFUSED)
def test_a_credential_that_the_data_model_forbids_fails_even_when_its_issuer_signed_it(
    world: World, refusal: Refusal
) -> None:
    result = world.verify(as_json(refusal.document), policy=VC_API_POLICY)

    found = result.check("structure")
    assert (found.outcome, found.code) == (Outcome.FAILED, refusal.code)
    assert found.parameters["pointer"] == refusal.pointer


@pytest.mark.parametrize("refusal", MEANINGLESS.values(), ids=MEANINGLESS)
def test_a_credential_with_words_that_mean_nothing_is_neither_signed_nor_believed(
    world: World, refusal: Refusal
) -> None:
    with pytest.raises(DomainError) as caught:
        issue(refusal.document)
    assert (caught.value.code, caught.value.pointer) == (refusal.code, refusal.pointer)

    added_later = {**_by(SIGNER, refusal.document), "proof": {**HAND_MADE, "proofValue": "z" + "2" * 87}}
    found = world.verify(added_later, policy=VC_API_POLICY).check("proof")
    assert (found.outcome, found.code) == (Outcome.FAILED, refusal.code)


@pytest.mark.parametrize("document", ACCEPTED_PRESENTATIONS.values(), ids=ACCEPTED_PRESENTATIONS)
def test_a_presentation_that_the_data_model_allows_holds_when_its_holder_signs_it(
    world: World, document: JsonObject
) -> None:
    credentials = document.get("verifiableCredential")
    if isinstance(credentials, list) and credentials:
        document = {
            **document,
            "verifiableCredential": [issue(each) for each in credentials if isinstance(each, dict)],
        }
    elif isinstance(credentials, dict):
        document = {**document, "verifiableCredential": issue(credentials)}
    elif credentials == []:
        # A set of none makes no statement, so it can't be signed, only left out.
        document = {name: value for name, value in document.items() if name != "verifiableCredential"}

    result = verify_shown(world, present(document))

    assert [check.code for check in result.checks] == [
        "presentation.read",
        "presentation.signed",
        "freshness.holds",
    ]
    assert all(found.content_is_proven for found in result.credentials)


@pytest.mark.parametrize("refusal", REFUSED_PRESENTATIONS.values(), ids=REFUSED_PRESENTATIONS)
def test_a_presentation_that_the_data_model_forbids_fails(world: World, refusal: Refusal) -> None:
    result = verify_shown(world, {"proof": HAND_MADE, **_by(SIGNER, refusal.document)})

    found = result.checks[0]
    assert (found.name, found.outcome, found.code) == ("structure", Outcome.FAILED, refusal.code)
    assert result.credentials == ()
