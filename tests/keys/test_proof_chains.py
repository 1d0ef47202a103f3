"""PF-06: proof sets and proof chains: what may be wrong with one that is otherwise made of good proofs.

The vectors of the specification are in `test_w3c_vectors`.
"""

import copy
from typing import Any

import pytest

from keys.errors import ProofError
from keys.signer import Signer
from schemas.documents import JsonObject, JsonValue
from tests.keys.ecosystem import StandingResolver, holder_signer, issuer_signer
from tests.keys.test_proofs import refusal, signed, verified
from tests.schemas import samples

FIRST, SECOND, THIRD = "urn:x:1", "urn:x:2", "urn:x:3"
SUITES = ["eddsa-rdfc-2022", "eddsa-jcs-2022"]


@pytest.fixture
def resolver() -> StandingResolver:
    return StandingResolver()


@pytest.fixture
def signer(resolver: StandingResolver) -> Signer:
    return issuer_signer(resolver)


def chain(signer: Signer, *, suite: str = SUITES[0]) -> Any:
    """Return a diploma with a proof, a second that follows it, and a third that follows both."""
    document = signed(signer, cryptosuite=suite, proof_id=FIRST)
    document = signed(
        holder_signer(), cryptosuite=suite, document=document, proof_id=SECOND, previous_proof=FIRST
    )
    return signed(
        holder_signer(),
        cryptosuite=suite,
        document=document,
        proof_id=THIRD,
        previous_proof=[FIRST, SECOND],
    )


@pytest.mark.parametrize("suite", SUITES)
def test_pf_06_a_chain_verifies_whatever_the_order_of_its_proofs(
    suite: str, signer: Signer, resolver: StandingResolver
) -> None:
    document = chain(signer, suite=suite)
    assert [proof.get("previousProof") for proof in document["proof"]] == [None, FIRST, [FIRST, SECOND]]
    assert len(verified(document, resolver)) == 3
    document["proof"].reverse()
    assert len(verified(document, resolver)) == 3


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("number", [0, 1])
def test_pf_06_a_proof_that_others_follow_can_not_be_taken_away(
    number: int, suite: str, signer: Signer, resolver: StandingResolver
) -> None:
    document = chain(signer, suite=suite)
    del document["proof"][number]
    assert refusal(document, resolver).code == "proof.previous_missing"


def test_pf_06_the_last_of_a_chain_can_be_taken_away(signer: Signer, resolver: StandingResolver) -> None:
    document = chain(signer)
    del document["proof"][2]
    assert len(verified(document, resolver)) == 2


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize(
    ("number", "change"),
    [
        (1, {"previousProof": None}),  # removed: the proof would stand on its own
        (2, {"previousProof": FIRST}),
        (2, {"previousProof": SECOND}),
        (0, {"id": "urn:x:9"}),
        (0, {"created": "2026-05-31T12:00:00Z"}),
    ],
    ids=["unchained", "first-only", "second-only", "renamed", "redated"],
)
def test_pf_06_a_chain_that_was_rearranged_is_refused(
    number: int, change: JsonObject, suite: str, signer: Signer, resolver: StandingResolver
) -> None:
    document = chain(signer, suite=suite)
    proof = document["proof"][number]
    proof.update(change)
    if proof.get("previousProof", ...) is None:
        del proof["previousProof"]
    assert refusal(document, resolver).code in {"proof.signature_mismatch", "proof.previous_missing"}


def test_pf_06_a_first_proof_can_not_be_exchanged_for_another_good_one(
    signer: Signer, resolver: StandingResolver
) -> None:
    document = chain(signer)
    other = signed(holder_signer(), proof_id=FIRST)
    verified(other, resolver)
    document["proof"][0] = other["proof"]
    assert refusal(document, resolver).code == "proof.signature_mismatch"


