"""What the VC-API says of a result: verified or not, and why not, in the words of the specifications.

A program that asks over the VC-API gets one bit, so everything that this product keeps apart (expired,
suspended, could not be checked) is "not verified" there, with a problem that tells which it was. Whether a
register recognises the issuer and whose the credential is are no questions of the VC-API: what was found
about those is a warning, never a reason to refuse.

- https://www.w3.org/TR/vc-data-model-2.0/#problem-details
- https://www.w3.org/TR/vc-data-integrity/#processing-errors
- https://www.w3.org/TR/vc-bitstring-status-list/#processing-errors
- https://w3c-ccg.github.io/vc-api/#verification
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn

from schemas.documents import JsonObject
from schemas.errors import DomainError
from verifier.result import Check, Outcome, PresentationResult, VerificationResult

_DATA_MODEL = "https://www.w3.org/TR/vc-data-model#"
_SECURITY = "https://w3id.org/security#"
_STATUS_LIST = "https://www.w3.org/ns/credentials/status-list#"


class ProblemType(StrEnum):
    """The problems that the specifications name; the last is for what they have no name for."""

    PARSING = _DATA_MODEL + "PARSING_ERROR"
    MALFORMED_VALUE = _DATA_MODEL + "MALFORMED_VALUE_ERROR"
    RANGE = _DATA_MODEL + "RANGE_ERROR"
    CRYPTOGRAPHIC_SECURITY = _DATA_MODEL + "CRYPTOGRAPHIC_SECURITY_ERROR"
    PROOF_VERIFICATION = _SECURITY + "PROOF_VERIFICATION_ERROR"
    PROOF_TRANSFORMATION = _SECURITY + "PROOF_TRANSFORMATION_ERROR"
    INVALID_DOMAIN = _SECURITY + "INVALID_DOMAIN_ERROR"
    INVALID_CHALLENGE = _SECURITY + "INVALID_CHALLENGE_ERROR"
    INVALID_VERIFICATION_METHOD = _SECURITY + "INVALID_VERIFICATION_METHOD"
    STATUS_RETRIEVAL = _STATUS_LIST + "STATUS_RETRIEVAL_ERROR"
    STATUS_VERIFICATION = _STATUS_LIST + "STATUS_VERIFICATION_ERROR"
    UNNAMED = "about:blank"  # RFC 9457, section 4.2.1


# By code, or by family.
_TYPES: Mapping[str, ProblemType] = {
    "json": ProblemType.PARSING,
    "submission": ProblemType.PARSING,
    "pdf": ProblemType.PARSING,
    "badge": ProblemType.PARSING,
    "document": ProblemType.MALFORMED_VALUE,
    "document.validity_order": ProblemType.RANGE,
    "document.other_digest": ProblemType.CRYPTOGRAPHIC_SECURITY,
    "structure": ProblemType.MALFORMED_VALUE,
    "envelope": ProblemType.MALFORMED_VALUE,
    "jose": ProblemType.MALFORMED_VALUE,
    "presentation": ProblemType.MALFORMED_VALUE,
    "presentation.not_by_holder": ProblemType.INVALID_VERIFICATION_METHOD,
    "context": ProblemType.MALFORMED_VALUE,
    "complexity": ProblemType.MALFORMED_VALUE,
    "schema": ProblemType.MALFORMED_VALUE,
    "unsigned": ProblemType.PROOF_TRANSFORMATION,
    "proof": ProblemType.PROOF_VERIFICATION,
    "proof.signature_mismatch": ProblemType.CRYPTOGRAPHIC_SECURITY,
    "proof.wrong_domain": ProblemType.INVALID_DOMAIN,
    "proof.wrong_challenge": ProblemType.INVALID_CHALLENGE,
    "proof.key_expired": ProblemType.INVALID_VERIFICATION_METHOD,
    "proof.key_revoked": ProblemType.INVALID_VERIFICATION_METHOD,
    "proof.purpose_not_allowed": ProblemType.INVALID_VERIFICATION_METHOD,
    "encoding": ProblemType.PROOF_VERIFICATION,
    "did": ProblemType.INVALID_VERIFICATION_METHOD,
    "key": ProblemType.INVALID_VERIFICATION_METHOD,
    "fetch": ProblemType.PROOF_VERIFICATION,
    "receipt": ProblemType.INVALID_VERIFICATION_METHOD,
    "validity": ProblemType.RANGE,
    "status": ProblemType.STATUS_VERIFICATION,
}

_TITLES: Mapping[ProblemType, str] = {
    ProblemType.PARSING: "The input is no JSON document.",
    ProblemType.MALFORMED_VALUE: "A value is missing, malformed or not allowed.",
    ProblemType.RANGE: "A value lies outside its range.",
    ProblemType.CRYPTOGRAPHIC_SECURITY: "The content was changed since it was secured.",
    ProblemType.PROOF_VERIFICATION: "A proof could not be verified.",
    ProblemType.PROOF_TRANSFORMATION: "The document holds data that a proof would not cover.",
    ProblemType.INVALID_DOMAIN: "The proof was made for another domain.",
    ProblemType.INVALID_CHALLENGE: "The proof was made for another challenge.",
    ProblemType.INVALID_VERIFICATION_METHOD: "The verification method may not be used for this.",
    ProblemType.STATUS_RETRIEVAL: "The status could not be retrieved.",
    ProblemType.STATUS_VERIFICATION: "The status does not let the credential pass.",
    ProblemType.UNNAMED: "A check did not pass.",
}

# What must have passed, where there was anything to check: a warning here is a refusal over the VC-API.
_DECISIVE = frozenset({"structure", "proof", "key", "validity", "status", "freshness"})
_HARMLESS = frozenset({Outcome.PASSED, Outcome.SKIPPED})
# A failure of these is a judgement on the issuer or the wallet, not on the document.
_NOT_ASKED = frozenset({"issuer", "binding"})
# The holder showed a part, and whether the whole has an end or a status is not in it. Who asks for one bit is
# answered about what was shown; the warning says what was not.
_ABOUT_A_PART = frozenset({"validity.not_shown", "status.not_shown"})


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a verifier over the VC-API. `problems` is empty when, and only when, it is `verified`.

    Both lists hold ProblemDetails objects (RFC 9457) with two members of ours: `code`, and `pointer` (a JSON
    pointer) where a place in the document is known. `checks` names what was done, in its order.
    """

    verified: bool
    checks: tuple[str, ...]
    problems: tuple[JsonObject, ...]
    warnings: tuple[JsonObject, ...]

    def __bool__(self) -> NoReturn:
        raise TypeError("an answer has problems and warnings, not a truth value: look at .verified")


