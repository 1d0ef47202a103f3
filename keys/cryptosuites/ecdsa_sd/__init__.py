"""ecdsa-sd-2023: the holder shows a part of a credential, and the issuer's signature still holds.

The issuer makes a *base proof* (`base_proof`) and says which parts must always be shown. The holder makes
*derived proofs* of it (`derived_proof`), each over another part (`selection`, `statements`). A verifier
accepts derived proofs only: a base proof is a secret of its holder.

What is absent from a document with a derived proof may have been left out: a verifier may conclude from
what it sees, never from what it does not see.

- https://www.w3.org/TR/vc-di-ecdsa/#ecdsa-sd-2023
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from keys.algorithms import PublicKey
from keys.canonicalization import ContextRules
from keys.cryptosuites.ecdsa_sd.base_proof import create_base_proof_value, limiting_pointers
from keys.cryptosuites.ecdsa_sd.derived_proof import disclose, verify_derived_proof_value
from keys.cryptosuites.ecdsa_sd.proof_value import HMAC_KEY_BYTES, BaseProofValue, DerivedProofValue
from keys.cryptosuites.suite import DATA_INTEGRITY_PROOF
from keys.errors import ProofError
from keys.key_types import KeyType
from keys.signer import Signer, generate
from schemas.documents import JsonObject

__all__ = ["ECDSA_SD_2023", "EcdsaSd2023", "limiting_pointers"]


@dataclass(frozen=True, slots=True)
class EcdsaSd2023:
    """The suite. Only P-256 keys sign and verify, and P-256 is the curve of the proof's own key."""

    name: str = "ecdsa-sd-2023"
    proof_type: str = DATA_INTEGRITY_PROOF
    proof_carries_context: bool = False
    verification_only: bool = False
    selective: bool = True

    def create_proof(
        self,
        document: JsonObject,
        options: JsonObject,
        signer: Signer,
        *,
        contexts: ContextRules,
        mandatory_pointers: Sequence[str] = (),
    ) -> JsonObject:
        """Return a base proof, for the holder alone: `options` with its `proofValue`.

        `mandatory_pointers` select exactly what every derived document must show; without any, that is what
        `limiting_pointers` names. `add_proof` takes both together.

        Raises `ProofError("proof.wrong_key_type")`, `SelectionError`, and as canonicalisation does.
        """
        _check_key(signer.public_key)
        value = create_base_proof_value(
            document,
            _configuration(document, options),
            signer=signer,
            mandatory_pointers=tuple(mandatory_pointers) or limiting_pointers(document),
            proof_key=generate(KeyType.P256),
            hmac_key=secrets.token_bytes(HMAC_KEY_BYTES),
            contexts=contexts,
        )
        return {**options, "proofValue": value.encode()}

    def derive_proof(
        self,
        document: JsonObject,
        proof: JsonObject,
        *,
        selective_pointers: Sequence[str],
        contexts: ContextRules,
    ) -> JsonObject:
        """Return the part of the unsigned document that the pointers select, with its derived proof.

        Raises `ProofError("proof.not_a_base_proof")`, and as `disclose` does.
        """
        base = BaseProofValue.parse(proof.get("proofValue"))
        revealed, derived = disclose(document, base, selective_pointers, contexts=contexts)
        return {**revealed, "proof": {**proof, "proofValue": derived.encode()}}

    def verify_proof(
        self, document: JsonObject, proof: JsonObject, key: PublicKey, *, contexts: ContextRules
    ) -> None:
        """Return if the document is part of what the key signed, and shows all that it must.

        Raises `ProofError`: `proof.wrong_key_type`, `proof.not_derived` (a base proof was shown),
        `proof.signature_encoding`, `proof.signature_mismatch`; and as canonicalisation does.
        """
        _check_key(key)
        derived = DerivedProofValue.parse(proof.get("proofValue"))
        verify_derived_proof_value(
            document, _configuration(document, proof), derived, key=key, contexts=contexts
        )


ECDSA_SD_2023 = EcdsaSd2023()


def _configuration(document: JsonObject, proof: JsonObject) -> JsonObject:
    """Return the part of the proof that is signed, read under the document's context."""
    configuration = {member: value for member, value in proof.items() if member != "proofValue"}
    return {**configuration, "@context": document["@context"]} if "@context" in document else configuration


def _check_key(key: PublicKey) -> None:
    if key.key_type is not KeyType.P256:
        raise ProofError("proof.wrong_key_type", detail=f"{key.key_type} with ecdsa-sd-2023")
