"""Stand-in: a verification's findings in the words of the VC-API."""

from schemas.documents import JsonObject
from verifier.result import Check, Outcome, PresentationResult, VerificationResult


def answer(result: VerificationResult | PresentationResult) -> JsonObject:
    """Return the body of an answer; `verified` decides about its status."""
    checks = list(result.checks)
    if isinstance(result, PresentationResult):
        checks += [check for each in result.credentials for check in each.checks]
    against = [check for check in checks if check.outcome in (Outcome.FAILED, Outcome.INDETERMINATE)]
    return {
        "verified": not against,
        "checks": [check.name for check in checks if check.outcome is Outcome.PASSED],
        "warnings": [_problem(check) for check in checks if check.outcome is Outcome.WARNING],
        "errors": [_problem(check) for check in against],
        "problemDetails": [_problem(check) for check in against],
    }


def _problem(check: Check) -> JsonObject:
    return {"type": f"https://w3id.org/vakbewijs/problems/{check.code}", "title": check.code}