def answer_about_credential(result: VerificationResult) -> Answer:
    """Return whether a credential counts as verified, and every reason why not."""
    return _answer(result.checks)


def answer_about_presentation(result: PresentationResult) -> Answer:
    """Return whether a presentation and every credential in it count as verified, and every reason why not.

    The pointer of a problem with a credential begins at the presentation.
    """
    answers = [_answer(result.checks)]
    several = _shows_an_array(result)
    for index, found in enumerate(result.credentials):
        at = f"/verifiableCredential/{index}" if several else "/verifiableCredential"
        answers.append(_answer(found.checks, at=at))
    return Answer(
        verified=all(answer.verified for answer in answers),
        checks=answers[0].checks,
        problems=tuple(problem for answer in answers for problem in answer.problems),
        warnings=tuple(warning for answer in answers for warning in answer.warnings),
    )


def problem(error: DomainError) -> JsonObject:
    """Return the ProblemDetails of an error outside a verification, such as at issuing."""
    return _details(_type(error.code), error.code, error.pointer)


def _answer(checks: Iterable[Check], *, at: str = "") -> Answer:
    done: list[str] = []
    problems: list[JsonObject] = []
    warnings: list[JsonObject] = []
    for check in checks:
        if check.outcome is not Outcome.SKIPPED:
            done.append(check.name)
        if check.outcome in _HARMLESS:
            continue
        refuses = (check.name in _DECISIVE and check.code not in _ABOUT_A_PART) or (
            check.outcome is Outcome.FAILED and check.name not in _NOT_ASKED
        )
        (problems if refuses else warnings).append(_problem_of(check, at))
    return Answer(not problems, tuple(done), tuple(problems), tuple(warnings))


def _problem_of(check: Check, at: str) -> JsonObject:
    kind = _type(check.code)
    if check.name == "status" and not check.code.startswith("status."):  # the list or its key: out of reach
        kind = ProblemType.STATUS_RETRIEVAL
    pointer = check.parameters.get("pointer", "")
    return _details(kind, check.code, at + pointer)


def _details(kind: ProblemType, code: str, pointer: str) -> JsonObject:
    where = f" at {pointer}" if pointer else ""
    details: JsonObject = {
        "type": kind.value,
        "title": _TITLES[kind],
        "detail": f"{code}{where}",
        "code": code,
    }
    return {**details, "pointer": pointer} if pointer else details


def _type(code: str) -> ProblemType:
    return _TYPES.get(code) or _TYPES.get(code.partition(".")[0], ProblemType.UNNAMED)


def _shows_an_array(result: PresentationResult) -> bool:
    return isinstance(result.document.get("verifiableCredential"), list)
