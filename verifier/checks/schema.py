"""Step 7: does the document say all that its kind must say, and does it not contradict itself?"""

from schemas.errors import MalformedDocumentError
from schemas.validation import content_violations, shape_violations
from schemas.violations import Severity
from verifier.checks.inquiry import Inquiry, failed, failure, passed, skipped, warning
from verifier.result import Check

NAME = "schema"


def check_schema(inquiry: Inquiry) -> Check:
    """Validate against our own schema and rules of the kind; never against one that the document names.

    The finding is the first violation, with how many there are: an error fails, a remark on plausibility
    warns. Foreign kinds have no schema here. What a holder may leave out need not be there when she derived
    the proof herself.
    """
    kind = inquiry.credential.kind
    if kind is None:
        return skipped(NAME, "schema.unknown_kind")
    left_out = inquiry.left_out
    try:
        violations = tuple(
            violation
            for violation in shape_violations(inquiry.credential.document, kind)
            if violation.code != "schema.missing" or violation.pointer not in left_out
        )
        if not violations and inquiry.view is not None:
            violations = content_violations(inquiry.view)
    except MalformedDocumentError as error:
        return failure(NAME, error)
    errors = [violation for violation in violations if violation.severity is Severity.ERROR]
    for found, finding in ((errors, failed), (violations, warning)):
        if found:
            first = found[0]
            details = {"pointer": first.pointer, "keyword": first.keyword, "count": str(len(found))}
            return finding(NAME, first.code, **{**first.parameters, **details})
    return passed(NAME, "schema.shown_in_part" if left_out else "schema.complete")
