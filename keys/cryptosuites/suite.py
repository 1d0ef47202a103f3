"""What the rest of the software knows of a cryptosuite, whichever way it works inside."""

from typing import Protocol

from keys.algorithms import PublicKey
from keys.canonicalization import ContextRules
from keys.signer import Signer
from schemas.documents import JsonObject

DATA_INTEGRITY_PROOF = "DataIntegrityProof"


class Suite(Protocol):
    """One way of making and checking proofs.

    - https://www.w3.org/TR/vc-data-integrity/#cryptographic-suites
    """

    @property
    def name(self) -> str:
        """The exact name, by which policies allow it."""
        ...

    @property
    def proof_type(self) -> str:
        """The `type` of its proofs: `DataIntegrityProof`, or the name itself for a suite from before that."""
        ...

    @property
    def proof_carries_context(self) -> bool:
        """Whether the proof repeats the document's @context, and is judged under its own."""
        ...

    @property
    def verification_only(self) -> bool:
        """Whether this is a suite of the past, by which nothing new is signed."""
        ...

    @property
    def selective(self) -> bool:
        """Whether its holder may show part of what was signed: what is absent may have been left out."""
        ...

    def create_proof(
        self, document: JsonObject, options: JsonObject, signer: Signer, *, contexts: ContextRules
    ) -> JsonObject:
        """Return the proof: `options` with its `proofValue`."""
        ...

    def verify_proof(
        self, document: JsonObject, proof: JsonObject, key: PublicKey, *, contexts: ContextRules
    ) -> None:
        """Return if the proof over the document was made with the key; raises `ProofError`."""
        ...
