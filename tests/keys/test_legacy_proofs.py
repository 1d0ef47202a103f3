"""Ed25519Signature2020, which documents of the VC Data Model 1.1 carry: verified, never made.

The published vector lists `https://www.w3.org/ns/credentials/examples/v2`, as `test_w3c_vectors` explains.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from keys.canonicalization import canonicalize_rdf
from keys.cryptosuites.eddsa import ED25519_SIGNATURE_2020
from keys.encoding import multibase_decode
from keys.errors import ProofError
from keys.proofs import ProofPurpose, add_proof
from keys.signer import PrivateKey, Signer
from schemas.contexts import CREDENTIALS_V1, ED25519_2020_V1
from schemas.documents import JsonObject, JsonValue
from schemas.errors import UnsignedDataError
from tests.keys.ecosystem import ISSUER, NOW, StandingResolver, issuer_signer
from tests.keys.test_proofs import refusal, verified
from tests.keys.test_w3c_vectors import WITH_EXAMPLES
from tests.vectors import vectors_dir

FOLDER = vectors_dir() / "w3c-eddsa/Ed25519Signature2020"
NAME = "Ed25519Signature2020"


@pytest.fixture
def resolver() -> StandingResolver:
    return StandingResolver()


@pytest.fixture
def signer(resolver: StandingResolver) -> Signer:
    return issuer_signer(resolver)


def text(name: str) -> str:
    return (FOLDER / f"{name}EdSig.txt").read_text()


def vector(name: str) -> Any:
    return json.loads((FOLDER / f"{name}EdSig.json").read_text())


def old_credential(signer: Signer, **changes: JsonValue) -> Any:
    """Return a signed credential of the older data model, as others still issue them."""
    credential: JsonObject = {
        "@context": [CREDENTIALS_V1, ED25519_2020_V1],
        "id": "urn:uuid:55555555-5555-4555-8555-555555555555",
        "type": ["VerifiableCredential"],
        "issuer": ISSUER,
        "issuanceDate": "2021-03-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:subject"},
    }
    options: JsonObject = {
        "type": NAME,
        "created": "2021-03-01T00:00:00Z",
        "verificationMethod": signer.verification_method,
        "proofPurpose": "assertionMethod",
        **changes,
    }
    options = {name: value for name, value in options.items() if value is not None}
    proof = ED25519_SIGNATURE_2020.create_proof(credential, options, signer, contexts=WITH_EXAMPLES)
    return {**credential, "proof": proof}


def test_the_published_steps_are_reproduced() -> None:
    signed = vector("signed")
    document = {name: value for name, value in signed.items() if name != "proof"}
    parts = [canonicalize_rdf(part, contexts=WITH_EXAMPLES) for part in (vector("proofConfig"), document)]
    assert [part.decode() for part in parts] == [text("proofCanon"), text("canonDoc")]
    digests = [hashlib.sha256(part).hexdigest() for part in parts]
    assert digests == [text("proofHash").strip(), text("docHash").strip()]
    assert "".join(digests) == text("combinedHash").strip()
    assert multibase_decode(text("sigBTC58").strip()).hex() == text("sigHex").strip()
    pair = json.loads((FOLDER.parent / "keyPair.json").read_text())
    private_key = PrivateKey.from_multikey(pair["privateKeyMultibase"])
    assert private_key.sign(bytes.fromhex("".join(digests))).hex() == text("sigHex").strip()


def test_the_published_document_verifies(resolver: StandingResolver) -> None:
    (proof,) = verified(vector("signed"), resolver, contexts=WITH_EXAMPLES)
    assert (proof.cryptosuite, proof.created) == (NAME, datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC))


def test_a_changed_claim_in_the_published_document_is_refused(resolver: StandingResolver) -> None:
    signed = vector("signed")
    signed["credentialSubject"]["alumniOf"] = "Another school"
    assert refusal(signed, resolver, contexts=WITH_EXAMPLES).code == "proof.signature_mismatch"


def test_a_credential_of_the_older_data_model_verifies(signer: Signer, resolver: StandingResolver) -> None:
    (proof,) = verified(old_credential(signer), resolver)
    assert (proof.cryptosuite, proof.controller) == (NAME, ISSUER)


def test_nothing_new_is_signed_by_it(signer: Signer) -> None:
    with pytest.raises(ProofError) as refused:
        add_proof(
            {"@context": [CREDENTIALS_V1]},
            cryptosuite=NAME,
            signer=signer,
            purpose=ProofPurpose.ASSERTION_METHOD,
            created=NOW,
        )
    assert refused.value.code == "proof.verification_only"


def test_it_is_refused_where_the_policy_does_not_name_it(signer: Signer, resolver: StandingResolver) -> None:
    error = refusal(old_credential(signer), resolver, cryptosuites=frozenset({"eddsa-rdfc-2022"}))
    assert error.code == "proof.cryptosuite_not_allowed"


@pytest.mark.parametrize("member", ["created", "verificationMethod", "proofPurpose", "proofValue"])
def test_every_member_is_required(member: str, signer: Signer, resolver: StandingResolver) -> None:
    document = old_credential(signer)
    del document["proof"][member]
    assert refusal(document, resolver).code == "proof.malformed"


def test_a_creation_time_is_required_even_when_the_signature_would_hold(
    signer: Signer, resolver: StandingResolver
) -> None:
    assert refusal(old_credential(signer, created=None), resolver).code == "proof.malformed"


def _confusions() -> Iterator[tuple[JsonObject, str]]:
    yield {"cryptosuite": "eddsa-rdfc-2022"}, "proof.unknown_member"
    yield {"cryptosuite": NAME}, "proof.unknown_member"
    yield {"type": "DataIntegrityProof", "cryptosuite": NAME}, "proof.unknown_cryptosuite"
    yield {"type": "DataIntegrityProof"}, "proof.malformed"
    yield {"type": [NAME]}, "proof.unknown_type"
    yield {"type": "Ed25519Signature2018"}, "proof.unknown_type"
    yield {"previousProof": "urn:x:1"}, "proof.unknown_member"
    yield {"jws": "e30..AA"}, "proof.unknown_member"
    yield {"created": "2021-03-01T00:00:01Z"}, "proof.signature_mismatch"
    yield {"challenge": "x"}, "proof.signature_mismatch"
    yield {"expires": "2021-03-02T00:00:00Z"}, "proof.expired"


@pytest.mark.parametrize(("change", "code"), list(_confusions()))
def test_a_proof_that_says_something_else_of_itself_is_refused(
    change: JsonObject, code: str, signer: Signer, resolver: StandingResolver
) -> None:
    document = old_credential(signer)
    document["proof"].update(change)
    assert refusal(document, resolver).code == code


def test_the_proof_is_read_under_the_contexts_of_the_document(
    signer: Signer, resolver: StandingResolver
) -> None:
    document = old_credential(signer)
    document["@context"] = [CREDENTIALS_V1]
    with pytest.raises(UnsignedDataError):  # without the suite's context its name means nothing
        verified(document, resolver)


def test_a_modern_proof_under_the_old_name_is_refused(signer: Signer, resolver: StandingResolver) -> None:
    document = old_credential(signer)
    modern = add_proof(
        {name: value for name, value in document.items() if name != "proof"}
        | {"@context": [CREDENTIALS_V1, ED25519_2020_V1, "https://w3id.org/security/data-integrity/v2"]},
        cryptosuite="eddsa-rdfc-2022",
        signer=signer,
        purpose=ProofPurpose.ASSERTION_METHOD,
        created=NOW,
    )
    proof: Any = modern["proof"]
    del proof["cryptosuite"]
    assert refusal({**modern, "proof": {**proof, "type": NAME}}, resolver).code == "proof.signature_mismatch"


def test_other_keys_are_refused(resolver: StandingResolver) -> None:
    pair = json.loads((FOLDER.parents[1] / "w3c-ecdsa/p256KeyPair.json").read_text())
    key = PrivateKey.from_multikey(pair["secretKeyMultibase"])
    document = vector("signed")
    name = key.public_key.to_multikey()
    document["proof"]["verificationMethod"] = f"did:key:{name}#{name}"
    assert refusal(document, resolver, contexts=WITH_EXAMPLES).code == "proof.wrong_key_type"
