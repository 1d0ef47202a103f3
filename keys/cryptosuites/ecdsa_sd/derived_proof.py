"""What the holder makes of a base proof, and what a verifier checks.

- https://www.w3.org/TR/vc-di-ecdsa/#add-derived-proof-ecdsa-sd-2023, #createdisclosuredata
- https://www.w3.org/TR/vc-di-ecdsa/#verify-derived-proof-ecdsa-sd-2023, #createverifydata
"""

from collections.abc import Sequence

from keys.algorithms import PublicKey
from keys.canonicalization import ContextRules, statements_of
from keys.canonicalization.rdfc10 import canonicalize_labelled
from keys.cryptosuites.ecdsa_sd.base_proof import bytes_of_base_signature
from keys.cryptosuites.ecdsa_sd.proof_value import BaseProofValue, DerivedProofValue
from keys.cryptosuites.ecdsa_sd.selection import check_pointers, select
from keys.cryptosuites.ecdsa_sd.statements import NamedStatements, relabelled
from keys.errors import ProofError, SelectionError
from keys.key_types import KeyType
from schemas.documents import JsonObject


def disclose(
    document: JsonObject, base: BaseProofValue, selective_pointers: Sequence[str], *, contexts: ContextRules
) -> tuple[JsonObject, DerivedProofValue]:
    """Return the part of an unsigned document that is shown, and the value of its derived proof.

    Shown are the parts that the issuer demands and those that `selective_pointers` select. Does NOT check
    the base proof: of one that does not hold, no derived one will.

    Raises `SelectionError`: `selection.nothing` when neither selects anything, and as `select` and
    `NamedStatements` do; `ProofError("proof.signature_mismatch")` for a proof of another document.
    """
    check_pointers(selective_pointers)
    named = NamedStatements(document, hmac_key=base.hmac_key, contexts=contexts)
    revealed = select(document, (*base.mandatory_pointers, *selective_pointers))
    if revealed is None:
        raise SelectionError("selection.nothing", detail="neither mandatory nor selective pointers")
    mandatory = named.indexes(base.mandatory_pointers)
    shown = sorted(mandatory | named.indexes(selective_pointers))
    optional = [index for index in range(len(named.statements)) if index not in mandatory]
    if len(optional) != len(base.signatures):
        raise ProofError("proof.signature_mismatch", detail=f"{len(base.signatures)} for {len(optional)}")
    signatures = dict(zip(optional, base.signatures, strict=True))
    _, canonical = canonicalize_labelled([named.statements[index] for index in shown])
    return revealed, DerivedProofValue(
        base_signature=base.base_signature,
        public_key=base.public_key,
        signatures=tuple(signatures[index] for index in shown if index not in mandatory),
        labels={name: label for label, name in canonical.items()},
        mandatory_indexes=tuple(place for place, index in enumerate(shown) if index in mandatory),
    )


def verify_derived_proof_value(
    document: JsonObject,
    configuration: JsonObject,
    derived: DerivedProofValue,
    *,
    key: PublicKey,
    contexts: ContextRules,
) -> None:
    """Return if the unsigned document is part of what the key signed, and shows all that it must.

    `configuration` is the proof without its value, with the document's contexts. Every statement of the
    document is covered: by the base signature or by one of its own.

    Raises `ProofError("proof.signature_mismatch")`, `InvalidKeyError`, and as `canonicalize_rdf` does.
    """
    statements = statements_of(document, contexts=contexts)
    _, canonical = canonicalize_labelled(statements)
    if derived.labels.keys() != set(canonical.values()):
        raise _mismatch(f"labels for {len(derived.labels)} of {len(canonical)} blank nodes")
    names = {blank: derived.labels[name] for blank, name in canonical.items()}
    lines = sorted(statement.line() for statement in relabelled(statements, names))
    mandatory = derived.mandatory_indexes
    # In order and each once, as the issuer's hash over them is.
    if list(mandatory) != sorted(set(mandatory)) or (mandatory and mandatory[-1] >= len(lines)):
        raise _mismatch("indexes of mandatory statements")
    demanded = frozenset(mandatory)
    optional = [line for index, line in enumerate(lines) if index not in demanded]
    if len(optional) != len(derived.signatures):
        raise _mismatch(f"{len(derived.signatures)} signatures for {len(optional)} statements")
    base = bytes_of_base_signature(
        configuration,
        proof_public_key=derived.public_key,
        mandatory=(lines[index] for index in mandatory),
        contexts=contexts,
    )
    key.verify(derived.base_signature, base)
    # Only now is the proof's own key known to be the issuer's choice.
    proof_key = PublicKey(KeyType.P256, derived.public_key)
    for line, signature in zip(optional, derived.signatures, strict=True):
        proof_key.verify(signature, line.encode())


def _mismatch(detail: str) -> ProofError:
    return ProofError("proof.signature_mismatch", detail=detail)
