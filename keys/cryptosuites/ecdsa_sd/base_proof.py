"""What the issuer makes: a signature over what must be shown, and one over each other statement.

The key of those other signatures is made for this proof and forgotten; its public half is signed by the
issuer, together with the proof's options and the statements that must be shown.

- https://www.w3.org/TR/vc-di-ecdsa/#create-base-proof-ecdsa-sd-2023
"""

import hashlib
from collections.abc import Iterable, Sequence

from keys.canonicalization import ContextRules, canonicalize_rdf
from keys.cryptosuites.ecdsa_sd.proof_value import MAX_SIGNATURES, MAX_STATEMENTS, BaseProofValue
from keys.cryptosuites.ecdsa_sd.selection import check_pointers
from keys.cryptosuites.ecdsa_sd.statements import NamedStatements
from keys.errors import SelectionError
from keys.key_types import PARAMETERS, KeyType
from keys.signer import PrivateKey, Signer
from schemas.disclosure import mandatory_pointers_for
from schemas.documents import JsonObject

# What limits a credential, in the data models 2.0 and 1.1: whoever could leave one of these out could show
# a revoked or expired credential as a good one, or hide by whom it is.
_LIMITING_MEMBERS = (
    "issuer",
    "validFrom",
    "validUntil",
    "issuanceDate",
    "expirationDate",
    "credentialStatus",
    "termsOfUse",
)


def limiting_pointers(document: JsonObject) -> tuple[str, ...]:
    """Return what of a credential no holder should be able to leave out.

    Of a certificate of ours that is all but what tells who its holder is; of any other credential, what
    limits it.
    """
    ours = mandatory_pointers_for(document)
    return ours or tuple(f"/{member}" for member in _LIMITING_MEMBERS if member in document)


def create_base_proof_value(
    document: JsonObject,
    configuration: JsonObject,
    *,
    signer: Signer,
    mandatory_pointers: Sequence[str],
    proof_key: PrivateKey,
    hmac_key: bytes,
    contexts: ContextRules,
) -> BaseProofValue:
    """Return the value of a base proof over an unsigned document.

    `configuration` is the proof without its value, with the document's contexts. `proof_key` (P-256) and
    `hmac_key` must be random and used for nothing else.

    Raises `SelectionError`, and as `canonicalize_rdf` does.
    """
    check_pointers(mandatory_pointers)
    named = NamedStatements(document, hmac_key=hmac_key, contexts=contexts)
    mandatory = named.indexes(mandatory_pointers)
    lines = named.lines
    if len(lines) > MAX_STATEMENTS or len(lines) - len(mandatory) > MAX_SIGNATURES:
        raise SelectionError("selection.too_many_statements", limit=str(MAX_SIGNATURES))
    base = bytes_of_base_signature(
        configuration,
        proof_public_key=proof_key.public_key.encoded,
        mandatory=(lines[index] for index in sorted(mandatory)),
        contexts=contexts,
    )
    return BaseProofValue(
        base_signature=signer.sign(base),
        public_key=proof_key.public_key.encoded,
        hmac_key=hmac_key,
        signatures=tuple(
            proof_key.sign(line.encode()) for index, line in enumerate(lines) if index not in mandatory
        ),
        mandatory_pointers=tuple(mandatory_pointers),
    )


def bytes_of_base_signature(
    configuration: JsonObject,
    *,
    proof_public_key: bytes,
    mandatory: Iterable[str],
    contexts: ContextRules,
) -> bytes:
    """Return what the issuer's key signs: hash of the options, key of the proof, hash of what must be shown.

    `mandatory` are lines of N-Quads in order.

    - https://www.w3.org/TR/vc-di-ecdsa/#serializesigndata
    """
    digest = hashlib.sha256()
    for line in mandatory:
        digest.update(line.encode())
    return (
        hashlib.sha256(canonicalize_rdf(configuration, contexts=contexts)).digest()
        + PARAMETERS[KeyType.P256].public_multicodec
        + proof_public_key
        + digest.digest()
    )
