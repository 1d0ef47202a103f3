"""Adding proofs to documents, and verifying every proof that a document carries.

Verification, in order; after each `verify_proofs` raises at the first thing that is wrong:

1. There is at least one proof, and each is well-formed: known members only, known type and cryptosuite,
   the expected purpose, dates that are dates. The cryptosuite is in the caller's allow-list.
2. Ids are unique, and every `previousProof` names a proof of the same document, never in a circle.
3. For each proof: it has not expired, and its domain and challenge are the expected ones.
4. Its verification method is found in the controller document of the DID that it belongs to, listed for
   the purpose, controlled by that DID, and neither expired nor revoked (or revoked later than the proof is
   known to have existed, where the caller has evidence of that).
5. Its signature holds over the proof's own options and the document (with the proofs that it follows).

One bad proof fails the document: the algorithm of the specification, read literally, would let a good proof
hide a bad one. What the caller must still do: decide whether the controller may speak for this document
(is it the issuer?), and what an absent `created` or one before a key's period means.

- https://www.w3.org/TR/vc-data-integrity/#verify-proof-sets-and-chains
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from keys.algorithms import PublicKey
from keys.canonicalization import PRODUCT_CONTEXT_RULES, ContextRules
from keys.canonicalization.nquads import is_absolute_iri
from keys.canonicalization.shape import MAX_VALUES, count_values
from keys.controller import ProofPurpose, VerificationMethod
from keys.cryptosuites import CRYPTOSUITES, DATA_INTEGRITY_PROOF
from keys.cryptosuites.ecdsa_sd import EcdsaSd2023, limiting_pointers
from keys.errors import ProofError
from keys.proof_options import ProofOptions, read_proofs
from keys.resolver import Resolver
from keys.signer import Signer
from keys.verified_signatures import VerifiedSignatures
from schemas.dates import format_instant
from schemas.documents import JsonObject, JsonValue
from schemas.errors import TooComplexError

__all__ = ["ProofPurpose", "VerifiedProof", "add_proof", "derive_proof", "verify_proofs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedProof:
    """A proof that holds: by which key, of whom, and when that party says it was made.

    `selective`: it was derived by the holder, who may have left out part of what was signed.
    """

    verification_method: str
    controller: str
    created: datetime | None
    cryptosuite: str
    key: PublicKey
    selective: bool = False


def add_proof(
    document: JsonObject,
    *,
    cryptosuite: str,
    signer: Signer,
    purpose: ProofPurpose,
    created: datetime,
    domain: str | None = None,
    challenge: str | None = None,
    expires: datetime | None = None,
    proof_id: str | None = None,
    previous_proof: str | Sequence[str] = (),
    mandatory_pointers: Sequence[str] = (),
    contexts: ContextRules = PRODUCT_CONTEXT_RULES,
) -> JsonObject:
    """Return a new document with a proof added, beside those that it has (a proof set).

    `created` and `expires` are aware instants, written in UTC with whole seconds. `proof_id` is an absolute
    URL, by which later proofs can name this one. `previous_proof`: the ids of the proofs in the document
    that this one follows and covers too (a proof chain). `mandatory_pointers`: for a selective suite, JSON
    pointers to what every derived document must show, beside what limits the credential: that no holder can
    leave out. The proof is then a base proof, for the holder alone, of which `derive_proof` makes what is
    shown.

    Does NOT check that the signer's DID is the issuer, that the document is a valid credential, nor that the
    proofs that it has hold.

    Raises `ProofError`: `proof.unknown_cryptosuite`, `proof.verification_only`, `proof.wrong_key_type`,
    `proof.no_selective_disclosure`, `proof.duplicate_id`, `proof.previous_missing`, `proof.malformed`;
    `SelectionError` for pointers; `MalformedDocumentError` and its kin for a document that can't be signed
    without loss.
    """
    suite = CRYPTOSUITES.get(cryptosuite)
    if suite is None:
        raise ProofError("proof.unknown_cryptosuite", detail=repr(cryptosuite))
    if suite.verification_only:
        raise ProofError("proof.verification_only", detail=cryptosuite)
    present = _present_proofs(document)
    if proof_id is not None and not is_absolute_iri(proof_id):
        raise ProofError("proof.malformed", detail=f"id {proof_id!r}")
    if proof_id is not None and any(proof.get("id") == proof_id for proof in present):
        raise ProofError("proof.duplicate_id", detail=proof_id)
    options: JsonObject = {} if proof_id is None else {"id": proof_id}
    options |= {
        "type": DATA_INTEGRITY_PROOF,
        "cryptosuite": cryptosuite,
        "created": format_instant(created.astimezone(UTC)),
    }
    if expires is not None:
        options["expires"] = format_instant(expires.astimezone(UTC))
    options["verificationMethod"] = signer.verification_method
    options["proofPurpose"] = purpose.value
    if domain is not None:
        options["domain"] = domain
    if challenge is not None:
        options["challenge"] = challenge
    names = [previous_proof] if isinstance(previous_proof, str) else list(previous_proof)
    covered = _without_proof(document)
    if names:
        options["previousProof"] = names[0] if len(names) == 1 else [*names]
        covered = {**covered, "proof": [_named(present, name) for name in names]}
    if isinstance(suite, EcdsaSd2023):
        limits = limiting_pointers(covered)
        proof = suite.create_proof(
            covered,
            options,
            signer,
            contexts=contexts,
            mandatory_pointers=(*limits, *(each for each in mandatory_pointers if each not in limits)),
        )
    elif mandatory_pointers:
        raise ProofError("proof.no_selective_disclosure", detail=cryptosuite)
    else:
        proof = suite.create_proof(covered, options, signer, contexts=contexts)
    return {**document, "proof": [*present, proof] if present else proof}


def derive_proof(
    document: JsonObject,
    *,
    selective_pointers: Sequence[str],
    contexts: ContextRules = PRODUCT_CONTEXT_RULES,
) -> JsonObject:
    """Return a document that shows part of this one, with the proof that its holder derives for it.

    Shown are the parts that the issuer demands and those that the JSON pointers select; the empty pointer
    selects all. The document must carry one base proof. Other proofs are left out: they would not hold over
    a part. Does NOT check the base proof; to do so, verify what this returns for `("",)`.

    Raises `ProofError`: `proof.missing`, `proof.malformed`, `proof.no_selective_disclosure` (no proof, or
    more than one, can be derived from), `proof.not_a_base_proof`, `proof.signature_encoding`;
    `SelectionError`; and as canonicalisation does.
    """
    present = _present_proofs(document)
    if not present:
        raise ProofError("proof.missing", pointer="/proof")
    bases = [(suite, proof) for proof in present if (suite := _selective_suite(proof)) is not None]
    if len(bases) != 1:
        raise ProofError(
            "proof.no_selective_disclosure", detail=f"{len(bases)} base proofs", pointer="/proof"
        )
    ((suite, proof),) = bases
    return suite.derive_proof(
        _without_proof(document), proof, selective_pointers=selective_pointers, contexts=contexts
    )


def verify_proofs(
    document: JsonObject,
    *,
    purpose: ProofPurpose,
    resolver: Resolver,
    cryptosuites: frozenset[str],
    at: datetime,
    domain: str | None,
    challenge: str | None,
    contexts: ContextRules = PRODUCT_CONTEXT_RULES,
    signatures: VerifiedSignatures | None = None,
    existed_at: datetime | None = None,
) -> tuple[VerifiedProof, ...]:
    """Return the proofs of a document, all of them verified, in the order of the document.

    `at` is the time of judging. `domain` and `challenge`: what each proof must say; None leaves them open.
    `signatures`: what is known about this very document; step 5 is left out for a signature that is known
    to hold, and none of the other steps ever is. `existed_at`: an instant at which somebody else is known to
    have had this very document; a key that was revoked after it, and after the moment that the proof itself
    names, keeps the proof.

    Raises `ProofError` (and `VerificationMethodError`, `InvalidKeyError`, `InvalidDidError`) when a proof
    does not hold, `MalformedDocumentError` and its kin when the document can't be canonicalised without
    loss, `ResolutionError` when a key could not be fetched now.
    """
    unsecured = _without_proof(document)
    proofs = read_proofs(document, purpose=purpose, cryptosuites=cryptosuites)
    _check_work(unsecured, proofs)
    by_id = {proof.id: proof for proof in proofs if proof.id is not None}
    known = VerifiedSignatures() if signatures is None else signatures
    verified = []
    for proof in proofs:
        _check_options(proof, at=at, domain=domain, challenge=challenge)
        method = _resolve_method(proof, resolver, purpose)
        method.check_in_use(at, created=proof.created, existed_at=existed_at)
        suite = CRYPTOSUITES[proof.cryptosuite]
        if not known.holds(proof.pointer, method.public_key, contexts):
            suite.verify_proof(
                _with_previous(unsecured, proof, by_id), proof.members, method.public_key, contexts=contexts
            )
            known.remember(proof.pointer, method.public_key, contexts)
        verified.append(
            VerifiedProof(
                verification_method=method.id,
                controller=method.controller,
                created=proof.created,
                cryptosuite=proof.cryptosuite,
                key=method.public_key,
                selective=suite.selective,
            )
        )
    return tuple(verified)


def _check_work(unsecured: JsonObject, proofs: Sequence[ProofOptions]) -> None:
    """Refuse more work by many proofs together than one proof over the largest document costs.

    Sixteen proofs fit on an ervaringscertificaat with thirty results.
    """
    if len(proofs) > 1 and count_values(unsecured) * len(proofs) > MAX_VALUES:
        raise TooComplexError("complexity.size", detail=f"{len(proofs)} proofs over it", pointer="/proof")


def _check_options(proof: ProofOptions, *, at: datetime, domain: str | None, challenge: str | None) -> None:
    if proof.expires is not None and at >= proof.expires:
        raise ProofError("proof.expired", detail=proof.expires.isoformat(), pointer=proof.pointer)
    # A proof for several domains is for none of them in particular.
    if domain is not None and proof.domains != frozenset({domain}):
        raise ProofError("proof.wrong_domain", detail=str(sorted(proof.domains)), pointer=proof.pointer)
    if challenge is not None and proof.challenge != challenge:
        raise ProofError("proof.wrong_challenge", detail=repr(proof.challenge), pointer=proof.pointer)


def _resolve_method(proof: ProofOptions, resolver: Resolver, purpose: ProofPurpose) -> VerificationMethod:
    did = proof.verification_method.partition("#")[0]
    return resolver.resolve(did).method_for(proof.verification_method, purpose.value)


def _with_previous(
    unsecured: JsonObject, proof: ProofOptions, by_id: Mapping[str, ProofOptions]
) -> JsonObject:
    """Return what a proof covers: in a chain the document together with the proofs that it follows."""
    if not proof.previous:
        return unsecured
    previous: list[JsonValue] = [by_id[name].members for name in proof.previous]
    return {**unsecured, "proof": previous}


def _selective_suite(proof: JsonObject) -> EcdsaSd2023 | None:
    """Return the suite of a proof of which parts can be derived."""
    name = proof.get("cryptosuite") if proof.get("type") == DATA_INTEGRITY_PROOF else None
    suite = CRYPTOSUITES.get(name) if isinstance(name, str) else None
    return suite if isinstance(suite, EcdsaSd2023) else None


def _present_proofs(document: JsonObject) -> list[JsonObject]:
    """Return the proofs that a document has, to put another beside them."""
    value = document.get("proof") or []
    proofs = [proof for proof in (value if isinstance(value, list) else [value]) if isinstance(proof, dict)]
    if len(proofs) != (len(value) if isinstance(value, list) else 1):
        raise ProofError("proof.malformed", detail="a proof is not an object", pointer="/proof")
    return proofs


def _named(proofs: list[JsonObject], name: str) -> JsonObject:
    for proof in proofs:
        if proof.get("id") == name:
            return proof
    raise ProofError("proof.previous_missing", detail=repr(name)[:100], pointer="/proof")


def _without_proof(document: JsonObject) -> JsonObject:
    return {member: value for member, value in document.items() if member != "proof"}
