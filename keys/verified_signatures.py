"""What was found to hold of one document, so that nobody works out the same signature twice."""

from dataclasses import dataclass, field

from keys.algorithms import PublicKey
from keys.canonicalization import ContextRules
from keys.proof_options import MAX_PROOFS


@dataclass(frozen=True, slots=True, eq=False)
class VerifiedSignatures:
    """Which proofs of ONE document, which nobody changes, were made by which key.

    That is a fact about bytes: it holds at any time and under any policy. Whose key it is, whether it is
    listed for the purpose, revoked or expired, and which suites are allowed is no such fact, so
    `verify_proofs` asks that each time.
    """

    _held: list[tuple[str, PublicKey, ContextRules]] = field(default_factory=list)

    def holds(self, proof_pointer: str, key: PublicKey, contexts: ContextRules) -> bool:
        """Say whether the proof that stands there is known to be by this key, read under these rules."""
        return (proof_pointer, key, contexts) in self._held

    def remember(self, proof_pointer: str, key: PublicKey, contexts: ContextRules) -> None:
        """Keep that it is. No more than one key for each proof that a document may have."""
        if len(self._held) >= MAX_PROOFS:
            self._held.clear()
        self._held.append((proof_pointer, key, contexts))
