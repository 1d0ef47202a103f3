"""The order of the checks, what is skipped after which finding, and what a result lets its reader do."""

from datetime import timedelta

import pytest

from schemas.credential import CredentialKind
from schemas.errors import FetchError
from tests.ecosystem import DIPLOMA, VRIJSTELLINGSBESLUIT, World
from verifier.checks import CHECKS
from verifier.errors import VerificationError
from verifier.result import Check, Outcome, VerificationResult, worst

ORDER = ["structure", "proof", "key", "issuer", "validity", "status", "schema", "binding", "evidence"]

PASSED, WARNING, FAILED, UNKNOWN, SKIPPED = (
    Outcome.PASSED,
    Outcome.WARNING,
    Outcome.FAILED,
    Outcome.INDETERMINATE,
    Outcome.SKIPPED,
)


def _outcomes(result: VerificationResult) -> dict[str, Outcome]:
    return {check.name: check.outcome for check in result.checks}


def test_the_checks_come_in_the_order_of_what_they_may_rely_on(world: World) -> None:
    result = world.verify(world.school.issue(DIPLOMA))

    assert [check.name for check in result.checks] == list(CHECKS) == ORDER


@pytest.mark.parametrize("kind", CredentialKind)
def test_a_good_certificate_of_each_kind_passes_every_check(world: World, kind: CredentialKind) -> None:
    result = world.verify(
        world.issuer_of(kind).issue(kind, holder=world.samira), presented_by=world.samira.did
    )

    assert result.outcome is PASSED
    assert {name for name, outcome in _outcomes(result).items() if outcome is not PASSED} == {"evidence"}


def test_a_changed_claim_fails_and_skips_what_depends_on_the_proof(world: World) -> None:
    document = {**world.school.issue(DIPLOMA), "name": "Arts"}

    result = world.verify(document)

    assert _outcomes(result) == {"structure": PASSED, "proof": FAILED, **dict.fromkeys(ORDER[2:], SKIPPED)}
    assert {(check.code, check.parameters["because"]) for check in result.checks[2:]} == {
        (f"{name}.not_believable", "proof") for name in ORDER[2:]
    }


def test_what_is_no_certificate_skips_everything_else(world: World) -> None:
    result = world.verify({"type": ["VerifiableCredential"]})

    assert _outcomes(result) == {"structure": FAILED, **dict.fromkeys(ORDER[1:], SKIPPED)}
    assert result.credential is None


def test_a_key_of_somebody_else_skips_what_only_the_issuer_could_say(world: World) -> None:
    document = world.stranger.sign(world.school.prepare(DIPLOMA))

    result = world.verify(document)

    assert _outcomes(result) == {
        "structure": PASSED,
        "proof": PASSED,
        "key": FAILED,
        **dict.fromkeys(ORDER[3:], SKIPPED),
    }
    assert not result.content_is_proven


def test_a_key_out_of_reach_is_no_failure_and_still_skips_the_rest(world: World) -> None:
    document = world.school.issue(DIPLOMA)
    world.trust_lists.registry()
    world.network.offline = True

    result = world.verify(document)

    assert result.check("proof").outcome is UNKNOWN
    assert result.outcome is UNKNOWN
    assert _outcomes(result)["issuer"] is SKIPPED


def test_findings_after_the_proof_stand_beside_each_other(world: World) -> None:
    def old_and_expired(document: dict) -> None:  # type: ignore[type-arg]
        document["validUntil"] = "2026-01-01T00:00:00Z"
        del document["name"]

    document = world.stranger.issue(DIPLOMA, change=old_and_expired)
    world.stranger.revoke(document)

    result = world.verify(document)

    assert {name for name, outcome in _outcomes(result).items() if outcome is FAILED} == {"status", "schema"}
    assert {name for name, outcome in _outcomes(result).items() if outcome is WARNING} == {
        "issuer",
        "validity",
        "binding",
    }
    assert result.decisive.name == "status"


@pytest.mark.parametrize(
    ("outcomes", "overall"),
    [
        ([PASSED, WARNING, UNKNOWN, FAILED, SKIPPED], FAILED),
        ([PASSED, WARNING, UNKNOWN, SKIPPED], UNKNOWN),
        ([PASSED, WARNING, SKIPPED], WARNING),
        ([PASSED, SKIPPED], PASSED),
        ([SKIPPED], UNKNOWN),
        ([], UNKNOWN),
    ],
)
def test_the_gravest_finding_decides(outcomes: list[Outcome], overall: Outcome) -> None:
    assert worst(outcomes) is overall


def test_a_result_is_no_truth_value(world: World) -> None:
    document = world.school.issue(DIPLOMA, holder=world.samira)

    with pytest.raises(TypeError, match="outcome"):
        bool(world.verify(document))
    with pytest.raises(TypeError, match="outcome"):
        bool(world.verify_shown(world.samira.present([document])))


def test_require_gives_a_verified_credential_with_its_warnings(world: World) -> None:
    verified = world.verify(world.school.issue(VRIJSTELLINGSBESLUIT)).require()

    assert verified.credential.kind is VRIJSTELLINGSBESLUIT
    assert [warning.code for warning in verified.warnings] == ["binding.unbound"]


def test_require_refuses_what_failed_and_carries_the_whole_result(world: World) -> None:
    document = world.school.issue(DIPLOMA)
    world.school.revoke(document)

    with pytest.raises(VerificationError) as caught:
        world.verify(document).require()

    assert caught.value.code == "status.revoked"
    assert caught.value.result.check("proof").outcome is PASSED


def test_require_refuses_what_could_not_be_checked(world: World) -> None:
    document = world.school.issue(DIPLOMA)
    world.network.unreachable.add(world.school.list_url("revocation"))

    with pytest.raises(VerificationError) as caught:
        world.verify(document).require()

    assert caught.value.code == "fetch.unreachable"


def test_a_result_says_what_was_asked_under_which_policy_and_when(world: World) -> None:
    document = world.school.issue(DIPLOMA)
    at = world.clock() + timedelta(minutes=1)

    result = world.verify(document, at=at)

    assert (result.document, result.policy, result.verified_at) == (document, "vakbewijs-2026", at)
    with pytest.raises(KeyError):
        result.check("colour")


def test_the_document_is_judged_as_received_and_left_as_it_was(world: World) -> None:
    document = world.school.issue(DIPLOMA)
    before = repr(document)

    assert world.verify(document).document is document
    assert repr(document) == before


def test_programming_errors_are_not_taken_for_findings(world: World) -> None:
    class Broken:
        def status_list(self, url: str, *, at: object) -> object:
            raise ZeroDivisionError

    world.status_lists = Broken()  # type: ignore[assignment]

    with pytest.raises(ZeroDivisionError):
        world.verify(world.school.issue(DIPLOMA))


def test_a_port_that_can_not_bring_something_now_is_a_finding(world: World) -> None:
    class Down:
        def status_list(self, url: str, *, at: object) -> object:
            raise FetchError("fetch.timeout", detail=url)

    world.status_lists = Down()  # type: ignore[assignment]

    found = world.verify(world.school.issue(DIPLOMA)).check("status")

    assert found == Check("status", UNKNOWN, "fetch.timeout", found.parameters, found.detail)
