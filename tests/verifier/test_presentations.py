"""What a holder shows: its own proof first, for this question, and then each certificate in it."""

from datetime import timedelta
from typing import Any

import pytest

from keys.controller import ProofPurpose
from keys.proof_options import MAX_PROOFS
from keys.proofs import add_proof
from schemas.contexts import CREDENTIALS_V2
from schemas.documents import JsonObject
from tests.ecosystem import DIPLOMA, ERVARINGSCERTIFICAAT, NOW, SHARE_ID, SHARE_ORIGIN, Holder, World
from verifier.checks.presentation import MAX_CREDENTIALS
from verifier.result import Outcome, PresentationResult

PASSED, WARNING, FAILED, UNKNOWN, SKIPPED = (
    Outcome.PASSED,
    Outcome.WARNING,
    Outcome.FAILED,
    Outcome.INDETERMINATE,
    Outcome.SKIPPED,
)


def _findings(result: PresentationResult) -> dict[str, tuple[Outcome, str]]:
    return {check.name: (check.outcome, check.code) for check in result.checks}


def _diploma(world: World) -> JsonObject:
    return world.school.issue(DIPLOMA, holder=world.samira)


def _unsigned(world: World, **members: Any) -> JsonObject:
    return {
        "@context": [CREDENTIALS_V2],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [_diploma(world)],
        **members,
    }


def _sign(document: JsonObject, holder: Holder) -> JsonObject:
    return add_proof(
        document,
        cryptosuite="eddsa-rdfc-2022",
        signer=holder.signer,
        purpose=ProofPurpose.AUTHENTICATION,
        created=NOW,
        domain=SHARE_ORIGIN,
        challenge=SHARE_ID,
    )


def test_a_selection_is_judged_before_what_is_in_it(world: World) -> None:
    evc = world.evc_provider.issue(ERVARINGSCERTIFICAAT, holder=world.samira)

    result = world.verify_shown(world.samira.present([_diploma(world), evc]))

    assert _findings(result) == {
        "structure": (PASSED, "presentation.read"),
        "proof": (PASSED, "presentation.signed"),
        "freshness": (PASSED, "freshness.holds"),
    }
    assert list(_findings(result)) == ["structure", "proof", "freshness"]
    assert [found.outcome for found in result.credentials] == [PASSED, PASSED]
    assert result.holder == world.samira.did


def test_each_certificate_keeps_its_own_findings(world: World) -> None:
    good, revoked = _diploma(world), _diploma(world)
    world.school.revoke(revoked)

    result = world.verify_shown(world.samira.present([good, revoked]))

    assert [found.outcome for found in result.credentials] == [PASSED, FAILED]
    assert result.outcome is FAILED


def test_certificates_in_a_selection_that_does_not_hold_are_not_judged(world: World) -> None:
    shown = world.samira.present([_diploma(world)])

    result = world.verify_shown({**shown, "id": "urn:uuid:6"})

    assert _findings(result)["proof"] == (FAILED, "proof.signature_mismatch")
    assert _findings(result)["freshness"] == (SKIPPED, "freshness.not_believable")
    assert (result.credentials, result.holder) == ((), None)


def test_pf_08_a_selection_for_another_place_or_occasion_is_refused(world: World) -> None:
    shown = world.samira.present([_diploma(world)])

    elsewhere = world.verify_shown(shown, domain="https://evil.example")
    another_time = world.verify_shown(shown, challenge="7d6e0c1a-other")

    assert _findings(elsewhere)["freshness"] == (FAILED, "proof.wrong_domain")
    assert _findings(another_time)["freshness"] == (FAILED, "proof.wrong_challenge")
    assert elsewhere.credentials == another_time.credentials == ()


def test_pf_08_a_selection_that_names_no_place_is_not_one_for_this_place(world: World) -> None:
    shown = world.samira.present([_diploma(world)], domain=None, challenge=None)

    assert _findings(world.verify_shown(shown))["freshness"][0] is FAILED


def test_a_selection_that_nobody_asked_for_skips_freshness_and_says_so(world: World) -> None:
    shown = world.samira.present([_diploma(world)])

    result = world.verify_shown(shown, domain=None, challenge=None)

    assert _findings(result)["freshness"] == (SKIPPED, "freshness.not_asked")
    assert result.credentials[0].outcome is PASSED


@pytest.mark.parametrize(("at", "outcome"), [(NOW, PASSED), (NOW + timedelta(days=7), FAILED)])
def test_pf_08_a_selection_holds_until_its_end(world: World, at: Any, outcome: Outcome) -> None:
    shown = world.samira.present([_diploma(world)], expires=NOW + timedelta(days=7))

    assert _findings(world.verify_shown(shown, at=at))["freshness"][0] is outcome


