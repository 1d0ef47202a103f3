"""The Data Integrity pipeline, written once: transform, hash, sign or verify. A suite is a declaration.

All four suites share it, and hash the same two things in the same order: first what the proof says about
itself, then the document without its proof. So nothing in the proof can be changed either.

- https://www.w3.org/TR/vc-data-integrity/#algorithms
- https://www.w3.org/TR/vc-di-eddsa/#algorithms, https://www.w3.org/TR/vc-di-ecdsa/#algorithms
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Protocol

from keys.algorithms import PublicKey
from keys.canonicalization import ContextRules, canonicalize_json, canonicalize_rdf
from keys.cryptosuites.suite import DATA_INTEGRITY_PROOF
from keys.encoding import multibase_decode, multibase_encode
from keys.errors import ProofError
from keys.key_types import KeyType
from keys.signer import Signer
from schemas.documents import JsonObject, JsonValue
from schemas.errors import MalformedDocumentError


class Transformation(Protocol):
    """Turns JSON into the bytes that are hashed."""

    # Whether the proof repeats the document's @context, and is judged under its own.
    proof_carries_context: bool

    def canonicalize(self, value: JsonObject, *, contexts: ContextRules, hash_name: str) -> bytes:
        """Return the canonical bytes."""
        ...


class RdfTransformation:
    """JSON-LD to canonical N-Quads: protects the statements, whatever the order of members and arrays."""

    proof_carries_context = False

    def canonicalize(self, value: JsonObject, *, contexts: ContextRules, hash_name: str) -> bytes:
        """Return RDFC-1.0 bytes; raises as `canonicalize_rdf` does."""
        return canonicalize_rdf(value, contexts=contexts, hash_name=hash_name)


class JcsTransformation:
    """Canonical JSON: protects every member and the order of arrays."""

    proof_carries_context = True

    def canonicalize(self, value: JsonObject, *, contexts: ContextRules, hash_name: str) -> bytes:  # noqa: ARG002
        """Return RFC 8785 bytes."""
        return canonicalize_json(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cryptosuite:
    """One cryptosuite. `hash_names` says which key types it takes, and the hash that goes with each.

    `proof_type`: what a proof by it says as its `type`; suites from before `DataIntegrityProof` are named
    there. `verification_only`: a suite of the past, by which nothing new is signed.
    """

    name: str
    transformation: Transformation
    hash_names: Mapping[KeyType, str]
    proof_type: str = DATA_INTEGRITY_PROOF
    verification_only: bool = False
    selective: ClassVar[bool] = False

    @property
    def proof_carries_context(self) -> bool:
        """Whether the proof repeats the document's @context."""
        return self.transformation.proof_carries_context

    def create_proof(
        self, document: JsonObject, options: JsonObject, signer: Signer, *, contexts: ContextRules
    ) -> JsonObject:
        """Return the proof: `options` with its `proofValue`.

        `document` is what the proof covers: without its proof, or with the previous ones in a chain.

        Raises `ProofError("proof.wrong_key_type")`, and as the transformation does for a document that
        can't be signed without loss.
        """
        self._check_contexts(document, contexts)
        proof = dict(options)
        if self.transformation.proof_carries_context and "@context" in document:
            proof["@context"] = document["@context"]
        signature = signer.sign(self.bytes_to_sign(document, proof, signer.public_key, contexts=contexts))
        proof["proofValue"] = multibase_encode(signature, base="z")
        return proof

    def verify_proof(
        self, document: JsonObject, proof: JsonObject, key: PublicKey, *, contexts: ContextRules
    ) -> None:
        """Return if the proof over the document was made with the key.

        Says nothing about whose key it is, nor about time and purpose.

        Raises `ProofError`: `proof.wrong_key_type`, `proof.signature_encoding`, `proof.signature_mismatch`,
        `proof.context_mismatch`; and as the transformation does.
        """
        signature = _signature(proof)
        self._check_contexts(document, contexts)
        covered = document
        if self.transformation.proof_carries_context and "@context" in proof:
            covered = {**document, "@context": _context_of_proof(document, proof)}
        key.verify(signature, self.bytes_to_sign(covered, proof, key, contexts=contexts))

    def bytes_to_sign(
        self, document: JsonObject, proof: JsonObject, key: PublicKey, *, contexts: ContextRules
    ) -> bytes:
        """Return hash(proof without its value) followed by hash(document)."""
        hash_name = self.hash_names.get(key.key_type)
        if hash_name is None:
            raise ProofError("proof.wrong_key_type", detail=f"{key.key_type} with {self.name}")
        return b"".join(
            hashlib.new(
                hash_name,
                self.transformation.canonicalize(part, contexts=contexts, hash_name=hash_name),
            ).digest()
            for part in (self.proof_configuration(document, proof), document)
        )

    def _check_contexts(self, document: JsonObject, contexts: ContextRules) -> None:
        """Check the document's own contexts, also those after the proof's, which no JCS signature covers.

        An RDF transformation checks contexts itself, where it reads the document by them.
        """
        if self.transformation.proof_carries_context:
            contexts.check(document)

    def proof_configuration(self, document: JsonObject, proof: JsonObject) -> JsonObject:
        """Return the part of the proof that is signed; an RDF suite reads it under the document's context."""
        configuration = {member: value for member, value in proof.items() if member != "proofValue"}
        if not self.transformation.proof_carries_context and "@context" in document:
            configuration["@context"] = document["@context"]
        return configuration


def _signature(proof: JsonObject) -> bytes:
    value = proof.get("proofValue")
    if not isinstance(value, str):
        raise ProofError("proof.malformed", detail="proofValue is not text", pointer="/proofValue")
    try:
        return multibase_decode(value, bases="z")
    except MalformedDocumentError as error:
        raise ProofError("proof.signature_encoding", detail=f"{error.code}: {error.detail}") from error


def _context_of_proof(document: JsonObject, proof: JsonObject) -> JsonValue:
    """Return the proof's context, with which the document's own must begin (and may continue)."""
    ours, theirs = _as_array(document.get("@context")), _as_array(proof["@context"])
    if ours[: len(theirs)] != theirs:
        raise ProofError("proof.context_mismatch", detail="the document's contexts are not the proof's")
    return proof["@context"]


def _as_array(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else [value]
