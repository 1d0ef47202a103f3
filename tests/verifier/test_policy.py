"""What a verifier may decide for itself, and the policies that can not be."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from keys.did_key import did_key_for, verification_method_for
from keys.signer import PrivateKey, PrivateKeySigner
from schemas.documents import parse_object
from tests.ecosystem import DIPLOMA, ERVARINGSCERTIFICAAT, NOW, World
from tests.tampering.case import drop, put
from tests.vectors import vectors_dir
from verifier.errors import PolicyError
from verifier.policy import PRODUCT_POLICY, StatusRule
from verifier.result import Outcome


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "", "policy.empty"),
        ("cryptosuites", frozenset(), "policy.empty"),
        ("types", frozenset(), "policy.empty"),
        ("types", frozenset({"VerifiablePresentation"}), "policy.infrastructure"),
        ("types", frozenset({"Diploma", "TrustListCredential"}), "policy.infrastructure"),
        ("clock_skew", timedelta(seconds=-1), "policy.clock_skew"),
    ],
)
def test_a_policy_that_would_let_nothing_or_anything_pass_can_not_be_made(
    field: str, value: Any, code: str
) -> None:
    with pytest.raises(PolicyError) as caught:
        replace(PRODUCT_POLICY, **{field: value})

    assert caught.value.code == code


def test_a_cryptosuite_that_the_policy_leaves_out_fails(world: World) -> None:
    policy = replace(PRODUCT_POLICY, cryptosuites=frozenset({"ecdsa-rdfc-2019"}))

    found = world.verify(world.school.issue(DIPLOMA), policy=policy).check("proof")

    assert (found.outcome, found.code) == (Outcome.FAILED, "proof.cryptosuite_not_allowed")


def test_a_kind_that_the_policy_leaves_out_fails(world: World) -> None:
    policy = replace(PRODUCT_POLICY, types=frozenset({"Diploma"}))

    assert (
        world.verify(world.school.issue(DIPLOMA), policy=policy).check("structure").code == "structure.read"
    )
    evc = world.verify(world.evc_provider.issue(ERVARINGSCERTIFICAAT), policy=policy)
    assert evc.check("structure").code == "structure.wrong_type"


def test_a_policy_may_ask_for_recognition_of_every_kind(world: World) -> None:
    policy = replace(PRODUCT_POLICY, recognition_required=frozenset({DIPLOMA}))

    assert (
        world.verify(world.stranger.issue(DIPLOMA), policy=policy).check("issuer").outcome is Outcome.FAILED
    )
    assert world.verify(world.stranger.issue(DIPLOMA)).check("issuer").outcome is Outcome.WARNING


def test_a_policy_may_do_without_a_status(world: World) -> None:
    policy = replace(PRODUCT_POLICY, status=StatusRule.IF_PRESENT)
    document = world.school.issue(DIPLOMA, change=drop("/credentialStatus"))

    assert world.verify(document, policy=policy).check("status").outcome is Outcome.SKIPPED
    assert world.verify(document).check("status").outcome is Outcome.FAILED


def test_a_policy_says_how_far_clocks_may_differ(world: World) -> None:
    document = world.school.issue(DIPLOMA, change=put("/validFrom", "2026-07-01T12:01:00Z"))
    strict = replace(PRODUCT_POLICY, clock_skew=timedelta())

    assert world.verify(document, at=NOW).check("validity").outcome is Outcome.PASSED
    assert world.verify(document, policy=strict, at=NOW).check("validity").outcome is Outcome.FAILED


def test_keys_out_of_a_specification_prove_nothing_but_its_examples(world: World) -> None:
    pair = parse_object((vectors_dir() / "w3c-eddsa" / "keyPair.json").read_bytes())
    key = PrivateKey.from_multikey(str(pair["privateKeyMultibase"]))
    document = world.school.prepare(DIPLOMA)
    put("/issuer/id", did_key_for(key.public_key))(document)
    signed = world.school.sign(
        document, signer=PrivateKeySigner(key, verification_method_for(key.public_key))
    )

    assert world.verify(signed).check("key").code == "key.published"
    for_conformance = replace(PRODUCT_POLICY, refuse_published_keys=False)
    assert world.verify(signed, policy=for_conformance).check("key").outcome is Outcome.PASSED


def test_a_result_names_the_policy_it_was_judged_by(world: World) -> None:
    policy = replace(PRODUCT_POLICY, name="school-2026")

    assert world.verify(world.school.issue(DIPLOMA), policy=policy).policy == "school-2026"
