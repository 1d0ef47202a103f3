"""Keys that were replaced, lost or listed, and proofs of more than one party (PF-02, PF-05, PF-06, PF-10)."""

from datetime import timedelta

import pytest

from keys.key_types import KeyType
from keys.signer import generate
from keys.trust_list import SigningKey
from tests.ecosystem import DIPLOMA, NOW, World
from verifier.result import Outcome

YEAR = timedelta(days=365)


def test_pf_10_a_replaced_key_keeps_what_it_signed(world: World) -> None:
    document = world.school.issue(DIPLOMA, holder=world.samira)

    world.school.rotate_key()
    world.look_again()

    assert world.verify(document, presented_by=world.samira.did).outcome is Outcome.PASSED


def test_a_new_key_signs_beside_the_old_one(world: World) -> None:
    old = world.school.issue(DIPLOMA)
    world.school.rotate_key(generate(KeyType.P384))
    new = world.school.issue(DIPLOMA)

    assert [world.verify(document).check("key").code for document in (old, new)] == ["key.of_issuer"] * 2


def test_pf_10_a_replaced_key_counts_for_the_period_in_which_the_register_lists_it(world: World) -> None:
    first = world.school.signer
    world.keeper.lists_key(
        world.school.did,
        SigningKey(
            key_id=first.verification_method,
            public_key=first.public_key,
            used_from=NOW - YEAR,
            used_until=NOW + timedelta(days=1),
        ),
    )
    in_time = world.school.issue(DIPLOMA, at=NOW)
    world.clock.passes(days=30)
    too_late = world.school.issue(DIPLOMA)

    assert world.verify(in_time).check("key").outcome is Outcome.PASSED
    found = world.verify(too_late).check("key")
    assert (found.outcome, found.code) == (Outcome.FAILED, "key.not_in_use")
    assert found.parameters["signed_on"] == "2026-07-31"


def test_pf_10_a_proof_that_names_no_moment_is_taken_to_be_of_now(world: World) -> None:
    signer = world.school.signer
    world.keeper.lists_key(
        world.school.did,
        SigningKey(
            key_id=signer.verification_method,
            public_key=signer.public_key,
            used_from=NOW - YEAR,
            used_until=NOW + timedelta(days=1),
        ),
    )
    document = world.school.sign_undated(world.school.prepare(DIPLOMA))

    assert world.verify(document, at=NOW).check("key").outcome is Outcome.PASSED
    assert world.verify(document, at=NOW + YEAR).check("key").code == "key.not_in_use"


def test_pf_10_a_lost_key_takes_all_with_it_from_the_moment_it_was_lost(world: World) -> None:
    document = world.school.issue(DIPLOMA, at=NOW - YEAR)
    lost = NOW - timedelta(days=10)
    world.school.compromise_key(lost)

    found = world.verify(document).check("proof")

    # Its own dates are a year older, and anybody with the key could have written them.
    assert (found.outcome, found.code) == (Outcome.FAILED, "key.compromised")
    assert world.verify(document, at=lost - timedelta(days=1)).check("proof").outcome is Outcome.PASSED


def test_pf_10_a_lost_key_leaves_what_other_keys_signed(world: World) -> None:
    before = world.school.issue(DIPLOMA, holder=world.samira)
    world.school.rotate_key()
    by_lost_key = world.school.issue(DIPLOMA, holder=world.samira)
    world.school.compromise_key(NOW)
    world.school.rotate_key()

    assert world.verify(before, presented_by=world.samira.did).outcome is Outcome.PASSED
    assert world.verify(by_lost_key).check("proof").code == "key.compromised"


def test_a_second_party_may_sign_beside_the_issuer(world: World) -> None:
    document = world.branch.sign(world.school.issue(DIPLOMA, holder=world.samira))

    assert world.verify(document, presented_by=world.samira.did).outcome is Outcome.PASSED


def test_pf_02_a_second_party_alone_is_not_the_issuer(world: World) -> None:
    document = world.branch.sign(world.school.prepare(DIPLOMA))

    assert world.verify(document).check("key").code == "key.not_of_issuer"


@pytest.mark.parametrize("bad", [0, 1])
def test_pf_06_one_bad_proof_fails_the_document_wherever_it_stands(world: World, bad: int) -> None:
    document = world.branch.sign(world.school.issue(DIPLOMA))
    proofs = document["proof"]
    assert isinstance(proofs, list)
    changed = [
        {**proof, "created": "2020-01-01T00:00:00Z"} if index == bad else proof
        for index, proof in enumerate(proofs)
        if isinstance(proof, dict)
    ]

    assert world.verify({**document, "proof": changed}).check("proof").outcome is Outcome.FAILED
    assert world.verify(document).check("proof").outcome is Outcome.PASSED


def test_a_key_that_the_register_does_not_list_is_fine(world: World) -> None:
    world.school.rotate_key()

    assert world.verify(world.school.issue(DIPLOMA)).check("key").outcome is Outcome.PASSED
