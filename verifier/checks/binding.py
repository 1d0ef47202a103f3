"""Step 8: does the certificate belong to whoever shows it? Apart from being genuine; this never fails."""

from schemas.disclosure import NAME_POINTERS
from schemas.verification_receipt import RECEIPT_TYPE
from verifier.checks.inquiry import Inquiry, passed, skipped, warning
from verifier.result import Check

NAME = "binding"
OTHER_PRESENTER = "binding.other_presenter"


def check_binding(inquiry: Inquiry) -> Check:
    """Compare the subject's key with the key that signed the presentation (PF-09).

    A certificate on paper is bound to no key, and one that is shown alone was signed by nobody for this
    occasion: both are genuine, and an identity document tells whose they are.
    """
    if RECEIPT_TYPE in inquiry.credential.types:
        return skipped(NAME, "binding.receipt")
    subjects = inquiry.credential.subject_ids
    if not subjects:
        return warning(NAME, "binding.unbound")
    if inquiry.presented_by is None and inquiry.left_out >= NAME_POINTERS:
        return warning(NAME, "binding.nobody_named")
    if inquiry.presented_by is None:
        return warning(NAME, "binding.not_presented")
    # With several subjects it must be clear that all of it is about whoever shows it.
    if len(subjects) < len(inquiry.credential.subjects) or set(subjects) != {inquiry.presented_by}:
        return warning(NAME, OTHER_PRESENTER)
    return passed(NAME, "binding.holds")