@pytest.mark.parametrize(
    "links",
    [
        {FIRST: FIRST},
        {FIRST: SECOND, SECOND: FIRST},
        {FIRST: THIRD, SECOND: FIRST, THIRD: [SECOND]},
        {SECOND: [FIRST, THIRD], THIRD: [FIRST, SECOND]},
    ],
    ids=["itself", "two", "three", "beside-a-first"],
)
def test_pf_06_proofs_that_follow_each_other_in_a_circle_are_refused(
    links: dict[str, JsonValue], signer: Signer, resolver: StandingResolver
) -> None:
    document = signed(signer)
    bare = document["proof"]
    document["proof"] = [
        {**bare, "id": name} | ({"previousProof": links[name]} if name in links else {})
        for name in (FIRST, SECOND, THIRD)
    ]
    error = refusal(document, resolver)
    assert (error.code, error.pointer) == ("proof.previous_cycle", "/proof")


@pytest.mark.parametrize(
    "previous", [7, True, None, [], {}, [None], [[FIRST]], [FIRST, 7], "", [""]], ids=repr
)
def test_pf_06_a_previous_proof_that_is_no_text_is_refused(
    previous: JsonValue, signer: Signer, resolver: StandingResolver
) -> None:
    document = chain(signer)
    document["proof"][1]["previousProof"] = previous
    assert refusal(document, resolver).code == "proof.malformed"


@pytest.mark.parametrize("name", ["x", "#1", "urn", "https ://x", "", 7, None, [FIRST]], ids=repr)
@pytest.mark.parametrize("suite", SUITES)
def test_pf_06_an_id_that_is_no_url_is_refused(
    suite: str, name: JsonValue, signer: Signer, resolver: StandingResolver
) -> None:
    document = signed(signer, cryptosuite=suite)
    document["proof"]["id"] = name
    assert refusal(document, resolver).code == "proof.malformed"


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("number", [0, 1, 2])
def test_pf_06_every_proof_of_a_chain_must_hold(
    number: int, suite: str, signer: Signer, resolver: StandingResolver
) -> None:
    document = chain(signer, suite=suite)
    document["proof"][number]["proofValue"] = signed(signer, cryptosuite=suite, challenge="x")["proof"][
        "proofValue"
    ]
    assert refusal(document, resolver).code == "proof.signature_mismatch"


@pytest.mark.parametrize("suite", SUITES)
def test_pf_06_every_proof_of_a_chain_covers_the_claims(
    suite: str, signer: Signer, resolver: StandingResolver
) -> None:
    document = chain(signer, suite=suite)
    document["credentialSubject"]["voornamen"] = "Samirah"
    for number in range(3):
        alone = copy.deepcopy(document)
        alone["proof"] = [document["proof"][number]]
        assert refusal(alone, resolver).code in {"proof.signature_mismatch", "proof.previous_missing"}


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"proof_id": FIRST}, "proof.duplicate_id"),
        ({"proof_id": "not a url"}, "proof.malformed"),
        ({"previous_proof": "urn:x:gone"}, "proof.previous_missing"),
        ({"previous_proof": [FIRST, "urn:x:gone"]}, "proof.previous_missing"),
        ({"previous_proof": ""}, "proof.previous_missing"),
        ({"proof_id": SECOND, "previous_proof": SECOND}, "proof.previous_missing"),
    ],
)
def test_pf_06_no_proof_is_added_that_would_not_verify(
    options: dict[str, Any], code: str, signer: Signer
) -> None:
    document = signed(signer, proof_id=FIRST)
    with pytest.raises(ProofError) as refused:
        signed(signer, document=document, **options)
    assert refused.value.code == code


def test_pf_06_a_document_whose_proof_is_no_object_gets_no_other(signer: Signer) -> None:
    with pytest.raises(ProofError) as refused:
        signed(signer, document={**samples.diploma(), "proof": ["x"]})
    assert refused.value.code == "proof.malformed"


def test_adding_a_proof_leaves_the_given_document_as_it_was(signer: Signer) -> None:
    document = signed(signer, proof_id=FIRST)
    before = copy.deepcopy(document)
    signed(signer, document=document, proof_id=SECOND, previous_proof=FIRST)
    assert document == before
