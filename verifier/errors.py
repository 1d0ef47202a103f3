"""The error that a verification can end in when its caller insists on a certificate."""

from typing import TYPE_CHECKING

from schemas.errors import DomainError

if TYPE_CHECKING:
    from verifier.result import VerificationResult


class VerificationError(DomainError):
    """A credential was required and did not pass; carries the whole result.

    Its code is that of the check that decided, such as `status.revoked`.
    """

    def __init__(self, result: "VerificationResult") -> None:
        decisive = result.decisive
        super().__init__(decisive.code, detail=f"{decisive.name}: {decisive.detail}", **decisive.parameters)
        self.result = result


class ReceiptError(DomainError):
    """A receipt that is no evidence that a document existed, and why (codes `receipt.*`)."""


class ReceiptUnreachableError(ReceiptError):
    """Whether a receipt is evidence can't be said now: a register or a key was out of reach."""


class PolicyError(DomainError):
    """A policy that would let everything or nothing pass (codes `policy.*`): a mistake of who wrote it."""


class RuleSetError(DomainError):
    """A file of entitlement rules that is not in order (codes `rules.*`): a mistake of who wrote it."""


class FactError(DomainError):
    """Something declared about oneself that no rule asks, or no answer to it (codes `facts.*`)."""