def test_ld_06_a_statement_is_no_presentation(world: World) -> None:
    shown = world.samira.present([_diploma(world)], purpose=ProofPurpose.ASSERTION_METHOD)

    assert _findings(world.verify_shown(shown))["proof"] == (FAILED, "proof.wrong_purpose")


def test_pf_09_a_copied_selection_is_not_by_its_holder(world: World) -> None:
    thief = Holder(world.clock)
    shown = _sign(_unsigned(world, holder=world.samira.did), thief)

    assert _findings(world.verify_shown(shown))["proof"] == (FAILED, "presentation.not_by_holder")


def test_a_selection_that_names_no_holder_is_by_the_one_who_signed(world: World) -> None:
    shown = _sign(_unsigned(world), world.samira)

    result = world.verify_shown(shown)

    assert (result.outcome, result.holder) == (PASSED, world.samira.did)


def test_pf_09_a_selection_by_two_parties_is_by_neither(world: World) -> None:
    shown = _sign(_sign(_unsigned(world), world.samira), Holder(world.clock))

    assert _findings(world.verify_shown(shown))["proof"] == (FAILED, "presentation.not_by_holder")


def test_a_holder_whose_key_is_out_of_reach_leaves_everything_unjudged(world: World) -> None:
    shown = add_proof(
        _unsigned(world, holder=world.school.did),
        cryptosuite="eddsa-rdfc-2022",
        signer=world.school.signer,
        purpose=ProofPurpose.AUTHENTICATION,
        created=NOW,
        domain=SHARE_ORIGIN,
        challenge=SHARE_ID,
    )
    world.trust_lists.registry()
    world.network.offline = True

    result = world.verify_shown(shown)

    assert _findings(result)["proof"] == (UNKNOWN, "did.unreachable")
    assert result.outcome is UNKNOWN
    assert result.credentials == ()


def test_pf_09_somebody_elses_certificate_in_a_good_selection_is_not_shown_to_be_theirs(world: World) -> None:
    result = world.verify_shown(Holder(world.clock).present([_diploma(world)]))

    assert _findings(result)["proof"][0] is PASSED
    assert result.credentials[0].check("binding").code == "binding.other_presenter"
    assert result.outcome is WARNING


@pytest.mark.parametrize(
    ("count", "code"), [(0, "presentation.empty"), (MAX_CREDENTIALS + 1, "presentation.too_many")]
)
def test_a_selection_has_some_certificates_and_not_too_many(world: World, count: int, code: str) -> None:
    result = world.verify_shown(_unsigned(world, verifiableCredential=[{}] * count))

    assert _findings(result) == {
        "structure": (FAILED, code),
        "proof": (SKIPPED, "proof.not_believable"),
        "freshness": (SKIPPED, "freshness.not_believable"),
    }


def test_ld_04_the_proofs_in_a_selection_are_counted_together(world: World) -> None:
    # Each of these is fine by itself; together they would keep a machine busy for a quarter of a minute.
    document = _unsigned(world, verifiableCredential=[{"proof": [{}] * MAX_PROOFS}] * MAX_CREDENTIALS)

    assert _findings(world.verify_shown(document))["structure"] == (FAILED, "complexity.proofs")


# LD-06: every document only as what it is.


def test_ld_06_a_presentation_in_a_presentation_is_no_certificate(world: World) -> None:
    inner = world.samira.present([_diploma(world)])
    inner["type"] = ["VerifiablePresentation", "VerifiableCredential"]

    result = world.verify(inner)

    assert result.outcome is FAILED
    assert result.check("structure").outcome is FAILED


@pytest.mark.parametrize("purpose", ["revocation", "suspension"])
def test_ld_06_a_status_list_is_no_certificate(world: World, purpose: str) -> None:
    found = world.verify(world.school.status_list(purpose)).check("structure")

    assert (found.outcome, found.code) == (FAILED, "structure.wrong_type")


def test_ld_06_a_trust_list_is_no_certificate(world: World) -> None:
    found = world.verify(world.keeper.publish()).check("structure")

    assert (found.outcome, found.code) == (FAILED, "structure.wrong_type")


def test_ld_06_a_certificate_is_no_presentation(world: World) -> None:
    result = world.verify_shown(_diploma(world))

    assert _findings(result)["structure"] == (FAILED, "document.wrong_type")


def test_pf_01_a_certificate_signed_to_sign_in_is_refused(world: World) -> None:
    document = add_proof(
        world.school.prepare(DIPLOMA),
        cryptosuite="eddsa-rdfc-2022",
        signer=world.school.signer,
        purpose=ProofPurpose.AUTHENTICATION,
        created=NOW,
    )

    assert world.verify(document).check("proof").code == "proof.wrong_purpose"
