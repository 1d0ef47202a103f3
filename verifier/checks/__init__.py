"""The checks, in their order: one function each, from an inquiry to a finding.

`FATAL` checks end the verification when they do not pass: what comes after would judge content that nobody
is known to have signed.
"""

from collections.abc import Callable, Mapping

from verifier.checks.binding import check_binding
from verifier.checks.evidence import check_evidence
from verifier.checks.inquiry import Inquiry
from verifier.checks.issuer import check_issuer
from verifier.checks.key import check_key
from verifier.checks.proof import check_proof
from verifier.checks.schema import check_schema
from verifier.checks.status import check_status
from verifier.checks.structure import check_structure
from verifier.checks.validity import check_validity
from verifier.result import Check

CHECKS: Mapping[str, Callable[[Inquiry], Check]] = {
    "structure": check_structure,  # 1
    "proof": check_proof,  # 2
    "key": check_key,  # 3
    "issuer": check_issuer,  # 4
    "validity": check_validity,  # 5
    "status": check_status,  # 6
    "schema": check_schema,  # 7
    "binding": check_binding,  # 8
    "evidence": check_evidence,  # 9
}

FATAL = frozenset({"structure", "proof", "key"})

__all__ = ["CHECKS", "FATAL", "Inquiry"]
