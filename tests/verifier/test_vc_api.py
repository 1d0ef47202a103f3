"""What other people's software is told over the VC-API: one bit, and why in the words of the standards."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from keys.did_key import did_key_for, verification_method_for
from keys.proofs import ProofPurpose, add_proof
from keys.signer import PrivateKey, PrivateKeySigner
from keys.trust_list import EndReason
from schemas.contexts import CREDENTIALS_V2, EXAMPLES_V2
from schemas.documents import JsonObject, parse_object, serialize
from schemas.errors import DomainError, MalformedDocumentError
from tests.ecosystem import DIPLOMA, ERVARINGSCERTIFICAAT, NOW, World, recognised
from tests.schemas.data_model_cases import credential, presentation, with_terms
from tests.tampering.codes import FAMILIES, emitted_codes
from tests.vectors import vectors_dir
from tests.verifier.test_data_model import issue, present, verify_shown
from verifier.policy import CONFORMANCE_POLICY, PRODUCT_POLICY, VC_API_POLICY
from verifier.result import Outcome, VerificationResult
from verifier.vc_api import (
    ProblemType,
    answer_about_credential,
    answer_about_presentation,
    problem,
)

DATA_MODEL = "https://www.w3.org/TR/vc-data-model#"


def verify(world: World, document: JsonObject, **options: Any) -> VerificationResult:
    return world.verify(document, policy=VC_API_POLICY, **options)


def problems(result: VerificationResult) -> list[tuple[str, str]]:
    """The types and codes of the problems of an answer that is no."""
    answer = answer_about_credential(result)
    assert not answer.verified
    return [(str(problem["type"]), str(problem["code"])) for problem in answer.problems]


def test_a_credential_of_anybody_that_holds_is_verified(world: World) -> None:
    answer = answer_about_credential(verify(world, issue(credential())))

    assert (answer.verified, answer.problems) == (True, ())
    assert answer.checks[:3] == ("structure", "proof", "key")
    # Nobody knows the issuer, and nobody showed it: to be told, not to refuse for.
    assert {warning["code"] for warning in answer.warnings} == {"issuer.unknown", "binding.not_presented"}


def test_an_answer_has_no_truth_value(world: World) -> None:
    answer = answer_about_credential(verify(world, issue(credential())))

    with pytest.raises(TypeError):
        bool(answer)


def test_a_changed_credential_is_not_verified_and_the_specification_has_a_name_for_it(world: World) -> None:
    document = issue(credential(name="Diploma"))

    found = problems(verify(world, {**document, "name": "Doctoraat"}))

    assert found == [(f"{DATA_MODEL}CRYPTOGRAPHIC_SECURITY_ERROR", "proof.signature_mismatch")]


def test_a_malformed_value_is_told_with_its_place(world: World) -> None:
    document = {**issue(credential()), "issuer": "fake-issuer"}

    (details,) = answer_about_credential(verify(world, document)).problems

    assert details["type"] == f"{DATA_MODEL}MALFORMED_VALUE_ERROR"
    assert (details["code"], details["pointer"]) == ("document.url", "/issuer")
    assert details["title"]
    assert "/issuer" in str(details["detail"])


@pytest.mark.parametrize(
    ("dates", "code"),
    [
        ({"validUntil": "2011-01-01T00:00:00Z"}, "validity.expired"),
        ({"validFrom": "2999-01-01T00:00:00Z"}, "validity.not_yet"),
    ],
)
def test_outside_its_dates_a_credential_is_not_verified(
    world: World, dates: dict[str, Any], code: str
) -> None:
    assert problems(verify(world, issue(credential(**dates)))) == [(f"{DATA_MODEL}RANGE_ERROR", code)]


def test_a_revoked_or_suspended_credential_is_not_verified(world: World) -> None:
    revoked, suspended = (world.school.issue(DIPLOMA, holder=world.samira) for _ in range(2))
    assert answer_about_credential(verify(world, revoked)).verified
    world.school.revoke(revoked)
    world.school.suspend(suspended)

    world.look_again()

    status = ProblemType.STATUS_VERIFICATION.value
    assert problems(verify(world, revoked)) == [(status, "status.revoked")]
    assert problems(verify(world, suspended)) == [(status, "status.suspended")]


def test_what_could_not_be_checked_is_not_verified(world: World) -> None:
    document = world.school.issue(DIPLOMA, holder=world.samira)
    world.network.unreachable.add(world.school.list_url("revocation"))

    result = verify(world, document)

    assert result.outcome is Outcome.INDETERMINATE
    assert problems(result) == [(ProblemType.STATUS_RETRIEVAL.value, "fetch.unreachable")]


def test_a_status_that_nobody_here_can_read_is_not_verified(world: World) -> None:
    document = issue(with_terms(credentialStatus={"type": "Register"}))

    assert problems(verify(world, document)) == [
        (ProblemType.STATUS_VERIFICATION.value, "status.unknown_kind")
    ]


def test_a_register_has_no_say_over_the_vc_api(world: World) -> None:
    unrecognised = world.stranger.issue(ERVARINGSCERTIFICAAT, holder=world.samira)
    assert world.verify(unrecognised).outcome is Outcome.FAILED

    world.network.unreachable.add(world.keeper.url)

    assert answer_about_credential(verify(world, unrecognised)).verified


def test_nor_does_a_register_that_annulled_a_recognition(world: World) -> None:
    annulled = recognised(
        DIPLOMA,
        since=date(2015, 1, 1),
        recognised_until=date(2026, 6, 1),
        end_reason=EndReason.ANNULLED,
        annulled_from=date(2015, 1, 1),
    )
    world.keeper.recognises(world.school.did, "ROC Voorbeeldstad", annulled)
    document = world.school.issue(DIPLOMA, holder=world.samira)
    assert world.verify(document).decisive.code == "issuer.annulled"

    answer = answer_about_credential(verify(world, document))

    assert answer.verified
    assert "issuer.annulled" in {warning["code"] for warning in answer.warnings}


def test_a_certificate_that_breaks_the_rules_of_its_kind_is_not_verified(world: World) -> None:
    document = world.school.issue(DIPLOMA, change=lambda document: document.pop("name"))

    assert (f"{DATA_MODEL}MALFORMED_VALUE_ERROR", "schema.missing") in problems(verify(world, document))


def test_a_status_list_is_no_credential_over_the_vc_api_either(world: World) -> None:
    found = problems(verify(world, world.school.status_list("revocation")))

    assert found == [(f"{DATA_MODEL}MALFORMED_VALUE_ERROR", "structure.wrong_type")]


# Presentations.


def test_a_presentation_of_nothing_is_verified_here_and_refused_by_the_product(world: World) -> None:
    shown = present(presentation())

    answer = answer_about_presentation(verify_shown(world, shown))

    assert (answer.verified, answer.problems) == (True, ())
    assert answer.checks == ("structure", "proof", "freshness")
    refused = world.verify_shown(shown)
    assert refused.checks[0].code == "presentation.empty"


def test_every_credential_in_a_presentation_is_verified_and_told_by_its_place(world: World) -> None:
    good, changed = issue(credential()), {**issue(credential()), "id": "urn:uuid:2"}

    answer = answer_about_presentation(
        verify_shown(world, present(presentation(verifiableCredential=[good, changed])))
    )

    assert not answer.verified
    (details,) = answer.problems
    assert (details["code"], details["pointer"]) == ("proof.signature_mismatch", "/verifiableCredential/1")
    assert {str(warning["pointer"]) for warning in answer.warnings} >= {"/verifiableCredential/0"}


def test_a_credential_of_somebody_else_does_not_spoil_a_presentation(world: World) -> None:
    document = issue(credential(credentialSubject={"id": "did:example:somebody"}))

    answer = answer_about_presentation(
        verify_shown(world, present(presentation(verifiableCredential=document)))
    )

    assert answer.verified
    assert "binding.other_presenter" in {warning["code"] for warning in answer.warnings}


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        ({"challenge": "another"}, ProblemType.INVALID_CHALLENGE),
        ({"challenge": None}, ProblemType.INVALID_CHALLENGE),
        ({"domain": "https://evil.example"}, ProblemType.INVALID_DOMAIN),
    ],
)
def test_a_presentation_for_another_question_is_not_verified(
    world: World, options: dict[str, Any], kind: ProblemType
) -> None:
    answer = answer_about_presentation(verify_shown(world, present(presentation(), **options)))

    assert not answer.verified
    assert [details["type"] for details in answer.problems] == [kind.value]


# Policies.


def test_a_context_in_the_document_is_for_the_vc_api_and_not_for_the_product(world: World) -> None:
    document = issue(with_terms(credentialSubject={"degree": "Bachelor"}))

    assert answer_about_credential(verify(world, document)).verified
    assert world.verify(document).check("proof").code == "context.inline"


def test_a_status_list_is_read_by_the_contexts_of_the_same_policy(world: World) -> None:
    document = world.school.issue(DIPLOMA, holder=world.samira)
    status_list = world.school.unsigned_status_list("revocation")
    status_list["@context"] = [CREDENTIALS_V2, {"Register": "https://school.example/terms#Register"}]
    signed = add_proof(
        status_list,
        cryptosuite="eddsa-rdfc-2022",
        signer=world.school.signer,
        purpose=ProofPurpose.ASSERTION_METHOD,
        created=NOW,
        contexts=VC_API_POLICY.contexts,
    )
    world.network.pages[world.school.list_url("revocation")] = serialize(signed)

    assert verify(world, document).check("status").code == "status.clear"
    assert world.verify(document).check("status").code == "status.list_untrusted"


def test_a_published_key_is_for_the_vc_api_and_not_for_the_product(world: World) -> None:
    pair = parse_object((vectors_dir() / "w3c-eddsa" / "keyPair.json").read_bytes())
    key = PrivateKey.from_multikey(str(pair["privateKeyMultibase"]))
    signer = PrivateKeySigner(key, verification_method_for(key.public_key))
    document = world.school.sign(credential(issuer=did_key_for(key.public_key)), signer=signer)

    assert answer_about_credential(verify(world, document)).verified
    assert world.verify(document).check("key").code == "key.published"


def test_the_context_of_the_examples_is_for_conformance_alone(world: World) -> None:
    unsigned = credential(**{"@context": [CREDENTIALS_V2, EXAMPLES_V2]}, alumniOf="ROC Voorbeeldstad")
    document = issue(unsigned, contexts=CONFORMANCE_POLICY.contexts)

    result = world.verify(document, policy=CONFORMANCE_POLICY)
    assert answer_about_credential(result).verified
    for policy in (VC_API_POLICY, PRODUCT_POLICY):
        assert world.verify(document, policy=policy).check("proof").code == "context.unknown"
    # Its @vocab leaves no word undefined, but each is signed: none can be added or taken away.
    for changed in ({**document, "degree": "PhD"}, {**document, "alumniOf": "Elders"}):
        found = world.verify(changed, policy=CONFORMANCE_POLICY).check("proof")
        assert found.code == "proof.signature_mismatch"


def test_the_vc_api_names_every_cryptosuite_of_the_product_and_two_more() -> None:
    assert VC_API_POLICY.cryptosuites > PRODUCT_POLICY.cryptosuites
    assert {"ecdsa-sd-2023", "Ed25519Signature2020"} <= VC_API_POLICY.cryptosuites


def test_the_clock_of_the_caller_decides(world: World) -> None:
    document = issue(credential(validUntil="2026-07-01T12:00:00Z"))
    skew = replace(VC_API_POLICY, clock_skew=timedelta())

    assert answer_about_credential(world.verify(document, policy=skew, at=NOW - timedelta(1))).verified
    assert not answer_about_credential(world.verify(document, policy=skew, at=NOW)).verified


# Problems.


@pytest.mark.parametrize("code", sorted(emitted_codes()))
def test_every_code_of_the_engine_has_a_problem_type(code: str) -> None:
    details = problem(DomainError(code))

    named = details["type"] != ProblemType.UNNAMED.value
    assert named == (code.partition(".")[0] not in {"issuer", "binding", "evidence", "freshness"})
    assert details["code"] == code


def test_problem_types_are_addresses() -> None:
    assert all(re.fullmatch(r"https://\S+#[A-Z_]+|about:blank", kind) for kind in ProblemType)
    assert FAMILIES


def test_an_error_outside_a_verification_is_told_alike() -> None:
    error = MalformedDocumentError("document.no_type", pointer="/evidence/0/type", detail="secret of the log")

    details = problem(error)

    assert (details["type"], details["pointer"]) == (f"{DATA_MODEL}MALFORMED_VALUE_ERROR", error.pointer)
    assert "secret" not in str(details)
